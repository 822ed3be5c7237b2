"""The sheets of a framework's workbook read back into the data of its files, every slip said by sheet and cell."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, inspect
from openpyxl.utils import get_column_letter

from siptui.framework.data_faults import Where, data_faults
from siptui.framework.reading import FORMS
from siptui.records.problem import Place
from siptui.sheets.cells import Sheet, blank
from siptui.workbooks.frameworks import cell_text
from siptui.workbooks.frameworks.files import FORM, LISTS, README, DataFile, stem_of
from siptui.workbooks.frameworks.outline import NAME, WHAT, Column, Entry, all_entries, headings, outline
from siptui.workbooks.frameworks.rows import Open, place_for
from siptui.workbooks.frameworks.typed_cell import typed


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
            faults += _of_data(reading, read)
    return found, faults


def _of_data(reading: "_Reading", read: SheetRead) -> Iterator[CellFault]:
    """What is wrong with the data of a sheet, and was not said of its cells."""
    wrong = {(fault.place.column, fault.place.row) for fault in reading.faults}
    said = set[str]()
    for where, reason in data_faults(reading.data, read.file.kind):
        heading, place = reading.empty_cell(where)
        if where in read.cells or not heading:
            place = read.cell(where)
            heading = "" if where in read.cells else _heading(where)
        elif place is None:  # the sheet has not got that column
            if not reading.strange and heading not in said:
                yield CellFault(Place(read.sheet, "A", 1), f"there is no column `{heading}`, which its rows need")
            said.add(heading)
            continue
        if (place.column, place.row) not in wrong:
            yield CellFault(place, f"`{heading}` {reason}" if heading else reason)


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
        self.heads: dict[str, int] = {}
        self.strange = False  # whether a column has a heading that no sheet of this kind has
        self.entries: dict[Where, tuple[Entry, int]] = {}  # what stands in which row
        self.empty: dict[Where, Place] = {}  # of a sheet with a key a row, the cells that hold nothing
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
        self.heads = {heading: x for x, heading in heads.items() if heading}
        self._across(self.heads)

    def empty_cell(self, where: Where) -> tuple[str, Place | None]:
        """The heading of a key that is not there, and the cell that it would stand in (None: there is no column)."""
        if where and (cell := self.empty.get(where)):
            return str(where[-1]), cell
        for length in (1, 2):
            entry, y = self.entries.get(where[:-length], (None, 0))
            for heading, column in entry.columns.items() if entry else ():
                if column.keys == where[-length:]:
                    x = next((self.heads[each] for each in self._heading_it(column)), None)
                    return heading, None if x is None else self._place(y, x)
        return "", None

    def _known_headings(self) -> None:
        """Say which headings are none of this kind of sheet, once, and take nothing from their columns."""
        entry = outline(DataFile(self.stem, {}).kind)
        known = headings(entry)
        also = {word for _, each in all_entries(entry) for column in each.columns.values() for word in column.also}
        for heading in [each for each in self.heads if each not in known and each not in also]:
            x = self.heads.pop(heading)
            self.strange = True
            near = get_close_matches(heading.casefold(), known, n=1, cutoff=0.6)
            do = f"did you mean {near[0]}?" if near else "leave the headings as they were written"
            self._wrong(0, x, f"there is no column {heading[:40]!r}; {do}")

    def _lacks_columns(self, entry: Entry) -> bool:
        needed = {(field.encode_name,) for field in entry.struct.fields if field.required}
        return any(column.keys in needed and not self._heading_it(column) for column in entry.columns.values())

    def _heading_it(self, column: Column) -> list[str]:
        """The headings there are that can only be meant for a key."""
        known = headings(outline(DataFile(self.stem, {}).kind))
        return [each for each in (column.heading, *(a for a in column.also if a not in known)) if each in self.heads]

    def _no_column(self, heading: str) -> None:
        """A row cannot be told without that column; said once, and not where some heading is misspelt."""
        reason = f"there is no column `{heading}`, which its rows need"
        if not self.strange and not any(fault.reason == reason for fault in self.faults):
            self._wrong(0, 0, reason)
        self.lost = True

    def _down(self) -> None:
        """A key a row."""
        self.is_file = True
        entry = outline(DataFile(self.stem, {}).kind)
        for y in range(1, len(self.sheet.rows)):
            heading = self.sheet.text(y, 0)
            column = entry.columns.get(heading)
            if column:
                self._take(y, 1, column, self.data, ())
                if blank(self.sheet.cell(y, 1)):
                    self.empty[column.keys] = self._place(y, 1)
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
                if what == DataFile(self.stem, {}).what and not self._is_entry(y, what, heads, root):
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
        self._known_headings()
        self.entries[()] = outline(DataFile(self.stem, {}).kind), y
        return Open(self.data, (), outline(DataFile(self.stem, {}).kind))

    def _is_entry(self, y: int, what: str, heads: dict[str, int], root: Open) -> bool:
        """Whether a first row that may be the file's is an entry of its list of that name: it has what no file has."""
        said = [heading for heading, x in heads.items() if heading != WHAT and not blank(self.sheet.cell(y, x))]
        return what in root.entry.lists and any(heading not in root.entry.columns for heading in said)

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
        for needed in (entries.tag, NAME if entries.by_name else ""):
            if needed and needed not in heads:
                self._no_column(needed)
                del stack[1:]
                return
        tag = self.sheet.text(y, heads[entries.tag]) if entries.tag in heads else ""
        data: dict[str, Any] = {entries.tag: tag} if entries.tag else {}
        entry = entries.of(data)
        if entry is None:
            kinds = ", ".join(entries.kinds)
            self._wrong(
                y, heads.get(entries.tag, heads[WHAT]), f"{tag[:40]!r} is no kind of {what}; it is one of: {kinds}"
            )
            del stack[1:]
            self.lost = True
            return
        key: str | int
        if entries.by_name:
            key = cell_text.read(self.sheet.text(y, heads[NAME]), inspect.StrType())
            table = above.data.setdefault(entries.key, {})
            if key in table or not key:
                self._wrong(y, heads[NAME], f"{key!r} stands twice" if key else "`name` is missing")
                self.lost = True
                return
            table[key] = data
        else:
            listed = above.data.setdefault(entries.key, [])
            key = len(listed)
            listed.append(data)
        opened = Open(data, (*above.where, entries.key, key), entry)
        self.cells[opened.where] = self._place(y, heads[WHAT])
        self.entries[opened.where] = entry, y
        stack.append(opened)
        taken = {entries.tag, NAME} if entries.by_name else {entries.tag}
        if not self._fill(y, opened, heads, taken) and not self.strange and not self._lacks_columns(entry):
            self._wrong(y, heads[WHAT], "says nothing but what it is")

    def _fill(self, y: int, opened: Open, heads: dict[str, int], taken: set[str]) -> bool:
        """Take the cells of a row; whether anything stands in it."""
        any_of_it = bool(taken - {""})
        root = not opened.where
        filled = set[tuple[str, ...]]()
        said = [each for each, x in heads.items() if each not in (WHAT, *taken) and not blank(self.sheet.cell(y, x))]
        for heading in sorted(said, key=lambda each: each in opened.entry.columns):
            x = heads[heading]
            any_of_it = True
            column = opened.entry.under(heading, filled)
            if root and heading == NAME and self.stem.startswith(f"{FORMS}/"):
                self.cells[(NAME,)] = self._place(y, x)
            elif column is None:
                self._wrong(y, x, f"a row of this kind has no {heading!r}; leave the cell empty")
            elif column.keys in filled:
                self._wrong(y, x, f"`{heading}` is what stands under `{column.heading}` here; leave one of them empty")
            else:
                filled.add(column.keys)
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
            value = typed(cell, column)
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
