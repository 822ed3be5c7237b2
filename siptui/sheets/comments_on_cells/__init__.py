"""What people remark on cells: notes and conversations, which calamine does not tell."""
