"""A store's years beside each other, and the way into one that is over."""
