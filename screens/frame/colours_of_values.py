"""How the values of scales look wherever they are not in a table."""

COLOURS = {
    "red": "bold $text-error",
    "red-amber": "italic $text-error",
    "amber": "bold $text-warning",
    "yellow": "$text-warning",
    "amber-green": "italic $text-success",
    "green": "bold $text-success",
    "blue": "bold $text-primary",
    "grey": "$text-muted",
}
"""How the values of a scale look, as `Grid` has them: no two alike, and each told by its letter too."""
