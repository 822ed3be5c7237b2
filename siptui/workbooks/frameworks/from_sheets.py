"""The sheets of a framework's workbook read back into the data of its files, every slip said by sheet and cell."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct, inspect
from openpyxl.utils import get_column_letter

from siptui.framework.data_faults import Where, data_faults
from siptui.framework.reading import FORMS
from siptui.records.problem import Place
from siptui.sheets.cells import Cell, Sheet, blank, shown
from siptui.workbooks.frameworks import cell_text
from siptui.workbooks.frameworks.files import FORM, LISTS, README, DataFile, stem_of
from siptui.workbooks.frameworks.outline import NAME, WHAT, Column, outline
from siptui.workbooks.frameworks.rows import Open, place_for

YES, NO = ("yes", "true", "y", "x", "1"), ("no", "false", "n", "0")


class CellFault(Struct, frozen=True):
    """What is wrong with a cell."""

    place: Place
    reason: str


class SheetRead(Struct):
    """A file as its sheet has it, and in which cell each place of its data stands."""

    file: DataFile
    sheet: str
    cells: dict[Where, Place]

    def cell(self, where: Where) -> Place:
        """The cell of a place in the data, or the nearest above it."""
        while where and where not in self.cells:
            where = where[:-1]
        return self.cells.get(where, Place(self.sheet, "A", 1))


def name_in(sheets: Sequence[Sheet]) -> str:
    """The framework that a workbook says it was made from; "" where it does not."""
    return next((sheet.text(0, 1) for sheet in sheets if sheet.name == README), "")


def from_sheets(sheets: Sequence[Sheet]) -> tuple[list[SheetRead], list[CellFault]]:
    """Every sheet's file, and everything that is wrong with their cells."""
    found: list[SheetRead] = []
    faults: list[CellFault] = []
    for sheet in sheets:
        if sheet.name in (README, LISTS) or not any(not blank(cell) for row in sheet.rows[1:] for cell in row):
            continue
        reading = _Reading(sheet)
        reading.read()
        faults += reading.faults
        if reading.is_file:
            read = SheetRead(DataFile(reading.stem, reading.data), sheet.name, reading.cells)
            if any(read.file.stem == other.file.stem for other in found):
                faults.append(CellFault(read.cell(()), f"there is another sheet for {read.file.stem}.toml"))
            found.append(read)
            wrong = {(fault.place.column, fault.place.row) for fault in reading.faults}
            for where, reason in data_faults(reading.data, read.file.kind):
                place = read.cell(where)
                if (place.column, place.row) not in wrong:
                    key = "" if where in read.cells else f"{_heading(where)}: "
                    faults.append(CellFault(place, f"{key}{reason}"))
    return found, faults


def _heading(where: Where) -> str:
    return next((each for each in reversed(where) if isinstance(each, str)), "")


class _Reading:
    """One sheet being read."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.stem = stem_of(sheet.name)
        self.data: dict[str, Any] = {}
        self.cells: dict[Where, Place] = {}
        self.faults: list[CellFault] = []
        self.is_file = False
        self.lost = False  # whether the row before has no place, nor what is below it

    def read(self) -> None:
        if self.sheet.text(0, 0) == "key":
            self._down()
            return
        heads = {x: self.sheet.text(0, x) for x in range(len(self.sheet.rows[0]))}
        if WHAT not in heads.values():
            self._wrong(0, 0, f"there is no heading `{WHAT}` in the first row; leave the headings as they were written")
            return
        for x, heading in heads.items():
            if heading and list(heads.values()).index(heading) != x:
                self._wrong(0, x, f"{heading!r} heads two columns")
        self._across({heading: x for x, heading in heads.items() if heading})

    def _down(self) -> None:
        """A key a row."""
        self.is_file = True
        entry = outline(DataFile(self.stem, {}).kind)
        for y in range(1, len(self.sheet.rows)):
            heading = self.sheet.text(y, 0)
            column = entry.columns.get(heading)
            if column:
                self._take(y, 1, column, self.data, ())
            elif heading or not blank(self.sheet.cell(y, 1)):
                self._wrong(y, 0, f"there is no key {heading[:40]!r} here")

    def _across(self, heads: dict[str, int]) -> None:
        root: Open | None = None
        stack: list[Open] = []
        for y in range(1, len(self.sheet.rows)):
            if all(blank(cell) for cell in self.sheet.rows[y]):
                continue
            what = self.sheet.text(y, heads[WHAT])
            if root is None:
                root = self._begin(y, what, heads)
                stack = [root]
                if what == DataFile(self.stem, {}).what:
                    self._fill(y, root, heads, set())
                    continue
            self._entry(y, what, heads, stack)

    def _begin(self, y: int, what: str, heads: dict[str, int]) -> Open:
        """The file itself, which the first row is, or the sheet's name says."""
        named = self.sheet.text(y, heads[NAME]) if NAME in heads else ""
        if what == FORM and named:
            self.stem = f"{FORMS}/{named}"
            if "/" in named or named.startswith("."):
                self._wrong(y, heads[NAME], "is no name for a form; use letters, digits and _")
                self.stem = stem_of(self.sheet.name)
        self.is_file = True
        self.cells[()] = self._place(y, heads[WHAT])
        return Open(self.data, (), outline(DataFile(self.stem, {}).kind))

    def _entry(self, y: int, what: str, heads: dict[str, int], stack: list[Open]) -> None:
        found = place_for(stack, what)
        if found is None and self.lost:
            return  # it belongs to the row before, of which that is said
        self.lost = found is None
        if found is None:
            known = dict.fromkeys(key for each in stack for key in each.entry.lists)
            self._wrong(y, heads[WHAT], f"no row above it has a list {what[:40]!r}; there are: {', '.join(known)}")
            return
        above, entries = found
        tag = self.sheet.text(y, heads[entries.tag]) if entries.tag in heads else ""
        data: dict[str, Any] = {entries.tag: tag} if entries.tag else {}
        entry = entries.of(data)
        if entry is None:
            kinds = ", ".join(entries.kinds)
            self._wrong(
                y, heads.get(entries.tag, heads[WHAT]), f"{tag[:40]!r} is no kind of {what}; it is one of: {kinds}"
            )
            del stack[1:]
            return
        key: str | int
        if entries.by_name:
            key = cell_text.read(self.sheet.text(y, heads[NAME]), inspect.StrType()) if NAME in heads else ""
            table = above.data.setdefault(entries.key, {})
            if key in table:
                self._wrong(y, heads[NAME], f"{key!r} stands twice")
                return
            table[key] = data
        else:
            listed = above.data.setdefault(entries.key, [])
            key = len(listed)
            listed.append(data)
        opened = Open(data, (*above.where, entries.key, key), entry)
        self.cells[opened.where] = self._place(y, heads[WHAT])
        stack.append(opened)
        if not self._fill(y, opened, heads, {entries.tag, NAME} if entries.by_name else {entries.tag}):
            self._wrong(y, heads[WHAT], "says nothing but what it is")

    def _fill(self, y: int, opened: Open, heads: dict[str, int], taken: set[str]) -> bool:
        """Take the cells of a row; whether anything stands in it."""
        any_of_it = bool(taken - {""})
        root = not opened.where
        for heading, x in heads.items():
            if heading == WHAT or heading in taken or blank(self.sheet.cell(y, x)):
                continue
            any_of_it = True
            column = opened.entry.columns.get(heading)
            if root and heading == NAME and self.stem.startswith(f"{FORMS}/"):
                self.cells[(NAME,)] = self._place(y, x)
            elif column is None:
                self._wrong(y, x, f"a row of this kind has no {heading!r}; leave the cell empty")
            else:
                self._take(y, x, column, opened.data, opened.where)
        for field in opened.entry.struct.fields:  # a list that must be there, and is not said, is one of nothing
            kind = cell_text.bare(field.type)
            if field.required and isinstance(kind, inspect.ListType | inspect.DictType):
                opened.data.setdefault(field.encode_name, [] if isinstance(kind, inspect.ListType) else {})
        self._complete_parts(opened)
        return any_of_it

    def _complete_parts(self, opened: Open) -> None:
        for field in opened.entry.struct.fields:
            kind, data = cell_text.bare(field.type), opened.data.get(field.encode_name)
            if isinstance(kind, inspect.StructType) and isinstance(data, dict):
                for part in kind.fields:
                    if part.required and isinstance(cell_text.bare(part.type), inspect.ListType):
                        data.setdefault(part.encode_name, [])

    def _take(self, y: int, x: int, column: Column, data: dict[str, Any], where: Where) -> None:
        cell = self.sheet.cell(y, x)
        if blank(cell):
            return
        try:
            value = _typed(cell, column)
        except cell_text.BadCell as fault:
            self._wrong(y, x, str(fault))
            value = None
        here = data
        for key in column.keys[:-1]:
            here = here.setdefault(key, {})
        self.cells[(*where, *column.keys)] = self._place(y, x)
        if value is not None:
            here[column.keys[-1]] = value

    def _place(self, y: int, x: int) -> Place:
        row, column = self.sheet.address(y, x)
        return Place(self.sheet.name, get_column_letter(column + 1), row)

    def _wrong(self, y: int, x: int, reason: str) -> None:
        self.faults.append(CellFault(self._place(y, x), reason))


def _typed(cell: Cell, column: Column) -> Any:
    """A cell as what its column holds. Raises BadCell."""
    kind = column.kind
    text = cell if isinstance(cell, str) else shown(cell)
    if isinstance(kind, inspect.BoolType):
        return _yes_or_no(cell, text)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return _number(cell, text, whole=isinstance(kind, inspect.IntType))
    if isinstance(kind, inspect.DateType):
        return _date(cell, text)
    if isinstance(kind, inspect.LiteralType):
        return "" if text.strip() == cell_text.EMPTY_TEXT else text.strip()
    if isinstance(cell, date):
        raise cell_text.BadCell("was made a date by the spreadsheet; give the cell the format Text and type it again")
    return cell_text.read(text, kind)


def _yes_or_no(cell: Cell, text: str) -> bool:
    said = text.strip().casefold()
    if cell is True or said in YES:
        return True
    if cell is False or said in NO:
        return False
    raise cell_text.BadCell(f"{text[:40]!r} is neither yes nor no")


def _number(cell: Cell, text: str, *, whole: bool) -> int | float:
    try:
        value = float(text) if isinstance(cell, str) else float(cell)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise cell_text.BadCell(f"{text[:40]!r} is no number") from None
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    if whole:
        raise cell_text.BadCell(f"{text[:40]} is no whole number")
    return value


def _date(cell: Cell, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise cell_text.BadCell(f"{text[:40]!r} is no date; write it as 14/09/2010")
