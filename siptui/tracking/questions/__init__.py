"""What only a person can answer, how it is asked, and the answers."""
