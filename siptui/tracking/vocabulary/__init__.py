"""What words and signs in a school's spreadsheet mean: headings, points in time, levels, years, groups."""
