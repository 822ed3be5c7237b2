"""The one grid: rows and columns of cells, moved through, edited, chosen, filtered, pasted into."""
