"""A framework's files for another school year: its dates, days of measuring and years that are named, moved.

What comes of it is a beginning, to be held against the authority's calendar: terms and days for training move by whole
weeks, so that a Friday stays a Friday; all else keeps its day of the month. Remarks for people stay as they are.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

SPAN = re.compile(r"(20\d\d)-(\d\d)")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
FOUND = re.compile(
    r'(?P<point>\b(?:key|since|until)\s*=\s*")(?P<point_year>20\d\d)(?=-\d\d")'
    r"|(?<![\d-])(?P<date>20\d\d-\d\d-\d\d)(?![\d-])"
    r"|(?<![\d-])(?P<first>20\d\d)-(?P<second>\d\d)(?![\d-])"
    rf"|(?P<month>\b(?:{MONTHS})[a-z]* )(?P<short>\d\d)(?!\d)"
    r"|(?<!Act )(?<![\d-])(?P<year>20\d\d)(?![\d-])"
)
BY_WEEKS = ("terms", "cpd")
NEAR = 2
"""Years from the framework's own in which a year that is named is meant to move."""


def year_moved(year: str, by: int) -> str:
    """A school year so many years later, as `2011-12` of `2010-11`; one that is written otherwise stays."""
    found = SPAN.fullmatch(year)
    return f"{int(found[1]) + by}-{(int(found[2]) + by) % 100:02}" if found else year


def moved(files: Mapping[Path, bytes], year: str, by: int) -> dict[Path, bytes]:
    """The files of a framework of a school year, moved by so many years; those alone in which anything moves."""
    found = SPAN.fullmatch(year)
    if found is None:
        return {}
    texts = {path: data.decode() for path, data in files.items()}
    told = {path: _text(text, int(found[1]), by) for path, text in texts.items()}
    return {path: text.encode() for path, text in told.items() if text != texts[path]}


def _text(text: str, first: int, by: int) -> str:
    lines, section = [], ""
    for line in text.split("\n"):
        if line.startswith("["):
            section = line.strip("[] ")
        bare, mark, remark = line.partition(" #") if not line.startswith("#") else ("", "", line)
        move = partial(_one, first=first, by=by, same_day=section not in BY_WEEKS)
        lines.append(FOUND.sub(move, bare) + mark + remark)
    return "\n".join(lines)


def _one(found: re.Match[str], first: int, by: int, same_day: bool) -> str:
    if found["point"]:
        return f"{found['point']}{int(found['point_year']) + by}"
    if found["date"]:
        return _day(found["date"], by, same_day)
    if found["first"]:
        is_span = (int(found["first"]) + 1) % 100 == int(found["second"])
        return year_moved(found[0], by) if is_span else f"{int(found['first']) + by}-{found['second']}"
    if found["month"]:
        near = abs(2000 + int(found["short"]) - first) <= NEAR
        return f"{found['month']}{(int(found['short']) + by) % 100:02}" if near else found[0]
    return str(int(found["year"]) + by) if abs(int(found["year"]) - first) <= NEAR else found[0]


def _day(said: str, by: int, same_day: bool) -> str:
    try:
        day = date.fromisoformat(said)
        return (day.replace(year=day.year + by) if same_day else day + timedelta(weeks=52 * by)).isoformat()
    except ValueError:  # no such day, or 29 February
        return said
