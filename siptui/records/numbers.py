"""Numbers as people write them, read in one way wherever one is typed, pasted or stands in a file."""

import re

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d{1,2}", re.ASCII)
LONGEST = 40  # characters


def number_in(text: str) -> float | None:
    """The number that is all of a text; None for anything else.

    1,234 has thousands and 7,5 a decimal comma; 1_4, 1e1 and 12,3456 are no numbers.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else None
