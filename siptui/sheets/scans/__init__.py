"""What calamine does not tell of a file, found in its own bytes."""
