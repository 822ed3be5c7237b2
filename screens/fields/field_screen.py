"""Cells that are fields of the record: their words, and what there is to say of their state."""

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell
from siptui.records.change import Record
from siptui.records.typed_and_shown import shown
from siptui.rules.findings import findings

STATES = {"conflict": "theirs stands, yours is kept", "pending": "not saved yet"}


class FieldScreen(DeskScreen):
    """A screen whose cells are fields."""

    _found: tuple[Record | None, dict[str, str]] = (None, {})
    _marks: tuple[set[str], set[str]] = (set(), set())

    @property
    def _record(self) -> Record:
        return self.desk.record(self.school_id)

    def cell(self, path: str, words: str | None = None, style: str = "") -> Cell:
        """The cell of a field: its value, or what the form has printed there, in a quieter tone."""
        field = self.desk.fields[path]
        value = self.value(path)
        text = words if words is not None else shown(field, value)
        if not value:
            text, style = field.preset or "–", "dim"
        return Cell(text, self.styled(path, style), editable=field.kind != "text", value=value)

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
    def findings(self) -> dict[str, str]:
        """The rules' findings on the record as it stands, reckoned once for each."""
        if self._found[0] is not self._record:
            self._found = (self._record, findings(self.desk.framework, self._record))
        return self._found[1]

    def saving(self) -> None:
        super().saving()
        marks = self.desk.clashing(self.school_id), self.desk.late(self.school_id)
        if marks != self._marks:
            self._marks = marks
            self.show()

    def state_in_words(self, path: str) -> str:
        """A field's state for the pane."""
        return self.findings.get(path) or STATES.get(self.state(path), "")
