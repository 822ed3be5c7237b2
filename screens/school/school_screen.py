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
from screens.school.front_sheet import FrontSheetScreen
from siptui.records.controls_made_visible import marked_line
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.rules.caseload_row import CaseloadRow, VisitState, caseload_row
from siptui.rules.summary import part_f
from siptui.store.faults import StoreFault


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
        rows = [Row("front", ("", "Front sheet", "", ""))]
        for visit, state in zip(framework.visits.visits, row.visits, strict=True):
            rows.append(Row(f"visit/{visit.key}", (visit.part, f"{visit.name} visit", _date(state), _so_far(state))))
        averages = (p for p, f in self.desk.fields.items() if p.startswith("progress/") and f.kind == "points")
        figures = sum(1 for p in averages if p in record)  # what is written about them is none
        optional = {kip.code for kip in framework.register.kips if kip.optional}
        rows_of_f = [r for section in part_f(framework, record) for r in section.rows]
        summary = [r for r in rows_of_f if r.current or r.code not in optional]
        judged = sum(1 for r in summary if r.current)
        rows.append(Row("progress", ("D", "Progress monitoring", "", f"{figures} figures" if figures else "–")))
        rows.append(Row("summary", ("F", "Summary judgements", "", f"{judged} of {len(summary)} rows")))
        if left := not_asked(self.desk.fields, record):
            rows.append(Row("no_longer_asked", ("", NO_LONGER_ASKED.capitalize(), "", f"{len(left)} kept")))
        self.query_one(Grid).set_rows(rows)
        self.query_one("#facts", Static).update(self._facts(row))

    def _facts(self, row: CaseloadRow) -> Content:
        """Who and how the school is, below its parts."""
        scale = self.desk.framework.scales["la_category"]
        names = [f"{v.mark or v.value} {v.name}" if (v := scale.find(c)) else c for c in (row.category, row.target)]
        pairs = [
            ("Headteacher", self.value("school/headteacher")),
            ("Chair of Governors", self.value("school/chair")),
            ("SIP", row.sip),
            ("Phase", row.phase),
            (scale.name, " → ".join(n for n in names if n)),
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
        for visit in reversed(self.desk.framework.visits.visits):
            start = f"visits/{visit.key}/priorities/"
            if found := [self.value(path) for path in self.desk.fields if path.startswith(start) and self.value(path)]:
                return [" ".join(text.split()) for text in found]
        return []

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.app.push_screen(self._screen(event.row_key))

    def _screen(self, key: str) -> Screen[None]:
        kind, _, name = key.partition("/")
        if kind == "visit":
            from screens.school.visit import VisitScreen

            return VisitScreen(self.school_id, name)
        if kind == "progress":
            from screens.school.progress import ProgressScreen

            return ProgressScreen(self.school_id)
        if kind == "summary":
            from screens.school.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        if kind == "no_longer_asked":
            from screens.school.no_longer_asked import NoLongerAskedScreen

            return NoLongerAskedScreen(self.school_id)
        return FrontSheetScreen(self.school_id)

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def action_export(self) -> None:
        from screens.school.export_file import export_part_f

        export_part_f(self)


def _date(state: VisitState) -> Cell:
    return Cell(day(state.date), value=state.date)


def _so_far(state: VisitState) -> Cell:
    """How far a visit has got, in words."""
    if not state.started:
        return Cell("–", "dim")
    words = f"{state.judged} of {state.rows} judged" if state.judged else "arranged"
    return Cell(words + (f", sent {day(state.sent)}" if state.sent else ""))
