"""Folders of frameworks of ones own: made from another, as it is or for another school year."""
