"""Any form as a workbook, and what comes back in it."""
