"""The kinds of file, each opened as Sheets of cells."""
