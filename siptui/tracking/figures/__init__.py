"""What is reckoned from the pupils that count."""
