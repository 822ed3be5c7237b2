"""A record under a framework that has changed since: where its answers are now, and what becomes of them."""
