"""Reception's profile: its sheets, and its results."""
