"""A new form: which of those that occur many times."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.frame.dialog import Dialog
from screens.grid.grid import Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.records.change import Record
from siptui.rules.how_far import has

KEYS = "{grid.open} begins it    {beginning.leave} begins none"


def can_be_begun(framework: Framework, record: Record, about: str = "school") -> list[Form]:
    """The forms that a school, a person or the office can have another of."""
    return [f for f in framework.forms if f.occurs == "many" and f.about == about and has(framework, f, record)]


class NewFormScreen(Dialog[str | None]):
    """Gives the key of the form that is to be begun, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("beginning")
    DEFAULT_CSS = """
    NewFormScreen > Vertical { max-width: 76; }
    NewFormScreen Grid { height: auto; max-height: 16; margin-top: 1; background: $surface; }
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        super().__init__()
        self._forms = forms

    def compose(self) -> ComposeResult:
        rows = [Row(form.key, (form.name, form.title)) for form in self._forms]
        width = max(len(form.name) for form in self._forms)
        columns = [Column("name", "", min(30, width)), Column("title", "", 20, grow=1)]
        with Vertical():
            yield Static("Begin a new form", id="asked", markup=False)
            yield Grid(columns, rows, cursor="row", frozen_columns=1)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(Grid).focus()

    @on(Grid.Opened)
    def _chosen(self, event: Grid.Opened) -> None:
        event.stop()
        self.dismiss(event.row_key)

    def action_leave(self) -> None:
        """Begin none."""
        self.dismiss(None)
