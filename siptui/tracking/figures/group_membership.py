"""Which vulnerable groups a pupil belongs to, told from the columns about pupils (facts.md §5e, 5f).

What is written there is data (`schemas/tracking/groups.toml`). A value that is not understood is not guessed: its pupil
is in no group by that column, and that is said.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from siptui.sheets.cells import Cell, blank, letters, picked, plain, shown
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.group_table import GroupColumn, group_table

MOST_VALUES = 3  # values shown of a column that are not understood


Told = frozenset[str]
"""The groups that a column puts a pupil into; none for a plain no."""

ToldBy = Mapping[str, Told | None]
"""The same by column; None where the file contradicts itself."""

Doubt = tuple[str, int, str]
"""A column's name, its place on the sheet, and the value in it that is not understood."""


class _Unknown(Struct):
    """A column's values that are not understood, and where."""

    values: dict[str, None] = field(default_factory=dict)
    first: str = ""
    pupils: int = 0


class _Read(Struct):
    """What is said of a pupil: by column, the groups; what is not understood; columns that say two things."""

    groups: ToldBy
    doubts: list[Doubt]
    contrary: list[str]


class Membership:
    """Tells of each row of a file's tables what its columns say of groups."""

    def __init__(self, tables: list[Table], results: str = "") -> None:
        self.table = group_table(results=results)
        self.names = {c.column for c in self.table.columns}
        present = {c.column: self._present(c, tables) for c in self.table.columns if c.only_beside}
        self._means = {c.column: self._meanings(c, present.get(c.column, set())) for c in self.table.columns}
        self._silent = {plain(v) for v in self.table.silent}
        self._unknown: dict[str, _Unknown] = {}
        self._contrary: dict[str, _Unknown] = {}
        self._columns = {id(t): [(n, x) for n in self._means for x in t.of(n)] for t in tables}

    def of(self, table: Table, rows: list[int]) -> list[ToldBy]:
        """By column, the groups of the pupil in each row; None where two columns of one meaning disagree.

        Pupils of whom the same is written are given the very same mapping, which nobody may change.
        """
        columns, sheet = self._columns[id(table)], table.sheet
        if not columns:
            nothing: ToldBy = {}
            return [nothing] * len(rows)
        written = list(zip(*(picked(sheet.column(x), rows) for _, x in columns), strict=True))
        known = {cells: self._read(columns, cells) for cells in set(written)}
        for row, cells in (
            zip(rows, written, strict=True) if any(t.doubts or t.contrary for t in known.values()) else ()
        ):
            told = known[cells]
            for name in told.contrary:
                self.note_contrary(name, table, row)
            for name, x, value in told.doubts:
                line, at = sheet.address(row, x)
                self._note(name, value, f"{sheet.name}!{letters(at)}{line}")
        groups = {cells: told.groups for cells, told in known.items()}
        return list(map(groups.__getitem__, written))

    def _read(self, columns: list[tuple[str, int]], cells: tuple[Cell, ...]) -> "_Read":
        """What cells say, those of them that are not understood, and the columns of which they say two things."""
        found: dict[str, Told | None] = {}
        unknown: list[Doubt] = []
        for (name, x), cell in zip(columns, cells, strict=True):
            told = self._told(name, cell)
            if isinstance(told, str):
                unknown.append((name, x, told))
            elif told is not None:
                found[name] = told if found.get(name, told) == told else None
        return _Read(found, unknown, [name for name, groups in found.items() if groups is None])

    def notes(self, names: dict[str, str]) -> list[str]:
        """What is said of the columns that hold what is not understood; `names` are what columns are called."""
        contrary = [
            f"{names.get(column, column)}: the file says two things of the same pupil (first in {each.first}; "
            f"pupils: {each.pupils}), who is in none of its groups"
            for column, each in self._contrary.items()
        ]
        return [
            f"{names.get(column, column)}: {', '.join(map(repr, each.values))} not understood (first in {each.first}; "
            f"pupils: {each.pupils}); who has no other value there is in none of its groups"
            for column, each in self._unknown.items()
        ] + contrary

    def _told(self, name: str, cell: Cell) -> Told | str | None:
        """The groups; the value itself where it is not understood; None where the cell says nothing."""
        text = plain(shown(cell))
        silent = blank(cell) or text in self._silent
        return self._means[name].get(text, None if silent else text)

    def note_contrary(self, name: str, table: Table, row: int) -> None:
        """Note that the file contradicts itself about the pupil in a row."""
        line, _ = table.sheet.address(row, 0)
        self._contrary.setdefault(name, _Unknown(first=f"{table.sheet.name}!A{line}")).pupils += 1

    def _note(self, name: str, value: str, where: str) -> None:
        unknown = self._unknown.setdefault(name, _Unknown(first=where))
        unknown.pupils += 1
        if len(unknown.values) < MOST_VALUES:
            unknown.values[value[:20]] = None

    def _meanings(self, column: GroupColumn, present: set[str]) -> dict[str, Told]:
        found: dict[str, Told] = {
            plain(v): frozenset() for v in [*column.no, *(self.table.no if column.yes_no else [])]
        }
        for group in column.groups:
            within = {g.name for g in column.groups if group.name in g.includes}
            for value in [*group.values, *(self.table.yes if group.yes else [])]:
                found[plain(value)] = frozenset({group.name, *within})
        for value, others in column.only_beside.items():
            if present.isdisjoint(others):
                found.pop(plain(value), None)
        return found

    def _present(self, column: GroupColumn, tables: list[Table]) -> set[str]:
        """Every value of a column in the whole file."""
        cells = {c for t in tables for x in t.of(column.column) for c in t.sheet.column(x)[t.first :]}
        return {plain(shown(c)) for c in cells}
