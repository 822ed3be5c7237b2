"""A framework as a workbook, for those who know Excel and not TOML: written, and read back into the same data."""
