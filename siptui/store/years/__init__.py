"""A store's years: those that are over, each a store of the same layout that nobody writes to, and how one begins."""
