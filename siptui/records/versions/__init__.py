"""Versions of a record: as it was earlier, and what two people made of one, merged."""
