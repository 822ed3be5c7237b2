"""What a school's file is made of, by name and number.

Nothing is imported here: `get` of one text wants this and little else.
"""

FORMAT = 3
"""The newest format that this siptui knows, and the one it writes."""
TABLE, DOCUMENT = "record", "1"
"""Where in a school's file, which is a TinyDB, its one document is."""
