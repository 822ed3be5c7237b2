"""Schools kept as files in a folder on one host."""
