"""Lists of schools, and of those who have them: read, and what they would put into a store."""
