"""A form as a grid, drawn from the framework: what it asks beside what is answered, tables in columns of their own."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import zip_longest
from textwrap import TextWrapper, wrap

from msgspec import structs

from screens.fields.computed_in_words import reckoned_in_words
from screens.fields.record_as_grid import FieldTable
from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Asked, Heading, Line, TableLine, Titles, WayOn, Words
from screens.forms.lines.tables import NAME, table_rows, titles
from screens.forms.lines.whole_form import BLOCK, form_lines, has_own_screen
from screens.grid.layout import MARGIN, STATE_MARKS, Cell, Column, Row, Shape, fit_widths
from siptui.desk.open_records import Desk
from siptui.framework.model import Form, MeasuresBlock, RubricBlock, Scale, TableBlock
from siptui.framework.places import Field
from siptui.records.values import NOT_TYPED
from siptui.rules.computed import reckoned

__all__ = ["ABOUT", "BLOCK", "VALUE", "FormTable"]

VALUE = "value"
ABOUT, ABOUT_FORM = "about/", "About this form"
"""The key of the line that has the form's first words, and what it is called."""
GOES_ON = "#"
"""After the key of a heading: one of its further lines."""
READ_AT = 96  # columns; longer lines are not read well
TICK = "    "
"""What stands before the further lines of a statement: the room of its tick."""


class FormTable(FieldTable):
    """A form of a record: one that is filled in once, or one of many by its number."""

    frozen = 0

    def __init__(self, desk: Desk, school_id: str, form: Form, number: str = "", opens: str = "") -> None:
        """`opens` says which key opens a block that has a screen of its own."""
        super().__init__(desk, school_id)
        self.form = FormInRecord(desk.fields, form, number)
        self.width = 80
        """The columns of the terminal that words are wrapped in."""
        self._opens = opens
        self._tables: dict[str, TableLine] = {}
        self._bases: set[str] = set()

    def columns(self) -> list[Column]:
        return [Column("label", "", 20, grow=1), Column(VALUE, "", 24, grow=2)]

    def rows(self) -> list[Row]:
        self._tables.clear()
        rows = [row for line in form_lines(self.form, self.record) for row in self._rows(line)]
        if intro := self.form.form.intro:
            first = " ".join(intro.partition("\n")[0].split())
            rows.insert(0, Row(ABOUT, (Cell(ABOUT_FORM, "dim"), Cell(f"{first} …", "dim", editable=False))))
        return rows

    def path(self, row: str, column: str) -> str:
        if not self._of_a_table(row):
            return row
        return f"{row}/{column}" if column != NAME else ""

    def field(self, path: str) -> Field | None:
        return self.form.field(path)

    def field_at(self, row: str, column: str) -> Field | None:
        field = super().field_at(row, column)
        return field if field and self.form.asks(field, self.record) else None

    def field_in(self, row: str, column: str) -> Field | None:
        if column != VALUE and not self._of_a_table(row):
            return None
        field = self.field_at(row, column)
        return field if field and field.kind not in NOT_TYPED else None

    def elsewhere(self, row: str, column: str) -> str:
        field = self.field_at(row, column)
        return f"{field.label} {NOT_TYPED[field.kind]}" if field and field.kind in NOT_TYPED else ""

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        """Not on what may not be empty, as a school's name: a stray key shall not change what all else hangs on."""
        for row in rows:
            for column in [VALUE] if row.shape is None else [c.key for c in row.shape.columns]:
                if not row.heading and (field := self.field_in(row.key, column)) and not field.required:
                    return row.key, column
        return "", VALUE

    def label(self, path: str) -> str:
        field = self.field(path)
        line = self._tables.get(path.rpartition("/")[0]) or self._tables.get(path.rpartition("/")[0].rpartition("/")[0])
        if field is None or line is None:
            return super().label(path)
        return f"{line.label} · {field.label.removeprefix(f'{line.label}: ')}"

    def stands_whole(self, field: Field) -> bool:
        return not self._of_a_table(field.path.rpartition("/")[0])

    def scales(self, rows: Iterable[Row]) -> list[Scale]:
        tables = self._tables
        paths = [path for row in rows for path in (tables[row.key].paths if row.key in tables else [row.key])]
        found = [field.scale for path in paths if (field := self.field(path)) and field.scale]
        return list({scale.name: scale for scale in found}.values())

    # What is pasted, and has no row yet

    def rows_from(self, rows: Iterable[Row], first: Row) -> list[Row]:
        if first.key not in self._tables:
            return super().rows_from(rows, first)
        base, shape = first.key.rpartition("/")[0], first.shape
        keys = list(dict.fromkeys([r.key for r in rows if r.key.rpartition("/")[0] == base and not r.heading]))
        given = {row.key: row for row in rows}
        for block in self.form.form.blocks:
            if isinstance(block, TableBlock) and f"{self.form.where(block)}/{block.key}" == base:
                more = table_rows(self.form, block, self.record, more=500)
                keys += [f"{base}/{row}" for row in more if f"{base}/{row}" not in keys]
        return [given.get(key) or Row(key, (), shape=shape) for key in keys[keys.index(first.key) :]]

    def _of_a_table(self, row: str) -> bool:
        """Whether a row is one of a table, be it there yet or not: Part E's measures lie beside its fields."""
        return row.rpartition("/")[0] in self._bases and self.form.field(row) is None

    # Drawing

    def _rows(self, line: Line) -> Iterator[Row]:
        match line:
            case Heading():
                wrapped = wrap(line.text, max(20, self.width - MARGIN - 1)) or [""]
                for number, part in enumerate(wrapped):
                    yield Row(f"{line.key}{GOES_ON * number}", (part,), heading=True, goes_on=number > 0)
            case Words():
                yield from self._words(line)
            case Titles():
                lines = titles(line.shape, self.width - 1)
                for number, words in enumerate(lines):
                    style = "header" if number == len(lines) - 1 else "strong"
                    cells = tuple(Cell(title, style) for title in words)
                    yield Row(f"{line.key}/titles/{number}", cells, heading=True, shape=line.shape)
            case TableLine():
                self._tables[line.key] = line
                self._bases.add(line.key.rpartition("/")[0])
                cells = (Cell(line.label, "dim", editable=False), *(self._table_cell(path) for path in line.paths))
                yield Row(line.key, cells, shape=line.shape)
            case Asked():
                yield from self._asked(line)
            case WayOn():
                found = sum(1 for path in self._inside(line.key) if path in self.findings or path in self.needed)
                so_far = f"{line.so_far}, {found} to look at" if found else line.so_far
                told = Cell(f"{so_far} · {self._opens}", "strong", editable=False)
                yield Row(line.key, (Cell(line.label, "strong"), told))

    def _words(self, words: Words) -> Iterator[Row]:
        width = max(20, min(READ_AT, self.width - MARGIN - 1))
        lines = [part for line in words.text.splitlines() for part in (wrap(line, width) or [""])]
        for number, each in enumerate(lines):
            yield Row(f"{words.key}/{number}", (Cell(each, "dim"),), heading=True, goes_on=number > 0)

    def _asked(self, line: Asked) -> Iterator[Row]:
        """A field beside its question, and where there is no room for all of it in its line, the lines it goes on in.

        Of a tick it is the statement that goes on.
        """
        answer, columns = self._value(line), self.columns()
        room = fit_widths(columns, self.width - MARGIN - 1)
        question = _wrapped(line.label, room[0])
        field = self.field(line.path)
        said = _wrapped(answer.text, room[1], TICK) if field and field.kind == "tick" else [answer.text]
        yield Row(line.path, (question[0], structs.replace(answer, text=said[0])))
        shape = Shape(tuple(structs.replace(c, width=w, grow=0) for c, w in zip(columns, room, strict=True)), 0)
        further = zip_longest(question[1:], said[1:], fillvalue="")
        unmarked = " ".join(each for each in answer.style.split() if each not in STATE_MARKS)
        for number, (more, words) in enumerate(further, start=1):
            cells = more, Cell(words, unmarked)
            yield Row(f"{line.path}{GOES_ON * number}", cells, heading=True, shape=shape, goes_on=True)

    def _value(self, line: Asked) -> Cell:
        field = self.field(line.path)
        if field is None:
            return Cell("", editable=False)
        if field.kind == "tick":
            ticked = bool(self.value(line.path))
            words = f"[{'✓' if ticked else ' '}] {line.words or field.label}"
            return Cell(words, self.styled(line.path, "strong" if ticked else ""), editable=True, value=_tick(ticked))
        return self.cell(line.path)

    def _table_cell(self, path: str) -> Cell:
        field = self.field(path)
        if field is None or not self.form.asks(field, self.record):
            return Cell("", editable=False)
        value = self.value(path)
        if field.kind == "tick":
            return Cell("✓" if value else "·", self.styled(path, "" if value else "dim"), True, _tick(bool(value)))
        if field.kind == "scale" and field.scale and (found := field.scale.find(value)):
            return Cell(found.mark or found.name, self.styled(path, found.colour), True, value)
        return self.cell(path)

    def cell(self, path: str, words: str | None = None, style: str = "") -> Cell:
        field = self.field(path)
        if field and field.kind in NOT_TYPED:
            return Cell(self.whole(field) or "–", self.styled(path, "dim"), editable=False, value="")
        if path in self.needed and not (field and self.printed(field)):
            return Cell("needed", self.styled(path, "amber"), editable=True, value="")
        return super().cell(path, words, style)

    # What is reckoned, found, and printed beside

    def _inside(self, row: str) -> list[str]:
        """The paths of what a line leads to that has a screen of its own; none of other lines."""
        if not row.startswith(BLOCK):
            return []
        block = self.form.form.blocks[int(row.removeprefix(BLOCK).partition("/")[0])]
        return [place.path for place in self.form.places(block)] if has_own_screen(block) else []

    def way_to(self, path: str) -> str:
        """The line that leads to a path, or to what is below it, on a block's own screen; "" where none does."""
        for number in range(len(self.form.form.blocks)):
            found = self._inside(f"{BLOCK}{number}")
            if any(each == path or each.startswith(f"{path}/") for each in found):
                return f"{BLOCK}{number}"
        return ""

    def told(self, row: str, column: str) -> tuple[str, str]:
        if row == ABOUT:
            return ABOUT_FORM, self.form.form.intro
        if (note := self._notes.get(row)) and column == NAME:
            return self._tables[row].label if row in self._tables else "", note
        return "", ""

    def note(self, field: Field) -> str:
        return self._notes.get(field.path.rpartition("/")[0], "")

    @cached_property
    def _notes(self) -> dict[str, str]:
        """What is printed beside the measures of the form, by the path of their rows."""
        return {
            f"{self.form.where(block)}/{measure.key}": measure.note
            for block in self.form.form.blocks
            if isinstance(block, MeasuresBlock)
            for measure in block.measures
            if measure.note
        }

    def whole(self, field: Field) -> str:
        if field.kind != "computed" or field.asked is None:
            return super().whole(field)
        found = reckoned(self.desk.fields, self.record, field, date.today())
        return reckoned_in_words(field, found.value)

    def meanings(self, field: Field) -> dict[str, str]:
        for block in self.form.form.blocks:
            if isinstance(block, RubricBlock) and field.path.startswith(f"{self.form.where(block)}/{block.key}/"):
                key = field.path.rpartition("/")[0].rpartition("/")[2]
                row = next((row for row in block.rows if row.key == key), None)
                return {value: " ".join(texts) for value, texts in row.texts.items()} if row else {}
        return {}

    def beyond(self, row: str, marked_only: bool = False) -> str:
        count = sum(1 for path in self._inside(row) if self.to_look_at(path, marked_only))
        return f"{count} to look at there" if count else ""

    @property
    def place(self) -> str:
        return self.form.place

    def of_form(self) -> Form:
        return self.form.form


def _wrapped(text: str, room: int, further: str = "") -> list[str]:
    """A text in lines, each set in as the first is, the further ones by so much more."""
    inset = text[: len(text) - len(text.lstrip(" "))]
    lines = TextWrapper(max(8, room), inset, inset + further, break_on_hyphens=False)
    return lines.wrap(text.strip()) or [text]


def _tick(ticked: bool) -> str:
    return "yes" if ticked else ""
