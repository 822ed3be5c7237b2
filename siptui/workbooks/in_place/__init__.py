"""A marked copy of somebody's own workbook: every other byte as it was, or, of other kinds of file, its cells alone."""
