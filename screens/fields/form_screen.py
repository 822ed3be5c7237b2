"""A form as a grid of two columns, what it asks and what is answered, drawn from the framework."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.grid.layout import Cell, Column, Row
from siptui.framework.model import FormField
from siptui.records.values import Field

VALUE = "value"


class Line(Struct, frozen=True):
    """A row of a form: a heading, a field, or a way on to another screen."""

    key: str  # a field's path, or a name of the screen's own
    label: str
    heading: bool = False
    opens: str = ""  # what the value column says of a way on


class FormTable(FieldTable):
    """A form of a school's record. Subclasses say which lines it has."""

    frozen = 0

    def lines(self) -> Iterator[Line]:
        """The form's lines, as the record stands."""
        raise NotImplementedError

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

    def _row(self, line: Line) -> Row:
        if line.heading:
            return Row(line.key, (line.label,), heading=True)
        if line.key not in self.desk.fields:
            return Row(line.key, (Cell(line.label, "strong"), Cell(line.opens, "strong", editable=False)))
        return Row(line.key, (line.label, self.cell(line.key)))

    def form(self, base: str, fields: Iterable[FormField]) -> Iterator[Line]:
        """The lines of some fields of the framework; of numbered ones those in use, and one more."""
        for each in fields:
            slots = each.slot_names
            if not slots:
                yield Line(f"{base}/{each.key}", each.label)
                continue
            yield Line(f"{base}/{each.key}", each.label, heading=True)
            for slot in self._in_use(f"{base}/{each.key}", slots):
                here = f"{base}/{each.key}/{slot}"
                if each.columns:
                    yield from (Line(f"{here}/{c.key}", f"  {slot} {c.label}") for c in each.columns)
                else:
                    yield Line(here, f"  {slot}")

    def _in_use(self, base: str, slots: list[str]) -> list[str]:
        used = {p[len(base) + 1 :].split("/")[0] for p in self.record if p.startswith(base + "/")}
        last = max((i for i, slot in enumerate(slots) if slot in used), default=-1)
        return slots[: last + 2]


class FormScreen(EditingScreen):
    """A form of a school's record. Subclasses say which table it shows."""

    HELP: ClassVar[str | None] = (
        "{grid.open} or {grid.edit} edits a line; a long text opens below and is kept when you leave it with "
        "{pane.leave}."
    )
    CSS_PATH = Path(__file__).with_suffix(".tcss")  # whole, or it is looked for beside a subclass
    table: ClassVar[type[FormTable]]

    def new_editor(self) -> FieldEditor:
        return FieldEditor(self.table(self.desk, self.school_id))
