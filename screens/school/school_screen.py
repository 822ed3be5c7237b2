"""A school: the parts of its note of visit, and what stands in each."""

from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from siptui.framework.model import Form
from siptui.records.controls_made_visible import marked_line
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.rules.how_far import offered, so_far
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
    """The parts of a school's year."""

    HELP = "Step into a part of the note with {grid.open}."
    BINDINGS: ClassVar[list[BindingType]] = bindings("school")
    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id

    def where(self) -> list[str]:
        return [self.value("school/name")]

    def body(self) -> ComposeResult:
        columns = [
            Column("part", "Part", 4),
            Column("name", "", 24, grow=1),
            Column("date", "Date", 9),
            Column("state", "So far", 22, grow=1),
        ]
        yield Grid(columns, cursor="row", frozen_columns=2)
        yield Static("", id="facts", markup=False)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        framework, record = self.desk.framework, self.desk.record(self.school_id)
        row = caseload_row(framework, self.school_id, record)
        rows = []
        for form in offered(framework, record):
            date, state = self._date(form), self._so_far(form)
            name = f"{form.name} visit" if form.occurs == "visit" else form.name
            rows.append(Row(form.key, (form.letter, name, date, state)))
        if left := not_asked(self.desk.fields, record):
            rows.append(Row(NOT_ASKED, ("", NO_LONGER_ASKED.capitalize(), "", f"{len(left)} kept")))
        self.query_one(Grid).set_rows(rows)
        self.query_one("#facts", Static).update(self._facts(row))

    def _facts(self, row: CaseloadRow) -> Content:
        """Who and how the school is, below its parts."""
        framework = self.desk.framework
        scale = framework.scales.get(framework.roles.category_scale)
        names = [
            f"{v.mark or v.value} {v.name}" if (v := scale and scale.find(c)) else c for c in (row.category, row.target)
        ]
        pairs = [
            ("Headteacher", self.value("school/headteacher")),
            ("Chair of Governors", self.value("school/chair")),
            ("SIP", row.sip),
            ("Phase", row.phase),
            (scale.name if scale else "Category", " → ".join(n for n in names if n)),
            ("Reds standing", str(row.reds or "none")),
            ("Next visit", day(row.next_visit)),
        ]
        pieces: list[Content | tuple[str, str]] = []
        for label, value in pairs:
            style = "bold $text-error" if label == "Reds standing" and row.reds else ""
            pieces += [(f"{label:<20}", "$text-muted"), (f"{marked_line(value) or '–'}\n", style)]
        for number, priority in enumerate(self._priorities(), start=1):
            label = "Key priorities" if number == 1 else ""
            pieces += [(f"{label:<20}", "$text-muted"), (f"{number} {marked_line(priority)}\n", "")]
        return Content.assemble(*pieces)

    def _priorities(self) -> list[str]:
        """The school's key priorities, as the latest visit that set any has them."""
        for visit in reversed(self.desk.framework.visits):
            start = f"{visit.at}/{self.desk.framework.roles.priorities}/"
            if found := [self.value(path) for path in self.desk.fields if path.startswith(start) and self.value(path)]:
                return [" ".join(text.split()) for text in found]
        return []

    def _date(self, form: Form) -> Cell:
        """The day of a form that has one."""
        date = self.value(f"{form.place}/{form.dated}") if form.dated else ""
        return Cell(day(date), value=date)

    def _so_far(self, form: Form) -> Cell:
        """How far a form has got, in words."""
        words = so_far(self.desk.fields, form, self.desk.record(self.school_id))
        return Cell(words or "–", "" if words else "dim")

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.app.push_screen(self._screen(event.row_key))

    def _screen(self, key: str) -> Screen[None]:
        if key == NOT_ASKED:
            from screens.school.no_longer_asked import NoLongerAskedScreen

            return NoLongerAskedScreen(self.school_id)
        kind = self.desk.framework.form(key).kind
        if kind == "progress":
            from screens.forms.progress import ProgressScreen

            return ProgressScreen(self.school_id)
        if kind == "summary":
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        from screens.forms.form_screen import FormScreen

        return FormScreen(self.school_id, key)

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def action_export(self) -> None:
        from screens.forms.export_file import export_part_f

        export_part_f(self)
