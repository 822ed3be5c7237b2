"""The people who work in the store and the office, and the forms of each."""
