"""What is seen: a module a screen, and what the screens are made of."""
