"""The store as one file, written and read."""
