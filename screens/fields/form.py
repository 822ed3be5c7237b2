"""A form as a grid of two columns, what it asks and what is answered, drawn from the framework."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from screens.fields.editing import EditingScreen
from screens.grid.grid import Cell, Column, Grid, Row
from siptui.framework.model import FormField
from siptui.records.values import Field


class Line(Struct, frozen=True):
    """A row of a form: a heading, a field, or a way on to another screen."""

    key: str  # a field's path, or a name of the screen's own
    label: str
    heading: bool = False
    opens: str = ""  # what the value column says of a way on


class FormScreen(EditingScreen):
    """A form of a school's record. Subclasses say which lines it has."""

    HELP: ClassVar[str | None] = (
        "{grid.open} or {grid.edit} edits a line; a long text opens below and is kept when you leave it with "
        "{pane.leave}."
    )
    CSS_PATH = Path(__file__).with_suffix(".tcss")  # whole, or it is looked for beside a subclass
    types_text = True
    frozen = 0
    start = "value"

    def lines(self) -> Iterator[Line]:
        """The form's lines, as the record stands."""
        yield from ()

    def path(self, row: str, column: str) -> str:
        return row

    def field_in(self, row: str, column: str) -> Field | None:
        return self.field_at(row, column) if column == "value" else None

    def columns(self) -> list[Column]:
        return [Column("label", "", 20, grow=1), Column("value", "", 24, grow=2)]

    def show(self) -> None:
        self.query_one(Grid).set_rows([self._row(line) for line in self.lines()])
        self.read()

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
        used = {p[len(base) + 1 :].split("/")[0] for p in self.desk.record(self.school_id) if p.startswith(base + "/")}
        last = max((i for i, slot in enumerate(slots) if slot in used), default=-1)
        return slots[: last + 2]
