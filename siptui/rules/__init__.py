"""The handbook's rules: a record in, what follows from it out. Pure."""
