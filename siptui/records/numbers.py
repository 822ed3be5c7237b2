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


_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
_TIMED = re.compile(r"(?:(\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*m(?:in(?:ute)?s?)?)?", re.ASCII)
MINUTES_OF_AN_HOUR = 60


def duration_in(text: str, unit: str) -> float | None:
    """A length of time in `unit`, "days" or "hours": `1.5`, `½ day`, `1 1/2`, `45 min`, `1h30m`; None for none."""
    text = text.strip().casefold()
    for sign, decimal in _FRACTIONS.items():
        text = re.sub(rf"(\d*)\s*{sign}", rf"\g<1>{decimal}", text)
    if found := re.fullmatch(r"(?:(\d+)\s+)?([1-9])/([248])(.*)", text):
        text = f"{int(found[1] or 0) + int(found[2]) / int(found[3])}{found[4]}"
    if unit != "days" and (timed := _TIMED.fullmatch(text)) and text and not text.isdecimal():
        return int(timed[1] or 0) + int(timed[2] or 0) / MINUTES_OF_AN_HOUR
    words = ("days", "day", "d") if unit == "days" else ("hours", "hour", "hrs", "hr", "h")
    word = next((w for w in words if text.endswith(w)), "")
    return number_in(text.removesuffix(word))
