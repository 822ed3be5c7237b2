"""An authority's own workbook, filled from a record: where each answer goes, and only those cells written."""
