"""Commands of notes and forms as documents."""
