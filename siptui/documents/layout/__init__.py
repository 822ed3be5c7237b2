"""What stands on the pages of a form, drawn from its blocks; no file and no word processor is known here."""
