"""Tables of two pupils under headings of one's own, with their averages."""

from pathlib import Path

from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, Grid
from support.spreadsheets.judging import reading
from support.spreadsheets.layouts import Rows

NAMES: Rows = [["Oak", "Wren"], ["Ash", "Teal"]]


def two(head: list[object], *cells: list[object]) -> Rows:
    """Two pupils under a heading."""
    return [["Surname", "Forename", *head], *([*n, *c] for n, c in zip(NAMES, cells, strict=True))]


def asked(path: Path, answers: dict[str, str] | None = None) -> list[str]:
    return [q.key for q in reading(path, answers).questions]


def known(year: int, **points: float) -> Grid:
    at = {"july": JULY, "december": DECEMBER, "march": MARCH}
    return {("reading", year, at[when]): (aps, 2) for when, aps in points.items()}
