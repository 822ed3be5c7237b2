"""A table found on a sheet: its columns, each with its heading and what it means."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from siptui.sheets.cells import Cell, Sheet, letters, shown
from siptui.tracking.vocabulary.headings import Meaning

LONGEST_HEADING = 120


NAMES = ("surname", "forename", "name")  # what columns of pupils' names are called


NOTHING_SAID: Mapping[int, Meaning] = MappingProxyType({})


class Column(Struct):
    """A column under a heading; `index` counts from 0; `doubt` is what stands below and is not understood.

    `source` is the column of the file that a column of a turned sheet comes from.
    """

    index: int
    heading: str
    meaning: Meaning
    doubt: str = ""
    source: int = -1

    @property
    def letters(self) -> str:
        """The letters of the column in the file."""
        return letters(self.index if self.source < 0 else self.source)


class Table(Struct):
    """A sheet with its header found; rows from `first` on may hold pupils."""

    sheet: Sheet
    columns: list[Column]
    top: int
    first: int
    again: list[int] = []  # rows further down that hold the same header again
    namesakes: frozenset[int] = frozenset()  # rows of pupils who are said to be others than those of the same name
    waits: bool = False  # whether an answer that is waited for may tell which rows are pupils
    more: bool = False  # whether columns without headings look like more pupils with results

    def of(self, name: str) -> list[int]:
        """The columns that are called that, such as "surname"."""
        return [c.index for c in self.columns if c.meaning.kind == "column" and c.meaning.name == name]

    @property
    def results(self) -> list[Column]:
        """The columns that hold results."""
        return [c for c in self.columns if c.meaning.kind == "result"]


def names_at(table: Table) -> list[int]:
    """The columns that may hold a pupil's name or number."""
    return [x for name in ("upn", *NAMES) for x in table.of(name)]


def text_at(row: list[Cell], x: int) -> str:
    """A cell of a row as a heading is read: a date as it is written in figures, and no longer than headings are."""
    cell = row[x] if x < len(row) else ""
    if isinstance(cell, str):  # as nearly always
        return cell[:LONGEST_HEADING] if cell.strip() else ""
    return (shown(cell) if isinstance(cell, float | int) else cell.isoformat())[:LONGEST_HEADING]
