"""Which rows are pupils, of which year group, and which count."""
