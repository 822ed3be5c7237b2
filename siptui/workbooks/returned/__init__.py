"""A workbook of ours that came back: where its answers are now, and what it proposes."""
