"""A framework's own files as a workbook: a sheet each, with lists to choose from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework.checking import FILES
from siptui.framework.model import Framework
from siptui.records.problem import Problem, Refused
from siptui.records.values import BadValue
from siptui.workbooks.frameworks.cell_text import written
from siptui.workbooks.frameworks.files import LISTS, README, DataFile, title_of
from siptui.workbooks.frameworks.outline import NAME, WHAT, Column, Entry, all_entries, headings, outline
from siptui.workbooks.frameworks.rows import rows_of
from siptui.workbooks.ours.safe_cells import DATE_FORMAT, at, plain, put_text, safe_title

LAST_ROW = 2000  # down to which there are lists to choose from
WIDTHS = {WHAT: 13.0, NAME: 20.0, "label": 46.0, "hint": 46.0, "relevant": 30.0, "meaning": 60.0, "text": 60.0}
LINE, TALLEST = 15.0, 409.0  # points: of a line, and of the tallest row that there can be
USUAL, NARROW = 22.0, 11.0
HEADING = PatternFill("solid", fgColor="FFD9E2EC")
FILE = PatternFill("solid", fgColor="FFEDEDED")
OVER = PatternFill("solid", fgColor="FFF6F6F6")
WRAPPED = Alignment(vertical="top", wrap_text=True)

EXPLAINED = """\
This workbook is the framework {name}: a sheet for each of its files.
Change it, save it, and bring it back with: siptui framework import FILE
Nothing is changed before siptui has said what would be, and every slip is said by sheet and cell.
`siptui help framework` explains every column, by the same names.

The first row of a sheet below the headings is the file itself. Each row under it is an entry of a list, \
which the column `what` names: a row of `fields` belongs to the nearest row of `blocks` above it.
A new row may be put anywhere; its order is the order on the form. A row that is deleted is gone from the form.
A new form is a new sheet: copy that of a form that is like it, or write in the first row of an empty one the headings \
that it needs (what, name, label, kind, block ...), begin with a row of `form`, and name it in `forms` of the sheet \
framework.
A sheet that is deleted changes nothing: its file stays as it is. A form goes when `forms` of the sheet framework no \
longer names it.
`name` is what it is called in the record and in other rows, and should not change; `label` is what people read; \
`hint` is help while it is filled in; `relevant` says when it is shown; `required` that it may not be emptied.
An empty cell says nothing, and then what is usual holds. Columns that nothing fills are folded away to the right.

In one cell:
a list (rows, presets, fills) has an entry a line: Alt+Enter begins a new one;
a condition (relevant) is   name = value | other value   a line, and * stands for any value;
the table of a lookup is   row / column = value   a line.
A \\ before a sign takes its meaning away: \\= \\| \\/ \\\\. An entry that is empty is \\- and a list of nothing is [].
"""


def to_workbook(name: str, files: Sequence[DataFile], framework: Framework) -> Workbook:
    """The workbook of a framework's own files; `framework` says what may be chosen, its base's too.

    Raises Refused for a text that no cell can hold.
    """
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):  # never so; it is what tells the type checker
        raise TypeError(type(first).__name__)
    first.title = README
    _explain(first, name, files)
    lists = _Lists(book)
    there = {each.stem: each for each in files}
    for stem in [*FILES, *(stem for stem in there if stem not in FILES)]:
        file = there.get(stem) or DataFile(stem, {})
        sheet = book.create_sheet(safe_title(title_of(stem), [*book.sheetnames, LISTS]))
        _Filling(sheet, file, stem in there, lists, framework).fill()
    lists.hide()
    return book


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell so many digits wide, about."""
    return sum(1 + int(len(line) * 1.1 / width) for line in text.split("\n"))


def _explain(sheet: Worksheet, name: str, files: Sequence[DataFile]) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(EXPLAINED.format(name=name).splitlines(), start=1):
        put_text(at(sheet, number, 1), line)
        at(sheet, number, 1).alignment = WRAPPED
        sheet.row_dimensions[number].height = LINE * _lines(line, 110)
    at(sheet, 1, 1).font = Font(bold=True)
    put_text(at(sheet, 1, 2), name)
    for number, file in enumerate(files, start=2):
        put_text(at(sheet, number, 2), f"{file.stem} {file.digest}")
    sheet.column_dimensions["B"].hidden = True


class _Lists:
    """The hidden sheet of what may be chosen, a column a list."""

    def __init__(self, book: Workbook) -> None:
        self.sheet = book.create_sheet(LISTS)
        self._known: dict[tuple[str, ...], str] = {}

    def range_of(self, values: Sequence[str]) -> str:
        """The range of cells that lists these values."""
        key = tuple(values)
        if key not in self._known:
            column = len(self._known) + 1
            for number, value in enumerate(key, start=1):
                put_text(at(self.sheet, number, column), value)
            letter = get_column_letter(column)
            self._known[key] = f"'{LISTS}'!${letter}$1:${letter}${len(key)}"
        return self._known[key]

    def hide(self) -> None:
        self.sheet.sheet_state = "hidden"
        book = self.sheet.parent
        if book:
            book.move_sheet(self.sheet, len(book.sheetnames))


class _Filling:
    """One file being put on its sheet."""

    def __init__(self, sheet: Worksheet, file: DataFile, there: bool, lists: _Lists, framework: Framework) -> None:
        self.sheet, self.file, self.lists, self.framework = sheet, file, lists, framework
        self.entry = outline(file.kind)
        self.rows = list(rows_of(file.data, self.entry, file.what)) if there else []
        if self.rows and file.what == "form":
            self.rows[0][NAME] = (None, title_of(file.stem))

    def fill(self) -> None:
        if not self.entry.lists:
            self._down()
        else:
            self._across()
        for number, row in enumerate(self.sheet.iter_rows(min_row=2), start=2):
            lines = [_lines(str(cell.value), self._wide(cell.column_letter)) for cell in row if cell.value]
            self.sheet.row_dimensions[number].height = min(LINE * max(lines, default=1), TALLEST)
        self.sheet.page_setup.orientation, self.sheet.page_setup.fitToHeight = "landscape", 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.print_title_rows = "1:1"

    def _wide(self, letter: str) -> float:
        return self.sheet.column_dimensions[letter].width

    def _down(self) -> None:
        """A file without lists: a key a row."""
        self._heads(["key", "value"], [28.0, 80.0])
        row = self.rows[0] if self.rows else {}
        for number, column in enumerate(self.entry.columns.values(), start=2):
            put_text(at(self.sheet, number, 1), column.heading)
            at(self.sheet, number, 1).alignment = WRAPPED
            self._put(at(self.sheet, number, 2), row.get(column.heading), column)
        self.sheet.freeze_panes = "B2"

    def _across(self) -> None:
        used = {heading for row in self.rows for heading in row}
        known = headings(self.entry)
        usual = (*known[:7],) if not self.rows else tuple(h for h in known[:7] if h in (WHAT, NAME, "label", "kind"))
        order = [h for h in known if h in used or h in usual]
        order += [heading for heading in known if heading not in order]
        columns = _by_heading(self.entry)
        self._heads(order, [self._width(heading, columns.get(heading, [])) for heading in order])
        for number in range(len([h for h in order if h in used or h in usual]) + 1, len(order) + 1):
            where = self.sheet.column_dimensions[get_column_letter(number)]
            where.outlineLevel, where.hidden = 1, True
        over = {key for key, each in all_entries(self.entry) if each.lists and key}
        for down, row in enumerate(self.rows, start=2):
            fill = FILE if down == 2 else OVER if row[WHAT][1] in over else None
            for across, heading in enumerate(order, start=1):
                column = next(iter(columns.get(heading, [])), None)
                cell = at(self.sheet, down, across)
                self._put(cell, row.get(heading), column)
                if fill:
                    cell.fill = fill
        for across, heading in enumerate(order, start=1):
            self._offer(across, self._choices(heading, columns.get(heading, [])))
        self.sheet.freeze_panes = f"{get_column_letter(min(3, len(order)))}2"

    def _heads(self, order: Sequence[str], widths: Sequence[float]) -> None:
        for number, (heading, width) in enumerate(zip(order, widths, strict=True), start=1):
            put_text(at(self.sheet, 1, number), heading)
            at(self.sheet, 1, number).font = Font(bold=True)
            at(self.sheet, 1, number).fill = HEADING
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def _put(self, cell: Cell, found: tuple[Any, Any] | None, usual: Column | None) -> None:
        """A value in its cell; an empty one is ready to take a text as a text."""
        cell.alignment = WRAPPED
        cell.number_format = "@" if usual is None or not _is_number(usual) else "General"
        if found is None:
            return
        column, value = found
        if isinstance(value, bool):
            cell.value = "yes" if value else "no"
        elif isinstance(value, date):
            cell.value, cell.number_format = value, DATE_FORMAT
        elif isinstance(value, int | float):
            cell.value, cell.number_format = value, "General"
        else:
            text = written(value, column.kind) if column else str(value)
            if plain(text) != text or "\r" in text:
                raise self._cannot(cell, "holds a control character, which no workbook does")
            try:
                put_text(cell, text)
            except BadValue as fault:
                raise self._cannot(cell, str(fault)) from None

    def _cannot(self, cell: Cell, why: str) -> Refused:
        return Refused(
            Problem(f"{self.sheet.title}!{cell.coordinate}", why, "change it in the file first", code="no_cell_for_it")
        )

    def _width(self, heading: str, columns: Sequence[Column]) -> float:
        short = bool(columns) and all(_is_number(column) or column.choices for column in columns)
        return WIDTHS.get(heading, NARROW if short else USUAL)

    def _choices(self, heading: str, columns: Sequence[Column]) -> list[str]:
        if heading == WHAT:
            return [self.file.what, *dict.fromkeys(key for key, _ in all_entries(self.entry) if key)]
        known = {
            "scale": list(self.framework.scales),
            "way": list(self.framework.ways),
            "term": [term.key for term in self.framework.calendar.terms],
        }
        if heading in known:
            return known[heading]
        tags = [lists for _, e in all_entries(self.entry) for lists in e.lists.values() if lists.tag == heading]
        if tags:
            return list(tags[0].kinds)
        free = any(not column.choices for column in columns)
        return [] if free else list(dict.fromkeys(choice for column in columns for choice in column.choices))

    def _offer(self, across: int, choices: Sequence[str]) -> None:
        if not choices:
            return
        letter = get_column_letter(across)
        offered = DataValidation(type="list", formula1=self.lists.range_of(choices), allow_blank=True)
        offered.errorStyle = "warning"
        offered.add(f"{letter}2:{letter}{LAST_ROW}")
        self.sheet.add_data_validation(offered)


def _by_heading(entry: Entry) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for _, each in all_entries(entry):
        for column in each.columns.values():
            found.setdefault(column.heading, []).append(column)
    return found


def _is_number(column: Column) -> bool:
    from msgspec import inspect

    return isinstance(column.kind, inspect.IntType | inspect.FloatType | inspect.DateType)
