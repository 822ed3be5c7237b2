"""The door for files from outside: a process of its own, with limits."""
