"""A document that came back: read from its file, and what it proposes."""
