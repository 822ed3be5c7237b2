"""A folder of files that came back: one table of what each would change."""
