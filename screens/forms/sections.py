"""The sections of a form, to go to one; and above them what is to be looked at in it."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.forms.form_as_grid import BLOCK, VALUE
from screens.frame.dialog import Dialog
from screens.grid.cursor_and_scrolling import Place
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled

KEYS = "{grid.open} goes there    {grid.filter} finds a word    {sections.leave} stays"


class Section(Struct, frozen=True):
    """A place in a form, and what stands there."""

    place: Place
    words: str


class SectionsScreen(Dialog[Place | None]):
    """Gives the place that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sections")
    DEFAULT_CSS = """
    SectionsScreen > Vertical { max-width: 100; }
    SectionsScreen Grid { height: auto; max-height: 80%; background: $surface; }
    """

    def __init__(self, sections: Sequence[Section], to_look_at: Sequence[Section]) -> None:
        super().__init__()
        self._places = [each.place for each in (*to_look_at, *sections)]
        rows = [Row(str(n), (each.words,)) for n, each in enumerate((*to_look_at, *sections))]
        self._rows = rows[len(to_look_at) :]
        if to_look_at:
            count = len(to_look_at)
            found = [Row(row.key, (Cell(row.cell(0).text, "finding"),)) for row in rows[:count]]
            self._rows = [
                Row("sections", ("Sections",), heading=True),
                *self._rows,
                Row("to look at", (f"To look at: {count}",), heading=True),
                *found,
            ]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Grid([Column("words", "", 30, grow=1)], self._rows, cursor="row", frozen_columns=0)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(Grid).focus()

    @on(Grid.Opened)
    def _chosen(self, event: Grid.Opened) -> None:
        event.stop()
        self.dismiss(self._places[int(event.row_key)])

    def action_leave(self) -> None:
        """Stay where one is."""
        self.dismiss(None)


def sections_of(rows: Sequence[Row], name: str) -> list[Section]:
    """The sections of a form's rows: under each heading the first row; what comes before any is called by `name`."""
    sections: list[Section] = []
    heading = ""
    for row in rows:
        if row.heading:
            heading = heading if row.shape or row.cell(0).style else row.cell(0).text
            continue
        place = (row.key, row.shape.columns[min(1, len(row.shape.columns) - 1)].key if row.shape else VALUE)
        if heading or not sections:
            sections.append(Section(place, heading or name))
            heading = ""
        elif row.key.startswith(BLOCK):
            sections.append(Section(place, row.cell(0).text))
    return sections
