"""The open records and the way of an edit into the store: all that the screens stand on, without a screen."""
