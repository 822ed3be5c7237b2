"""How a school and its edits are written down, whatever keeps them: in a store's files, in backups, on the way."""
