"""A new form: which of those that occur many times."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from screens.grid.grid import Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from siptui.framework.model import Form


class NewFormScreen(ListDialog[str]):
    """Gives the key of the form that is to be begun, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("beginning")
    HELP = (
        "The forms of which there can be many. A new one is opened at once, and {everywhere.undo} on the school's "
        "screen takes it away again."
    )
    KEYS = "{grid.open} begins it    {beginning.leave} begins none"
    DEFAULT_CSS = "NewFormScreen > Vertical { max-width: 76; }"

    def __init__(self, forms: Sequence[Form]) -> None:
        width = max(len(form.name) for form in forms)
        columns = [Column("name", "", min(30, width)), Column("title", "", 20, grow=1)]
        super().__init__("Begin a new form", columns, [Row(form.key, (form.name, form.title)) for form in forms])

    def chosen(self, row_key: str) -> None:
        self.dismiss(row_key)
