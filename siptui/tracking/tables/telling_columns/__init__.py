"""Columns that tell what each row of a table is of: a year group, a school year, a subject, a kind of result."""
