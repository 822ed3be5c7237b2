"""What a field can hold, and how what a person or a file brings is checked before it is kept."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from siptui.framework.places import Field as Field
from siptui.records.controls_made_visible import quoted
from siptui.records.numbers import duration_in, number_in

Value = str | int | float
"""A kept value: text, a scale's value, an ISO date, or a number. An empty field is kept as nothing (None)."""

LONGEST_TEXT = 30_000  # characters; an Excel cell holds 32,767 and cuts the rest without a word
LONGEST_LINE = 500
LARGEST = 10**15
"""Of any number that is looked at: a float holds it exactly."""
LEAST = 0.0001  # what is less is nothing; with more noughts a number is written with an exponent, which nobody types
MOST_POINTS = (
    60  # an average point score; the highest level there is, exceptional performance, is worth 57 (facts.md §1)
)
LIKE_A_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{2}|\d{4})|\d{4}-\d{1,2}-\d{1,2}")
"""How a date is typed in figures, be there such a day or not."""
DATE_FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%m-%Y",
    "%d %b %y",
)


TICKED = "yes"
NOT_TYPED = {
    "computed": "is reckoned and never typed; change what it is reckoned from",
    "state": "moves by steps: take one with `siptui step`, or with the key that the form's screen shows",
}
"""Why a place of some kinds takes nothing."""


class BadValue(Exception):
    """A value that does not fit its field; its text says what would."""


def parse(field: Field, raw: object) -> Value | None:
    """What `raw` means in `field`, or None where it is empty. Raises BadValue.

    Text is taken as typed, less control characters; dates day first, as in England; a scale's value by
    itself, its key, its name, its mark, or as a form shows it (`2 Good`).
    """
    if field.kind in NOT_TYPED:
        raise BadValue(NOT_TYPED[field.kind])
    if raw is None:
        raw = ""
    if isinstance(raw, datetime | date):
        raw = raw.isoformat()[:10]
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise BadValue(f"{type(raw).__name__} does not fit here")
    if isinstance(raw, int) and abs(raw) > LARGEST:
        raise BadValue("is a number out of all range")
    text = clean(raw) if isinstance(raw, str) else f"{raw:.12g}"
    if not text.strip():
        if field.required:
            raise BadValue("may not be empty; give another value")
        return None
    if field.kind == "text":
        return _bounded(text, field.most or LONGEST_TEXT)
    if field.kind in ("line", "person", "link"):
        return _bounded(" ".join(text.split("\n")), field.most or LONGEST_LINE)
    if field.kind == "scale":
        return _on_scale(field, text.strip())
    if field.kind in READ_AS:
        return READ_AS[field.kind](text.strip())
    return _number(field, raw if isinstance(raw, int | float) else text.strip())


def clean(text: str) -> str:
    """`text` without what no form can hold: control characters but for line ends and tabs. Raises BadValue."""
    if not any(unicodedata.category(c) in {"Cc", "Cs"} or c in "\ufffe\uffff" for c in text):
        return text
    text = text.replace("\r\n", "\n")
    for each in "\r\v\f\x85":
        text = text.replace(each, "\n")
    if any(unicodedata.category(c) == "Cs" for c in text):
        raise BadValue("holds characters that are not text; type it again")
    return "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) != "Cc" and c not in "\ufffe\uffff"))


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise BadValue(f"is {len(text):,} characters long; at most {most:,} fit, so shorten it")
    return text


def _on_scale(field: Field, text: str) -> str:
    scale = field.scale
    if scale is None:
        raise BadValue("has no scale")
    said = quoted(text)
    if any(value.value == text for value in scale.values):
        return text
    wanted = _plain(text)
    for value in scale.values:
        ways = (value.value, value.key, value.name, value.mark, f"{value.value} {value.name}")
        if wanted in {_plain(way) for way in ways} - {""}:
            return value.value
    allowed = ", ".join(v.value if v.value == v.name else f"{v.value} ({v.name})" for v in scale.values)
    raise BadValue(f"{said} is not on the scale; give one of: {allowed}")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _date(text: str) -> str:
    for form in DATE_FORMS:
        try:
            found = datetime.strptime(text[:40], form).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found.isoformat()
    if LIKE_A_DATE.fullmatch(text):
        raise BadValue(f"{text!r} is not a date: there is no such day from 1990 to 2100")
    raise BadValue(f"{text[:40]!r} is not a date; type it like 12/10/2010")


def _tick(text: str) -> str | None:
    wanted = text.casefold()
    if wanted in ("yes", "y", "x", "1", "true", "✓", "✔", TICKED):
        return TICKED
    if wanted in ("no", "n", "0", "false", "-"):
        return None
    raise BadValue(f"{quoted(text)} is no tick; give yes or no")


def _time(text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", text.casefold())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise BadValue(f"{quoted(text)} is not a time; type it like 9.15am or 14:05")


READ_AS: dict[str, Callable[[str], Value | None]] = {"tick": _tick, "date": _date, "time": _time}
"""How the kinds are read that are neither text, scale nor number."""


def _number(field: Field, raw: str | int | float) -> int | float:
    said = quoted(raw) if isinstance(raw, str) else repr(raw)
    if field.kind == "duration" and isinstance(raw, str):
        number = duration_in(raw, field.unit)
    elif field.kind == "money" and isinstance(raw, str):
        number = number_in(raw.strip().removeprefix("£").replace(",", ""))
    else:
        number = number_in(raw.strip().removesuffix("%")) if isinstance(raw, str) else raw
    if number is None:
        raise BadValue(f"{said} is not a number")
    if not math.isfinite(number) or abs(number) > 1_000_000:
        raise BadValue(f"{said} is out of all range")
    if field.kind == "percent" and not 0 <= number <= 100:
        raise BadValue(f"{said} is not a percentage from 0 to 100")
    if field.kind == "whole" and (number != int(number) or number < 0):
        raise BadValue(f"{said} is not a whole number")
    if field.kind == "money":
        return round(number, 2)
    if field.kind in ("number", "duration") and number < 0:
        raise BadValue(f"{said} is below 0")
    if field.kind == "points" and not 0 <= number <= MOST_POINTS:
        raise BadValue(f"{said} is not an average of points, from 0 to {MOST_POINTS}")
    if abs(number) < LEAST:
        return 0
    return int(number) if number == int(number) else number
