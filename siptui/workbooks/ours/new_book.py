"""A new workbook of ours: its look, its properties, its answers with their marks, and its hidden sheet.

The hidden sheet holds what the workbook is, and the lists to choose from.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from siptui.documents.identity import Identity
from siptui.framework import Framework
from siptui.framework.model import FormField, Scale
from siptui.sheets.own_marks import CORNER
from siptui.workbooks.ours import identity
from siptui.workbooks.ours.answer_cell import as_graded
from siptui.workbooks.ours.answer_marks import digest_of, marks_of, printed_mark
from siptui.workbooks.ours.safe_cells import at, plain, put_scale, put_text, safe_title
from siptui.workbooks.save import said_of, save

FONT = "Arial"  # there, or something as wide, on every machine; the default Calibri is on few but Windows
SIZE = 10
LIST_COLUMN = 4  # of the hidden sheet: the first column of lists, after those of the identity
LONGEST_PROMPT = 255  # that Excel takes; with a longer one it calls the workbook damaged
LONGEST_PROMPT_TITLE = 32
LONGEST_NAME = 200  # of a range; a workbook takes 255 characters


class Book:
    """A workbook in the making: sheets to see, the latest of them `sheet`, and one hidden."""

    def __init__(self, form: str, who: str, school: str, what: Identity, name: str = "") -> None:
        """`name` is that of the first sheet, where the form's title does not say which part it is."""
        self.workbook = Workbook()
        self._look()
        sheet = self.workbook.active
        if not isinstance(sheet, Worksheet):  # never so; it is what tells the type checker
            raise TypeError(type(sheet).__name__)
        self.sheet = sheet
        part = re.search(r"\bPart \w+", form)
        sheet.title = safe_title(name or (part[0] if part else form), [identity.SHEET])
        self._hidden = self.workbook.create_sheet(identity.SHEET)
        self._hidden.sheet_state = "hidden"
        self.results: dict[str, dict[str, float | str]] = {}  # of the formulas of each sheet, by its title
        self.described: list[str] = []  # what each chart shows, in words
        self._lists: dict[str, str] = {}
        self._answers: dict[str, dict[tuple[int, int], str]] = {}
        self._names: dict[str, dict[int, dict[int, str]]] = {}
        self._describe(form, who, school)
        self._identify(what)

    def _look(self) -> None:
        """Give even cells without a style our font: column widths are reckoned in its digits."""
        self.workbook._fonts[0] = Font(name=FONT, size=SIZE)  # type: ignore[attr-defined]
        self.workbook._named_styles["Normal"].font = Font(name=FONT, size=SIZE)  # type: ignore[attr-defined]

    def _describe(self, form: str, who: str, school: str) -> None:
        about = self.workbook.properties
        about.title = plain(f"{form}: {school}" if school else form)
        about.subject = plain(school)
        about.creator = about.lastModifiedBy = plain(who) or identity.SHEET

    def _identify(self, what: Identity) -> None:
        for number, (key, value) in enumerate(what.properties().items(), start=1):
            put_text(at(self._hidden, number, 1), key)
            put_text(at(self._hidden, number, 2), value)
            self.workbook.custom_doc_props.append(StringProperty(name=key, value=plain(value)))  # type: ignore[attr-defined]

    def add(self, name: str) -> Worksheet:
        """Another sheet, before the hidden one."""
        there = self.workbook.sheetnames
        self.sheet = self.workbook.create_sheet(safe_title(name.replace(": ", " "), there), len(there) - 1)
        return self.sheet

    def answer(self, cell: Cell, path: str, named_by: Iterable[Cell] = ()) -> None:
        """Say that a cell holds the answer at a path, in a row that these cells name."""
        title, row = self.sheet.title, int(cell.row)
        self._answers.setdefault(title, {})[row, int(cell.column)] = path
        words = self._names.setdefault(title, {}).setdefault(row, {})
        words.update({int(each.column): str(each.value or "").replace("_x005F_", "_") for each in named_by})

    def result(self, cell: Cell, result: float | str) -> None:
        """Say what the formula in a cell comes to."""
        self.results.setdefault(self.sheet.title, {})[cell.coordinate] = result

    def cells_by_path(self) -> dict[str, tuple[Worksheet, int, int]]:
        """The sheet, the row and the column of each answer so far."""
        return {
            path: (self.workbook[title], row, column)
            for title, answers in self._answers.items()
            for (row, column), path in answers.items()
        }

    @property
    def has_answers(self) -> bool:
        """Whether anything is asked in it so far."""
        return bool(self._answers)

    def name_range(self, name: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Name a table of the latest sheet, so that it is found in the list of names and can be reckoned with."""
        words = re.sub(r"\W+", "_", plain(name)).strip("_")[:LONGEST_NAME]
        ours = f"siptui_{words}"  # else a name might be taken for a cell, such as R1 or KS2
        there = [f"${get_column_letter(column)}${row}" for row, column in (first, last)]
        title = self.sheet.title.replace("'", "''")
        self.workbook.defined_names[ours] = DefinedName(ours, attr_text=f"'{title}'!{there[0]}:{there[1]}")

    def mark_answers(self) -> None:
        """Put the marks on each sheet, right of and below what is there, hidden; and say which sheets have some."""
        for number, (title, answers) in enumerate(self._answers.items(), start=1):
            sheet = self.workbook[title]
            below, beside = sheet.max_row + 2, sheet.max_column + 2
            marks = marks_of(answers, self._names[title])
            first = min(marks)
            for column in range(1, beside - 1):
                headed = next(filter(None, (_words(sheet, row, column) for row in range(first - 1, 0, -1))), "")
                put_text(at(sheet, below, column), f"c{column} #{digest_of([headed])}" if headed else f"c{column}")
            put_text(at(sheet, below, beside), f"{CORNER} {number}")
            for row in range(1, below):
                printed = [words for column in range(1, beside - 1) if (words := _words(sheet, row, column))]
                put_text(at(sheet, row, beside), marks.get(row) or printed_mark(printed))
            sheet.row_dimensions[below].hidden = True
            sheet.column_dimensions[get_column_letter(beside)].hidden = True
            put_text(at(self._hidden, number, identity.SHEETS + 1), f"{number} {len(marks)} {title}")

    def choices(self, key: str, scale: Scale) -> str:
        """The name of the range that lists the values of the scale `key`."""
        if key not in self._lists:
            column = LIST_COLUMN + len(self._lists)
            put_text(at(self._hidden, 1, column), scale.name)
            for number, value in enumerate(scale.values, start=2):
                put_scale(at(self._hidden, number, column), as_graded(scale, value.value))
            letter = at(self._hidden, 1, column).column_letter
            name = "list_" + re.sub(r"\W", "_", key)
            where = f"'{identity.SHEET}'!${letter}$2:${letter}${len(scale.values) + 1}"
            self.workbook.defined_names[name] = DefinedName(name, attr_text=where)
            self._lists[key] = name
        return self._lists[key]

    def check_entries(self, framework: Framework, field: FormField, cells: Sequence[str]) -> None:
        """Let only what fits `field` be entered in `cells` of the latest sheet, and help with its prompt.

        Cells are addresses or ranges.
        """
        check = self._check(framework, field)
        if check is None or not cells:
            return
        check.allow_blank = True
        check.showErrorMessage = True
        if field.prompt:
            check.showInputMessage = True
            check.promptTitle = _short(field.label, LONGEST_PROMPT_TITLE)
            check.prompt = _short(field.prompt, LONGEST_PROMPT)
        for each in cells:
            check.add(each)
        self.sheet.add_data_validation(check)

    def _check(self, framework: Framework, field: FormField) -> DataValidation | None:
        kind = field.kind
        if kind == "scale":
            scale = framework.scales[field.scale]
            name = self.choices(field.scale, scale)
            allowed = ", ".join(as_graded(scale, value.value) for value in scale.values)
            error = _short(f"One of: {allowed}", LONGEST_PROMPT)
            return DataValidation(type="list", formula1=name, error=error)
        if kind == "percent":
            return DataValidation(
                type="decimal", operator="between", formula1="0", formula2="100", error="A number from 0 to 100"
            )
        if kind == "number":
            return DataValidation(
                type="decimal", operator="greaterThanOrEqual", formula1="0", error="A number, 0 or more"
            )
        if kind == "whole":
            return DataValidation(
                type="whole", operator="greaterThanOrEqual", formula1="0", error="A whole number, 0 or more"
            )
        if kind == "date":
            # 32874 is 1 January 1990, as a workbook counts days: no date in a record is earlier.
            return DataValidation(
                type="date", operator="greaterThanOrEqual", formula1="32874", error="A date, such as 12/10/2010"
            )
        return None


def _words(sheet: Worksheet, row: int, column: int) -> str:
    """The words in a cell, as they are read again; "" of a number or a date."""
    value = sheet.cell(row, column).value
    return value.replace("_x005F_", "_").strip() if isinstance(value, str) else ""


def _short(text: str, most: int) -> str:
    text = " ".join(plain(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@contextmanager
def drawn(book: Book, out: Path, replace: bool) -> Iterator[None]:
    """Within this a book is drawn; then its answers are marked and it is written to `out`. Raises Refused."""
    with said_of(out):
        yield
        book.mark_answers()
    save(book.workbook, out, replace, book.results, book.described)
