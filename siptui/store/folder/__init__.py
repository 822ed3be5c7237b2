"""The engine that keeps schools as files in a folder on one host (DESIGN, "The store")."""
