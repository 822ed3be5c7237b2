"""Every school on one screen, and the way to any of them."""
