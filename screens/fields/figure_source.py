"""Where a figure came from: the file it was read from, and how it was reckoned there; or who typed it, and when."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from screens.fields.history import WAYS, HistoryScreen, PastScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from siptui.records.change import Edit
from siptui.records.edit_that_set_a_value import origin
from siptui.records.source import Figure, Source
from siptui.records.typed_and_shown import clock, printable, shown, typed
from siptui.rules.progress import shown as rounded
from siptui.tracking.questions.answers_in_words import about, chosen

Line = tuple[str, str]
"""What is told, and what it is; what is told of nothing is a heading."""

HEADING = ""
HASH_SHOWN = 16  # characters of the file's hash


class FigureSourceScreen(PastScreen):
    """One figure of Part D."""

    HELP = (
        "Where this figure came from: the file, its sheets and columns, the pupils counted in it and those left out, "
        "and who imported it; or who typed it. {source.history} shows what stood here before."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("source")
    DEFAULT_CSS = "FigureSourceScreen > Grid { height: 1fr; }"

    title_word = "Where from"

    def body(self) -> ComposeResult:
        columns = [Column("what", "", 32), Column("is", "", 30, grow=1)]
        yield Grid(columns, cursor="row", frozen_columns=0, empty="Reading …")

    def tell(self, edits: list[Edit]) -> None:
        rows: list[Row] = []
        for number, (what, words) in enumerate(self._lines(origin(edits, self._path))):
            if words == HEADING:
                rows.append(Row(f"{number}", (what,), heading=True))
            else:
                rows.append(Row(f"{number}", (Cell(what, "dim"), words)))
        self.query_one(Grid).set_rows(rows)

    def _lines(self, found: tuple[Edit, Figure | None] | None) -> Iterator[Line]:
        yield self.desk.label(self._path), HEADING
        yield "It is", self._value() or "empty"
        if found is None:
            yield "Written by", "nobody yet"
            return
        edit, figure = found
        if figure is None or edit.source is None:
            yield "How", "typed in, not read from a file" if edit.why == "typed" else WAYS.get(edit.why, edit.why)
            yield "By", edit.who
            yield "When", clock(edit.when)
            return
        yield "Read from the file", printable(edit.source.file)
        yield "Imported by", edit.who
        yield "When", clock(edit.when)
        yield from self._reckoned(figure)
        yield from self._answers(edit.source)
        yield "The file's fingerprint", f"{edit.source.sha256[:HASH_SHOWN]}…"

    def _value(self) -> str:
        """What stands there; a figure to two places."""
        value = self.desk.record(self.school_id).get(self._path)
        field = self.desk.fields.get(self._path)
        if isinstance(value, float) or (isinstance(value, int) and field and field.kind == "points"):
            return rounded(value, 2)
        return shown(field, typed(value)) if field else typed(value)

    def _reckoned(self, figure: Figure) -> Iterator[Line]:
        for number, column in enumerate(figure.columns):
            yield "" if number else "Sheet and column", printable(column)
        yield "Pupils counted", str(figure.pupils)
        if figure.results_left_out:
            yield "Incomplete", f"{_pupils(figure.results_left_out)} with a result not counted in it"
        yield "Pupils left out", str(figure.left_out) if figure.left_out else "none"
        for reason, count in figure.reasons.items():
            yield "", f"{count} {printable(reason)}"
        if figure.groups:
            yield "Groups among those counted", HEADING
        for name, group in figure.groups.items():
            yield f"  {printable(name)}", f"{group.aps:.2f}, {_pupils(group.pupils)}"

    def _answers(self, source: Source) -> Iterator[Line]:
        if source.answers:
            yield "What was answered", HEADING
        for key, choice in source.answers.items():
            yield f"  {printable(about(key, {}))}", chosen(self.desk.framework, key, printable(choice))

    def action_history(self) -> None:
        """What stood here before."""
        self.app.push_screen(HistoryScreen(self.school_id, self._path, self._way))


def _pupils(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"
