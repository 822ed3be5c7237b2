"""What is printed of a whole caseload."""
