"""The authority's own workbooks: a record out as one, and (in time) a Proposal back in.

openpyxl takes a quarter of a second to import, so only the modules that write import it, and they are imported when
something is written.
"""
