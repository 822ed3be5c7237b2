"""The sections of a form, to go to one; and above them what is to be looked at in it."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.binding import BindingType

from screens.forms.form_as_grid import BLOCK, GOES_ON, VALUE
from screens.grid.cursor_and_scrolling import Place
from screens.grid.grid import Cell, Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings


class Section(Struct, frozen=True):
    """A place in a form, and what stands there."""

    place: Place
    words: str


class SectionsScreen(ListDialog[Place]):
    """Gives the place that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sections")
    HELP = (
        "The headings of the form, and above them what is to be looked at in it: marks of proofing, findings, "
        "what is still needed. Choosing one puts the cursor there."
    )
    KEYS = "{grid.open} goes there    {grid.filter} finds a word    {sections.leave} stays"
    DEFAULT_CSS = "SectionsScreen > Vertical { max-width: 100; }"

    def __init__(self, sections: Sequence[Section], to_look_at: Sequence[Section]) -> None:
        self._places = [each.place for each in (*to_look_at, *sections)]
        looked_at = len(to_look_at)
        rows = [Row(str(n), (each.words,)) for n, each in enumerate(sections, start=looked_at)]
        if to_look_at:
            found = [Row(str(n), (Cell(each.words, "finding"),)) for n, each in enumerate(to_look_at)]
            heading = Row("to look at", (f"To look at: {looked_at}",), heading=True)
            rows = [Row("sections", ("Sections",), heading=True), *rows, heading, *found]
        super().__init__("", [Column("words", "", 30, grow=1)], rows)

    def chosen(self, row_key: str) -> None:
        self.dismiss(self._places[int(row_key)])


def sections_of(rows: Sequence[Row], name: str) -> list[Section]:
    """The sections of a form's rows: under each heading the first row; what comes before any is called by `name`."""
    sections: list[Section] = []
    heading = ""
    for row in rows:
        if row.heading:
            if not (row.shape or row.cell(0).style):
                further = row.key.endswith(GOES_ON)
                heading = f"{heading} {row.cell(0).text}" if further else row.cell(0).text
            continue
        place = (row.key, row.shape.columns[min(1, len(row.shape.columns) - 1)].key if row.shape else VALUE)
        if heading or not sections:
            sections.append(Section(place, heading or name))
            heading = ""
        elif row.key.startswith(BLOCK):
            sections.append(Section(place, row.cell(0).text))
    return sections
