"""The terminal as it is: its colours, its signs, its keys, and no byte more than it needs."""
