"""The shades of grades on paper: light enough that black letters are read on them."""

SHADES = {
    "red": "F4B6B6",
    "red-amber": "F9C7A4",
    "amber": "FFD98A",
    "yellow": "FFF2A8",
    "amber-green": "E3E8A0",
    "green": "BFE3B4",
    "blue": "BDD7EE",
    "grey": "D9D9D9",
}
"""By a colour of the palette, as red, green and blue in hexadecimal."""
