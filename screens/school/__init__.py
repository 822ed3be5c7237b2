"""A school's screens: its forms, its visits, its progress, its summary."""
