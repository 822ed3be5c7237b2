"""How large a file's tables may be."""

MOST_CELLS = 4_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_SHEETS = 500
