"""The manager's review: every school on a line, what each figure counts, and the map of indicators."""
