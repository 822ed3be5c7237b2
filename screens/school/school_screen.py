"""A school: the parts of its note of visit, and what stands in each."""

from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from siptui.framework.model import Form, ProgressBlock
from siptui.framework.places import ANY
from siptui.records.controls_made_visible import marked_line
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.rules.how_far import HowFar, how_far, so_far
from siptui.store.faults import StoreFault

NOT_ASKED = "(no longer asked)"
"""The key of the row that is no form's."""


async def step_into(app: App[Any], school_id: str) -> None:
    """Open a school over the caseload, leaving whichever was open; where it cannot be read, the caseload says why."""
    if not all(screen.leave() for screen in reversed(app.screen_stack) if isinstance(screen, DeskScreen)):
        return
    while len(app.screen_stack) > 1:
        app.pop_screen()
    caseload = app.screen
    if not isinstance(caseload, DeskScreen):
        return
    try:
        await caseload.desk.open(school_id)
    except (Refused, StoreFault) as fault:
        caseload.say(str(fault), problem=True)
        return
    await app.push_screen(SchoolScreen(school_id))


class SchoolScreen(DeskScreen):
    """The forms of a school's year, and who and how the school is."""

    HELP = "Step into a form with {grid.open}. {school.new} begins one that is filled in as often as there is need."
    BINDINGS: ClassVar[list[BindingType]] = bindings("school")
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id

    def where(self) -> list[str]:
        return [self.value(self.desk.framework.roles.name)]

    def body(self) -> ComposeResult:
        columns = [
            Column("part", "Part", 4),
            Column("name", "", 22, grow=1),
            Column("date", "Date", 9),
            Column("so_far", "So far", 18, grow=1),
            Column("state", "State", 15),
        ]
        with Container(id="school"):
            yield Grid(columns, cursor="row", frozen_columns=2)
            yield Static("", id="facts", markup=False)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        framework, record = self.desk.framework, self.desk.record(self.school_id)
        row = caseload_row(framework, self.school_id, record)
        rows = [self._form(framework.form(each.form), each) for each in how_far(self.desk.fields, record)]
        if left := not_asked(self.desk.fields, record):
            rows.append(Row(NOT_ASKED, ("", NO_LONGER_ASKED.capitalize(), "", f"{len(left)} kept")))
        grid = self.query_one(Grid)
        before = len(grid.rows)
        grid.set_rows(rows)
        if before != len(grid.rows):
            grid.refresh(layout=True)  # it takes what it needs
        self.query_one("#facts", Static).update(self._facts(row))

    def _facts(self, row: CaseloadRow) -> Content:
        """Who and how the school is, below its parts."""
        framework = self.desk.framework
        scale = framework.scales.get(framework.roles.category_scale)
        names = [
            f"{v.mark or v.value} {v.name}" if (v := scale and scale.find(c)) else c for c in (row.category, row.target)
        ]
        pairs = [
            ("Headteacher", self.value(framework.roles.headteacher)),
            ("Chair of Governors", self.value(framework.roles.chair)),
            ("SIP", row.sip),
            ("Phase", row.phase),
            (scale.name if scale else "Category", " → ".join(n for n in names if n)),
            ("Reds standing", str(row.reds or "none")),
            ("Next visit", day(row.next_visit)),
        ]
        pieces: list[Content | tuple[str, str]] = []
        for label, value in pairs:
            style = "bold $text-error" if label == "Reds standing" and row.reds else ""
            pieces += [(f"{label:<19}", "$text-muted"), (f"{marked_line(value) or '–'}\n", style)]
        if priorities := self._priorities():
            pieces.append(("\nKey priorities\n", "$text-muted"))
            pieces += [(f"{n} {marked_line(each)}\n", "") for n, each in enumerate(priorities, start=1)]
        return Content.assemble(*pieces)

    def _priorities(self) -> list[str]:
        """The school's key priorities, as the latest visit that set any has them."""
        for visit in reversed(self.desk.framework.visits):
            start = f"{visit.at}/{self.desk.framework.roles.priorities}/"
            if found := [self.value(path) for path in self.desk.fields if path.startswith(start) and self.value(path)]:
                return [" ".join(text.split()) for text in found]
        return []

    def _form(self, form: Form, found: HowFar) -> Row:
        """The line of a form; of one that occurs many times, of each of them."""
        many = form.occurs == "many"
        name = found.title if many else form.called
        key = f"{form.key}/{found.path.rpartition('/')[2]}" if many else form.key
        path = form.path(found.path, form.dated) if form.dated else ""
        date = self.value(path) if path else ""
        return Row(key, (form.letter, name, Cell(day(date), value=date), self._so_far(form, found), self._state(found)))

    def _so_far(self, form: Form, found: HowFar) -> Cell:
        """How far a form has got, in words, and how much more is needed."""
        if form.occurs == "many":
            words = f"{found.filled} filled in" if found.filled else ""
        else:
            words = so_far(self.desk.fields, form, self.desk.record(self.school_id))
        begun = bool(words)
        needed = f"{found.missing} needed" if found.missing and begun else ""
        words = " · ".join(filter(None, [words, needed]))
        return Cell(words or "–", "" if words else "dim")

    def _state(self, found: HowFar) -> Cell:
        """The state that a form stands in; of one that nothing is in yet, nothing."""
        form = self.desk.framework.form(found.form)
        way = self.desk.framework.ways.get(form.way)
        if way is None or not found.state or not (found.filled or ANY in form.place):
            return Cell("")
        state = way.state(found.state)
        return Cell(state.name, "strong" if state.locked else "")

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.app.push_screen(self._screen(event.row_key))

    def _screen(self, key: str) -> Screen[None]:
        if key == NOT_ASKED:
            from screens.school.no_longer_asked import NoLongerAskedScreen

            return NoLongerAskedScreen(self.school_id)
        key, _, number = key.partition("/")
        form = self.desk.framework.form(key)
        kind = form.kind
        if kind == "progress" and any(isinstance(block, ProgressBlock) for block in form.blocks):
            from screens.forms.progress import ProgressScreen

            return ProgressScreen(self.school_id)
        if kind == "summary" and len(self.desk.framework.form(key).blocks) == 1:
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        from screens.forms.form_screen import FormScreen

        return FormScreen(self.school_id, key, number)

    def action_new(self) -> None:
        """Choose which form is to be begun, and begin it."""
        from screens.school.new_form import NewFormScreen, can_be_begun

        forms = can_be_begun(self.desk.framework, self.desk.record(self.school_id))
        if not forms:
            self.say("Every form of this framework is here: none is filled in more than once")
        elif self.may_write():
            self.app.push_screen(NewFormScreen(forms), self._begin)

    def _begin(self, form: str | None) -> None:
        if form is not None:
            self.work(lambda: self._begun(form), "begin")

    async def _begun(self, form: str) -> None:
        try:
            place = await self.desk.new(self.school_id, form)
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        self.show()
        key = f"{form}/{place.rpartition('/')[2]}"
        self.query_one(Grid).move_to(key)
        self.app.push_screen(self._screen(key))

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def action_export(self) -> None:
        from screens.forms.export_file import export_part_f

        export_part_f(self)
