"""A form as a grid of two columns, what it asks and what is answered, drawn from the framework."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from screens.fields.record_as_grid import FieldTable
from screens.grid.layout import Cell, Column, Row
from siptui.desk.open_records import Desk
from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    Form,
    JudgementsBlock,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    SummaryBlock,
    TableBlock,
    WordsBlock,
)
from siptui.framework.places import ANY, Field, block_places, row_names

VALUE = "value"
BLOCK = "block/"
"""What the key of a line begins with that leads to a block's own screen."""


class Line(Struct, frozen=True):
    """A row of a form: a heading, a field, or a way on to another screen."""

    key: str  # a field's path, or a name of the screen's own
    label: str
    heading: bool = False
    opens: str = ""  # what the value column says of a way on


class FormTable(FieldTable):
    """A form of a record: one that is filled in once, or one of many by its number."""

    frozen = 0

    def __init__(self, desk: Desk, school_id: str, form: Form, number: str = "", opens: str = "") -> None:
        """`opens` says which key opens a block that has a screen of its own."""
        super().__init__(desk, school_id)
        self.form = form
        self._number = number
        self._opens = opens

    def columns(self) -> list[Column]:
        return [Column("label", "", 20, grow=1), Column(VALUE, "", 24, grow=2)]

    def rows(self) -> list[Row]:
        return [self._row(line) for line in self.lines()]

    def path(self, row: str, column: str) -> str:
        return row

    def field_in(self, row: str, column: str) -> Field | None:
        return self.field_at(row, column) if column == VALUE else None

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        """Not on what may not be empty, as a school's name: a stray key shall not change what all else hangs on."""
        fields = [self.field_at(row.key, VALUE) for row in rows if not row.heading]
        return next((field.path for field in fields if field and not field.required), ""), VALUE

    def lines(self) -> Iterator[Line]:
        """The form's lines, as the record stands."""
        for number, block in enumerate(self.form.blocks):
            yield from self._block(number, block)

    def _row(self, line: Line) -> Row:
        if line.heading:
            return Row(line.key, (line.label,), heading=True)
        if line.key not in self.desk.fields:
            return Row(line.key, (Cell(line.label, "strong"), Cell(line.opens, "strong", editable=False)))
        return Row(line.key, (line.label, self.cell(line.key)))

    def _block(self, number: int, block: AnyBlock) -> Iterator[Line]:
        here = f"{BLOCK}{number}"
        if isinstance(block, WordsBlock):
            yield Line(here, block.text, heading=True)
        elif isinstance(block, FieldsBlock):
            if block.title:
                yield Line(here, block.title, heading=True)
            yield from self._fields(block)
        elif isinstance(block, TableBlock):
            yield Line(here, block.title, heading=True)
            yield from self._table(block)
        else:
            yield Line(here, block.title or self.form.title, opens=f"{self._so_far(block)} · {self._opens}")

    def _fields(self, block: FieldsBlock) -> Iterator[Line]:
        places = [self._here(place.path) for place in block_places(self.desk.framework, self.form, block)]
        where = self._here(self.form.where(block))
        lists = {f"{where}/{field.key}": field for field in block.fields if field.slot_names}
        in_use = {base: self._in_use(base, field.slot_names) for base, field in lists.items()}
        for path in places:
            base, _, slot = path.rpartition("/")
            if base not in lists:
                field = self.desk.fields[path]
                yield Line(path, field.label)
            elif slot in in_use[base]:
                if slot == in_use[base][0]:
                    yield Line(base, lists[base].label, heading=True)
                yield Line(path, f"  {slot}")

    def _table(self, block: TableBlock) -> Iterator[Line]:
        base = f"{self._here(self.form.where(block))}/{block.key}"
        names = row_names(block)
        rows = self._numbered(base) if names == [ANY] else self._in_use(base, names)
        for row in rows:
            for column in block.columns:
                yield Line(f"{base}/{row}/{column.key}", f"  {row} {column.label}")

    def _here(self, path: str) -> str:
        """A path of the form as this one of many has it."""
        return path.replace(f"/{ANY}", f"/{self._number}", 1) if self._number else path

    def _used(self, base: str) -> set[str]:
        return {p[len(base) + 1 :].split("/")[0] for p in self.record if p.startswith(base + "/")}

    def _in_use(self, base: str, slots: list[str]) -> list[str]:
        """The numbered rows that are in use, and one more."""
        used = self._used(base)
        last = max((i for i, slot in enumerate(slots) if slot in used), default=-1)
        return slots[: last + 2]

    def _numbered(self, base: str) -> list[str]:
        used = sorted(int(each) for each in self._used(base) if each.isdecimal())
        return [str(n) for n in [*used, (used[-1] if used else 0) + 1]]

    def _so_far(self, block: AnyBlock) -> str:
        """How much of a block with a screen of its own is filled in."""
        places = [self._here(place.path) for place in block_places(self.desk.framework, self.form, block)]
        filled = sum(1 for path in places if path in self.record)
        if isinstance(block, JudgementsBlock):
            column, rows = self.desk.framework.roles.current, [row for s in block.sections for row in s.rows]
            where = self.form.where(block)
            judged = sum(1 for row in rows if f"{where}/{row.kip}/{column}" in self.record)
            return f"{judged} of {len(rows)} judged" if judged else f"{len(rows)} to judge"
        if isinstance(block, ProgressBlock | MeasuresBlock | RubricBlock):
            return f"{filled} filled in" if filled else "nothing yet"
        return f"{filled} filled in here" if isinstance(block, SummaryBlock) and filled else "from the visits"
