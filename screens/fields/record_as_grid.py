"""What a grid of fields shows of a school's record, and which field each of its cells holds; without a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar

from screens.grid.layout import Cell, Column, Row
from siptui.desk.open_records import Desk
from siptui.framework.model import Form, Scale
from siptui.proofing.mark import Mark
from siptui.proofing.marks_in_words import in_words
from siptui.records.change import Record
from siptui.records.typed_and_shown import shown
from siptui.records.values import Field
from siptui.rules.carried import Carried, carried
from siptui.rules.findings import by_path, findings
from siptui.rules.forms.access import OF_OTHERS
from siptui.rules.forms.printed_beforehand import printed
from siptui.rules.needed import missing
from siptui.rules.steps import steps_from, why_locked
from siptui.rules.summary import text

STATES = {"conflict": "theirs stands, yours is kept", "pending": "not saved yet"}

IN_WORDS = {"line", "text", "person", "link"}
"""Kinds of fields that words are written in."""


class FieldTable:
    """The columns and rows of a grid, drawn from a record as it stands on the desk. Subclasses say which."""

    frozen: ClassVar[int] = 1
    """Columns that stay in view."""

    def __init__(self, desk: Desk, school_id: str) -> None:
        self.desk = desk
        self.school_id = school_id
        self._found: tuple[Record | None, dict[str, str]] = (None, {})
        self._lacks: tuple[Record | None, frozenset[str]] = (None, frozenset())
        self.proofed: Callable[[str, str], list[Mark]] = lambda _path, _text: []
        """What proofing is known to have found in the text at a path."""

    # What a subclass gives

    def columns(self) -> list[Column]:
        """The grid's columns."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """The grid's rows, as the record stands."""
        raise NotImplementedError

    def path(self, row: str, column: str) -> str:
        """The path of the field that a cell leads to, "" where it leads to none."""
        raise NotImplementedError

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        """The row and the column that the cursor begins in; "" for the first row."""
        raise NotImplementedError

    def field_in(self, row: str, column: str) -> Field | None:
        """The field that a cell itself holds: what is typed or pasted there goes nowhere else."""
        return self.field_at(row, column)

    def elsewhere(self, row: str, column: str) -> str:
        """Of a cell that is no field, where what it shows is filled in or reckoned from; "" where it is a name."""
        return ""

    # Fields and their values

    @property
    def record(self) -> Record:
        """The school's record."""
        return self.desk.record(self.school_id)

    def value(self, path: str) -> str:
        """A field as text, "" where it is empty."""
        return text(self.record, path)

    def field(self, path: str) -> Field | None:
        """The field at a path."""
        return self.desk.fields.find(path)

    def field_at(self, row: str, column: str) -> Field | None:
        """The field that a cell leads to."""
        return self.field(self.path(row, column)) if row else None

    def label(self, path: str) -> str:
        """What a field is called, with where it stands."""
        return self.desk.label(path)

    def short_label(self, field: Field) -> str:
        """What a field is called where there is no room for its label."""
        asked = field.asked
        return asked.short if asked and asked.short and field.label == asked.label else self.label(field.path)

    def stands_whole(self, field: Field) -> bool:
        """Whether what a field is called can be read whole in the grid."""
        return False

    def whole(self, field: Field) -> str:
        """All of what a field holds, as it is shown."""
        return shown(field, self.value(field.path))

    def printed(self, field: Field) -> str:
        """What the form has printed in a field that is empty."""
        return printed(self.desk.framework, self.record, field)

    def meanings(self, field: Field) -> dict[str, str]:
        """What the values of a field's scale mean just there, where that is more than the scale says."""
        return {}

    def carried(self, field: Field) -> Carried | None:
        """What was said before of what a field asks."""
        return carried(self.desk.fields, self.record, field)

    def why_locked(self, path: str) -> str:
        """Why a field cannot be written as its form stands; "" where it can."""
        fields, record = self.desk.fields, self.record
        problem = self.desk.store.access(self.school_id, record).why_not(fields, path) or why_locked(
            fields, record, path
        )
        if problem and problem.code in OF_OTHERS:
            return f"{problem.what}; {problem.do}"
        return f"It {problem.what}; {problem.do}" if problem else ""

    def rows_from(self, rows: Iterable[Row], first: Row) -> list[Row]:
        """The rows that what is pasted on one goes on to, itself among them: those below it of the same columns."""
        below = [row for row in rows if not row.heading and row.shape == first.shape]
        return below[below.index(first) :]

    def written_in(self, row: str, column: str) -> bool:
        """Whether words are written in a cell, so that a letter typed there begins its text and is no command."""
        field = self.field_in(row, column)
        if field is None or field.kind in IN_WORDS:
            return field is not None
        return field.scale is not None and not chosen_by(field.scale)

    def scales(self, rows: Iterable[Row]) -> list[Scale]:
        """The scales that the rows are filled in from."""
        fields = [self.field_at(row.key, column.key) for row in rows for column in self.columns()]
        return list({field.scale.name: field.scale for field in fields if field and field.scale}.values())

    # Cells, and what there is to say of their state

    def cell(self, path: str, words: str | None = None, style: str = "") -> Cell:
        """The cell of a field: its value, or what the form has printed there, in a quieter tone."""
        field = self.field(path)
        if field is None:
            return Cell("", editable=False)
        value = self.value(path)
        text = words if words is not None else shown(field, value)
        if not value:
            text, style = self.printed(field) or "–", "dim"
        return Cell(text, self.styled(path, style), editable=True, value=value)

    def styled(self, path: str, style: str = "") -> str:
        """A cell's style with the state of its field; what the style says of colour comes on top."""
        return f"{self.state(path)} {style}".strip()

    def state(self, path: str) -> str:
        """What there is to say of a field: a clash, a finding, that it is not saved yet; "" of most."""
        if path in self.desk.clashing(self.school_id):
            return "conflict"
        if path in self.findings:
            return "finding"
        return "pending" if path in self.desk.late(self.school_id) else ""

    @property
    def place(self) -> str:
        """Where in the record the form that the grid is of lies; "" where it is of no form alone."""
        return ""

    def of_form(self) -> Form | None:
        """The one form that the grid is of: what the rules find in others is not looked for."""
        return None

    @property
    def findings(self) -> dict[str, str]:
        """The rules' findings on the record as it stands, reckoned once for each."""
        if self._found[0] is not self.record:
            self._found = (self.record, by_path(findings(self.desk.fields, self.record, date.today(), self.of_form())))
        return self._found[1]

    def to_look_at(self, path: str, marked_only: bool = False) -> str:
        """What there is to look at in a field: what a rule finds, that it is needed, what is marked in its text."""
        said = "" if marked_only else self.findings.get(path) or ("needed" if path in self.needed else "")
        marks = self.marks(path)
        marked = f"{len(marks)} marked, {in_words(marks[0])}" if len(marks) > 1 else "".join(map(in_words, marks))
        return " · ".join(filter(None, (said, marked)))

    def beyond(self, row: str, marked_only: bool = False) -> str:
        """Of a row that leads to a screen of its own, what there is to look at there; "" of any other."""
        return ""

    def marks(self, path: str) -> list[Mark]:
        """What is known to be marked in the text at a path."""
        value = self.value(path)
        return self.proofed(path, value) if value else []

    @property
    def needed(self) -> frozenset[str]:
        """The places of the form that are needed before its next step, or always, and are empty; reckoned once for each
        record."""
        form = self.of_form()
        if form is None or not self.place:
            return frozenset()
        if self._lacks[0] is not self.record:
            steps = [step.key for step in steps_from(self.desk.framework, form, self.place, self.record)] or [""]
            lacks = {f.path for step in steps for f in missing(self.desk.fields, form, self.place, self.record, step)}
            self._lacks = (self.record, frozenset(lacks))
        return self._lacks[1]

    def told(self, row: str, column: str) -> tuple[str, str]:
        """Of a cell that leads to no field, what it is and what there is to say of it."""
        return "", ""

    def note(self, field: Field) -> str:
        """What the form has printed beside a field, besides its prompt."""
        return ""

    def state_in_words(self, path: str) -> str:
        """A field's state for the pane."""
        return self.findings.get(path) or STATES.get(self.state(path), "")


def chosen_by(scale: Scale) -> dict[str, str]:
    """The keys that choose on a scale, and what each chooses."""
    return {value.key.casefold(): value.value for value in scale.values if value.key}
