"""What a field can hold, and how what a person or a file brings is checked before it is kept."""

import math
import unicodedata
from datetime import date, datetime

from msgspec import Struct

from siptui.framework.model import Kind, Scale
from siptui.records.controls_made_visible import quoted
from siptui.records.numbers import number_in

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


class Field(Struct, frozen=True):
    """A place in a record: where it is, what it is called, what fits in it."""

    path: str
    label: str
    kind: Kind
    scale: Scale | None = None
    preset: str = ""
    prompt: str = ""
    required: bool = False


class BadValue(Exception):
    """A value that does not fit its field; its text says what would."""


def parse(field: Field, raw: object) -> Value | None:
    """What `raw` means in `field`, or None where it is empty. Raises BadValue.

    Text is taken as typed, less control characters; dates day first, as in England; a scale's value by
    itself, its key, its name, its mark, or as a form shows it (`2 Good`).
    """
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
        return _bounded(text, LONGEST_TEXT)
    if field.kind == "line":
        return _bounded(" ".join(text.split("\n")), LONGEST_LINE)
    if field.kind == "scale":
        return _on_scale(field, text.strip())
    if field.kind == "date":
        return _date(text.strip())
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
    wanted = text.casefold()
    for value in scale.values:
        ways = (value.value, value.key, value.name, value.mark, f"{value.value} {value.name}")
        if wanted in {way.casefold() for way in ways} - {""}:
            return value.value
    allowed = ", ".join(v.value if v.value == v.name else f"{v.value} ({v.name})" for v in scale.values)
    raise BadValue(f"{said} is not on the scale; give one of: {allowed}")


def _date(text: str) -> str:
    for form in DATE_FORMS:
        try:
            found = datetime.strptime(text[:40], form).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found.isoformat()
    raise BadValue(f"{text[:40]!r} is not a date; type it like 12/10/2010 or 2010-10-12")


def _number(field: Field, raw: str | int | float) -> int | float:
    said = quoted(raw) if isinstance(raw, str) else repr(raw)
    number = number_in(raw.strip().removesuffix("%")) if isinstance(raw, str) else raw
    if number is None:
        raise BadValue(f"{said} is not a number")
    if not math.isfinite(number) or abs(number) > 1_000_000:
        raise BadValue(f"{said} is out of all range")
    if field.kind == "percent" and not 0 <= number <= 100:
        raise BadValue(f"{said} is not a percentage from 0 to 100")
    if field.kind == "whole" and (number != int(number) or number < 0):
        raise BadValue(f"{said} is not a whole number")
    if field.kind == "number" and number < 0:
        raise BadValue(f"{said} is below 0")
    if field.kind == "points" and not 0 <= number <= MOST_POINTS:
        raise BadValue(f"{said} is not an average of points, from 0 to {MOST_POINTS}")
    if abs(number) < LEAST:
        return 0
    return int(number) if number == int(number) else number
