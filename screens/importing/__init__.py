"""A school's spreadsheet read, looked at, and taken over."""
