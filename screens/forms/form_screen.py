"""The screen of a form."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.forms.form_table import BLOCK, VALUE, FormTable
from screens.grid.grid import Grid
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Form, JudgementsBlock, ProgressBlock, SummaryBlock
from siptui.records.change import Conflict
from siptui.records.problem import Refused
from siptui.rules.steps import state_of, steps_from, way_of
from siptui.store.faults import StoreFault

if TYPE_CHECKING:
    from screens.forms.steps import Taken


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
        name = f"{self.form.name} visit" if self.form.occurs == "visit" else self.form.name
        name = f"{name} {self.number}".strip()
        table = self.table
        state = state_of(self.desk.framework, self.form, table.form.place, table.record)
        needed = f"{len(table.needed)} needed" if table.needed else ""
        said = " · ".join(filter(None, [name, state.name if state else "", needed]))
        return [self.value(self.desk.framework.roles.name), said]

    @cached_property
    def table(self) -> FormTable:
        """What is shown, and where it stands in the record."""
        opens = spelled("{grid.open} opens it", self)
        return FormTable(self.desk, self.school_id, self.form, self.number, opens)

    def new_editor(self) -> FieldEditor:
        return FieldEditor(self.table)

    def show(self) -> None:
        self.table.width = self.size.width or self.app.size.width
        super().show()
        self.title_again()

    def on_resize(self) -> None:
        """Words are wrapped anew, and what is said of a field goes beside it or below."""
        if self.table.width != self.size.width:
            self.show()

    def action_sections(self) -> None:
        """Go to a section of the form, or to what there is to look at."""
        from screens.forms.sections import Section, SectionsScreen

        if not self.leave():
            return
        editor = self.editor
        sections: list[Section] = []
        heading = ""
        for row in editor.grid.rows:
            if row.heading:
                heading = heading if row.shape or row.cell(0).style else row.cell(0).text
            elif heading or not sections:
                sections.append(Section((row.key, VALUE), heading or self.form.name))
                heading = ""
            elif row.key.startswith(BLOCK):
                sections.append(Section((row.key, VALUE), row.cell(0).text))
        found = [Section(place, said) for place, said in editor.to_look_at()]
        self.app.push_screen(SectionsScreen(sections, found), self._go)

    def _go(self, place: tuple[str, str] | None) -> None:
        if place is not None:
            self.editor.grid.move_to(*place)

    def action_steps(self) -> None:
        """Show the steps that the form can take now, and take one."""
        from screens.forms.steps import StepScreen

        framework, table = self.desk.framework, self.table
        way, place = way_of(framework, self.form), table.form.place
        state = state_of(framework, self.form, place, table.record)
        if way is None or state is None:
            self.say("This form has no steps: fill it in, that is all")
        elif self.may_write() and self.leave():
            roles = self.desk.store.roles(table.record)
            steps = steps_from(framework, self.form, place, table.record, roles)
            if steps:
                dialog = StepScreen(self.where()[-1].split(" · ")[0], way, state, steps, len(table.needed))
                self.app.push_screen(dialog, self._step)
            else:
                self.say(f"It is {state.name}, and no step follows from there that is yours to take")

    def _step(self, taken: "Taken | None") -> None:
        if taken is not None:
            self.work(lambda: self._take(taken), "step")

    async def _take(self, taken: "Taken") -> None:
        place = self.table.form.place
        try:
            await self.desk.step(self.school_id, place, taken.step, reason=taken.reason)
        except (Refused, StoreFault, Conflict) as fault:
            self.say(str(fault), problem=True)
            return
        self.show()
        state = state_of(self.desk.framework, self.form, place, self.table.record)
        self.say(f"It is {state.name} now" if state else "")

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

            return ProgressScreen(self.school_id, self.form_key)
        if isinstance(block, SummaryBlock):
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        return None
