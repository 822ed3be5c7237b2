"""What a form asks line by line, as a record stands; without a widget."""
