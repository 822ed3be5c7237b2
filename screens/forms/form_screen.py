"""The screen of a form."""

from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.walk_to_look_at import cells_to_look_at
from screens.forms.form_as_grid import ABOUT, BLOCK, FormTable
from screens.grid.grid import Grid
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Form, JudgementsBlock, ProgressBlock, SummaryBlock
from siptui.reports.review import days_left_in_words
from siptui.rules.forms.deadlines import still_waited_for, waited_for
from siptui.rules.steps import state_of, way_of


class FormScreen(EditingScreen):
    """A form of a record, filled in line by line; a block that has a screen of its own is opened from its line."""

    HELP: ClassVar[str | None] = (
        "{grid.open} or {grid.edit} edits a line; a long text opens whole and is kept when you leave it with "
        "{pane.leave}. What is needed says so; {editing.finding} goes from one to the next, {form.sections} to any "
        "section, and {form.steps} shows the steps that the form can take."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
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
        name = self.form.called
        name = f"{name} {self.number}".strip()
        table = self.table
        state = state_of(self.desk.framework, self.form, table.form.place, table.record)
        needed = f"{len(table.needed)} needed {spelled('({editing.finding})', self)}" if table.needed else ""
        framework, today = self.desk.framework, date.today()
        waited = still_waited_for(framework.calendar, waited_for(framework, table.record), today) if state else []
        left = next((due.left(today) for due in waited if due.place == table.form.place), None)
        days = days_left_in_words(left) if left is not None else ""
        said = " · ".join(filter(None, [name, state.name if state else "", days, needed]))
        return [*self.whose(), said]

    @cached_property
    def table(self) -> FormTable:
        """What is shown, and where it stands in the record."""
        opens = spelled("{grid.open} opens it", self)
        return FormTable(self.desk, self.school_id, self.form, self.number, opens)

    def new_editor(self) -> FieldEditor:
        return FieldEditor(self.table)

    def show(self) -> None:
        self.table.width = self.size.width or self.app.size.width
        self.in_vain = () if way_of(self.desk.framework, self.form) else ("form.steps",)
        super().show()
        self.title_again()

    def on_resize(self) -> None:
        """Words are wrapped anew, and what is said of a field goes beside it or below."""
        if self.table.width != self.size.width:
            self.show()

    def action_sections(self) -> None:
        """Go to a section of the form, or to what there is to look at."""
        from screens.forms.sections import Section, SectionsScreen, sections_of

        if not self.leave():
            return

        def go(place: tuple[str, str] | None) -> None:
            if place is not None:
                self.editor.grid.move_to(*place)

        found = [Section(place, said) for place, said in cells_to_look_at(self.editor)]
        self.app.push_screen(SectionsScreen(sections_of(self.editor.grid.rows, self.form.name), found), go)

    async def action_finding(self, marked: bool = False) -> None:
        """Go to the next field with something to look at in it, also in a block that has a screen of its own.

        `marked` goes to the first text in which something is marked, and passes what else there is.
        """
        from screens.fields.walk_to_look_at import walk

        row = self.editor.grid.cursor_row_key if await walk(self, self.editor, first=marked, marked=marked) else ""
        if row.startswith(BLOCK) and (screen := self._screen(int(row.removeprefix(BLOCK)))):
            screen.walking, screen.walking_marked = True, marked
            self.app.push_screen(screen)

    def action_steps(self) -> None:
        """Show the steps that the form can take now, and take one."""
        from screens.forms.steps import offer_steps

        if self.may_write() and self.leave():
            place, needed = self.table.form.place, len(self.table.needed)
            offer_steps(self, self.form, place, needed, partial(self.action_finding, marked=True))

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """A line that is no field leads to a block; what is reckoned says so."""
        if told := self.editor.table.elsewhere(event.row_key, event.column_key):
            self.say(told)
        if event.row_key == ABOUT:
            from screens.frame.whole_message import MessageScreen

            self.app.push_screen(MessageScreen(self.form.intro))
        elif event.row_key.startswith(BLOCK) and (screen := self._screen(int(event.row_key[len(BLOCK) :]))):
            self.app.push_screen(screen)

    def go_beyond(self, path: str) -> bool:
        if not (row := self.table.way_to(path)) or not (screen := self._screen(int(row.removeprefix(BLOCK)))):
            return False
        self.editor.grid.move_to(row)
        screen.opening = path
        self.app.push_screen(screen)
        return True

    def _screen(self, number: int) -> EditingScreen | None:
        block = self.form.blocks[number]
        if isinstance(block, JudgementsBlock):
            from screens.forms.judgements import JudgementScreen

            return JudgementScreen(self.school_id, self.form_key, self.number)
        if isinstance(block, ProgressBlock):
            from screens.forms.progress import ProgressScreen

            return ProgressScreen(self.school_id, self.form_key)
        if isinstance(block, SummaryBlock):
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        return None
