"""Every key: what it does, how it is called, what a person made of it."""
