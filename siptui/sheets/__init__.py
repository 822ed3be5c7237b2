"""Files of any kind that schools keep tables in, opened as Sheets of cells; nothing is known here of what they mean."""
