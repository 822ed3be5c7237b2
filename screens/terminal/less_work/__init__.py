"""Work of Textual that is done once or not at all, so that the first picture and each key come sooner."""
