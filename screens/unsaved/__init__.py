"""What was typed and is not saved: a clash, and the drafts of a session that was cut off."""
