"""What a record keeps that no form asks for any more: to be read, and to be copied out."""

from textual.app import ComposeResult

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from siptui.records.controls_made_visible import marked_line
from siptui.records.paths_in_words import not_asked
from siptui.records.typed_and_shown import typed


class NoLongerAskedScreen(DeskScreen):
    """The values of a school whose fields the framework does not have, by path."""

    HELP = (
        "These values were typed under other forms. They are kept, and stand as such at the end of a form's document; "
        "copy what is still of use to where it belongs now."
    )

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id

    def where(self) -> list[str]:
        return [*self.whose(), "No longer asked"]

    def body(self) -> ComposeResult:
        columns = [
            Column("path", "Field, as it was called", 30, grow=1),
            Column("value", "What stands in it", 30, grow=2),
        ]
        yield Grid(columns, cursor="row", frozen_columns=0, empty="Nothing: every value has its place on a form")

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        left = not_asked(self.desk.fields, self.desk.record(self.school_id))
        rows = [Row(path, (Cell(marked_line(path)), Cell(marked_line(typed(left[path]))))) for path in sorted(left)]
        self.query_one(Grid).set_rows(rows)
