"""A copy of somebody's own workbook to send back, marked: in place with every other byte as it was, or its cells alone."""
