"""Which rows of a table are pupils, what year group each is in, and whether one stands twice."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from siptui.records.proposal import Problem
from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.cells import Cell, blank, plain, shown
from siptui.tracking.headings import Headings, tokens
from siptui.tracking.layout import Table
from siptui.tracking.proposal import NotCounted
from siptui.tracking.years import year_of_cell, year_of_class, year_of_name

_UPN = re.compile(r"[a-z]\d{11}[0-9a-z]")
MOST_LINES = 20  # problem lines of one kind; the rest are counted


class Pupil(Struct, frozen=True):
    """A pupil's row (from 0), year group where it can be told, and what tells the pupil apart (never kept)."""

    row: int
    year: int | None
    key: tuple[str, ...] | None


class Rows(Struct):
    """The rows below a header: pupils, those that are none with the reason; and whether their year is still asked."""

    pupils: list[Pupil]
    left_out: list[NotCounted]
    year_open: bool = False


def read_rows(table: Table, headings: Headings, years: list[int], asking: Asking) -> Rows:
    """Tell pupils from totals, averages and notes."""
    year_of, still_open = _year_reader(table, years, asking)
    found = Rows([], [], still_open)
    columns = [x for name in headings.words.identity for x in table.of(name)]
    upns, year_columns = table.of("upn"), table.of("year")
    past_totals = False
    for y in range(table.first, len(table.sheet.rows)):
        row = table.sheet.rows[y]
        if all(blank(c) for c in row):
            continue
        filled = [x for x in columns if x < len(row) and _tells_apart(row[x], x in upns or len(columns) == 1)]
        reason = ""
        if _is_total(row, filled, headings):
            reason, past_totals = "a row of totals or averages", True
        elif not filled:
            reason = "names no pupil (a total, an average or a note)"
        elif len(filled) < min(2, len(columns)) and not any(_is_upn(row[x]) for x in upns if x < len(row)):
            reason = "names no pupil in full (a total, an average or a note)"
        elif past_totals and len(columns) < 2 and not any(x < len(row) and not blank(row[x]) for x in year_columns):
            reason = "stands below the totals"
        if reason:
            found.left_out.append(NotCounted(table.sheet.name, y + 1, "", "", reason))
        else:
            found.pupils.append(Pupil(y, year_of(row), _key(table, row)))
    return found


def _is_total(row: list[Cell], filled: list[int], headings: Headings) -> bool:
    """Whether the row's first words are those of a total, and it names no pupil besides."""
    first = next((c for c in row if not blank(c)), "")
    if len(filled) > 1 or not isinstance(first, str) or _is_upn(first):
        return False
    words = tokens(first)
    starts = map(tokens, headings.words.totals_start)
    return words in map(tokens, headings.words.totals) or any(words[: len(s)] == s for s in starts)


def _tells_apart(cell: Cell, numbered: bool) -> bool:
    """Whether a cell may tell a pupil apart. A bare number is no name, unless pupils have nothing but numbers."""
    return not blank(cell) and (numbered or isinstance(cell, date) or any(c.isalpha() for c in shown(cell)))


def _is_upn(cell: Cell) -> bool:
    return isinstance(cell, str) and _UPN.fullmatch(plain(cell).replace(" ", "")) is not None


YearReader = Callable[[list[Cell]], int | None]
YearOfCell = Callable[[Cell], int | None]


def _year_reader(table: Table, years: list[int], asking: Asking) -> tuple[YearReader, bool]:
    """How a row's year group is told: its year column, else the sheet's name, else its class, else by asking.

    With it, whether the question is still open.
    """
    if table.of("year"):
        return _from_column(table.of("year")[0], year_of_cell), False
    named = year_of_name(table.sheet.name)
    if named is None and table.of("class"):
        by_class = _from_column(table.of("class")[0], year_of_class)
        if any(by_class(row) is not None for row in table.sheet.rows[table.first :]):
            return by_class, False
    if named is not None:
        return _always(named), False
    sheet = table.sheet.name
    asks = f"Which year group are the pupils on sheet {sheet} in?"
    answer = asking.ask(f"year:{sheet}", asks, [*map(str, years), LEAVE_OUT], f"{sheet}!A{table.first}")
    told = int(answer) if answer and answer != LEAVE_OUT else None
    return _always(told), answer is None


def _always(year: int | None) -> YearReader:
    return lambda _row: year


def _from_column(x: int, read: YearOfCell) -> YearReader:
    return lambda row: read(row[x]) if x < len(row) else None


def _key(table: Table, row: list[Cell]) -> tuple[str, ...] | None:
    """What tells the pupil apart: the UPN, else the name with the date of birth, else the full name in its class."""

    def said(name: str) -> str:
        return " ".join(plain(shown(row[x])) for x in table.of(name) if x < len(row))

    upn = said("upn").replace(" ", "")
    if upn:
        return ("upn", upn)
    surname, forename, name = said("surname"), said("forename"), said("name")
    full = " ".join(n for n in (surname, forename, name) if n)
    if not ((surname and forename) or " " in name or "," in name):
        return None
    return (full, said("dob")) if table.of("dob") and said("dob") else (full, said("year"), said("class"), "no date")


def twice(source: str, tables: list[tuple[Table, Rows]]) -> Iterator[Problem]:
    """A problem for each pupil who stands in two rows that give the same results; naming rows, never pupils."""
    seen: dict[tuple[str, ...], list[tuple[str, int, frozenset[tuple[str, str]]]]] = {}
    for table, rows in tables:
        results = frozenset((c.meaning.subject, p) for c in table.results for p in c.meaning.points or ("",))
        for pupil in rows.pupils:
            if pupil.key is None:
                continue
            # Without a UPN or date of birth the same name on another sheet may be another pupil.
            key = (*pupil.key, table.sheet.name) if pupil.key[-1] == "no date" else pupil.key
            place = (table.sheet.name, pupil.row + 1, results)
            for sheet, row, others in seen.get(key, ()):
                if results & others:
                    first = f"row {row}" + (f" of sheet {sheet}" if sheet != place[0] else "")
                    by = "UPN" if key[0] == "upn" else "name and date of birth" if len(key) == 2 else "name"
                    yield Problem(
                        f"{source}: {place[0]}!A{place[1]}",
                        f"the pupil in row {place[1]} already stands in {first} (the same {by})",
                        "delete one of the two rows, or correct it, and try again",
                    )
                    break
            seen.setdefault(key, []).append(place)
