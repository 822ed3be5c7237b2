"""Workbooks that siptui did not make: the authority's form filled in, last year's, a table of a school's own."""
