"""What goes on from one school year into the next."""
