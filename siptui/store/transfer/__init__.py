"""A store carried from one place to another."""
