"""The screen of a form."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.screen import Screen

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.forms.form_table import BLOCK, FormTable
from screens.grid.grid import Grid
from screens.keys.key_names import spelled
from siptui.framework.model import Form, JudgementsBlock, ProgressBlock, SummaryBlock


class FormScreen(EditingScreen):
    """A form of a record, filled in line by line; a block that has a screen of its own is opened from its line."""

    HELP: ClassVar[str | None] = (
        "{grid.open} or {grid.edit} edits a line; a long text opens below and is kept when you leave it with "
        "{pane.leave}. A line that says so opens a grid of its own."
    )
    CSS_PATH = Path(__file__).with_suffix(".tcss")  # whole, or it is looked for beside a subclass

    def __init__(self, school_id: str, form: str, number: str = "") -> None:
        super().__init__(school_id)
        self.form_key = form
        self.number = number

    @property
    def form(self) -> Form:
        """What is filled in."""
        return self.desk.framework.form(self.form_key)

    def where(self) -> list[str]:
        name = f"{self.form.name} visit" if self.form.occurs == "visit" else self.form.name
        return [self.value(self.desk.framework.roles.name), f"{name} {self.number}".strip()]

    def new_editor(self) -> FieldEditor:
        opens = spelled("{grid.open} opens it", self)
        return FieldEditor(FormTable(self.desk, self.school_id, self.form, self.number, opens))

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """A line that is no field leads to a block; what is reckoned says so."""
        if told := self.editor.table.elsewhere(event.row_key, event.column_key):
            self.say(told)
        if event.row_key.startswith(BLOCK) and (screen := self._screen(int(event.row_key[len(BLOCK) :]))):
            self.app.push_screen(screen)

    def _screen(self, number: int) -> Screen[None] | None:
        block = self.form.blocks[number]
        if isinstance(block, JudgementsBlock):
            from screens.forms.judgements import JudgementScreen

            return JudgementScreen(self.school_id, self.form_key)
        if isinstance(block, ProgressBlock):
            from screens.forms.progress import ProgressScreen

            return ProgressScreen(self.school_id)
        if isinstance(block, SummaryBlock):
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        return None
