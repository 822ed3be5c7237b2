"""What every screen stands in: its title, its last lines, its help, its dialogs."""
