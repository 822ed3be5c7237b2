"""Adding a school, and giving a school to somebody."""
