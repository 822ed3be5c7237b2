"""A new form: which of those that occur many times."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from screens.grid.grid import Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.records.change import Record
from siptui.rules.how_far import has


def can_be_begun(framework: Framework, record: Record, about: str = "school") -> list[Form]:
    """The forms that a school, a person or the office can have another of."""
    return [f for f in framework.forms if f.occurs == "many" and f.about == about and has(framework, f, record)]


class NewFormScreen(ListDialog[str]):
    """Gives the key of the form that is to be begun, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("beginning")
    KEYS = "{grid.open} begins it    {beginning.leave} begins none"
    DEFAULT_CSS = "NewFormScreen > Vertical { max-width: 76; }"

    def __init__(self, forms: Sequence[Form]) -> None:
        width = max(len(form.name) for form in forms)
        columns = [Column("name", "", min(30, width)), Column("title", "", 20, grow=1)]
        super().__init__("Begin a new form", columns, [Row(form.key, (form.name, form.title)) for form in forms])

    def chosen(self, row_key: str) -> None:
        self.dismiss(row_key)
