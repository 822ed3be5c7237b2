"""What calamine does not tell of a file, found in its own bytes: errors, what is hidden or struck through."""
