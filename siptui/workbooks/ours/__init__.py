"""The authority's own workbooks, written new."""
