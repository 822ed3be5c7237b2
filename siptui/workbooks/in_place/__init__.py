"""Somebody's own workbook with something added to it, and every other byte as it was."""
