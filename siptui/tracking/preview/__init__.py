"""What a person is shown of a file beside the figures, before they say yes."""
