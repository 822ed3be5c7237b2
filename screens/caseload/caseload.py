"""The caseload: every school on a line."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.caseload.preview_beside import WIDE, PreviewBeside, has_phase
from screens.caseload.school_line import columns, damaged_line, open_schools, school_line
from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Grid
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from screens.school.what_is_offered import not_offered_on_caseload
from siptui.framework import Framework
from siptui.records.problem import Problem
from siptui.reports.review import totals
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.faults import StoreFault
from siptui.store.school import about

if TYPE_CHECKING:
    from siptui.store.deployment import Allocated

EMPTY = "No schools yet: {caseload.new} adds one, `siptui import LIST.xlsx` a list of them"
BY_PERSON = "person"
"""The order by whose the schools are; it is called as the framework calls them."""
SORTS: dict[str, Callable[[CaseloadRow], object]] = {
    "name": lambda r: r.name.casefold(),
    BY_PERSON: lambda r: (r.sip, r.name.casefold()),
    "category, lowest first": lambda r: ([-ord(c) for c in r.category] or [0], r.name.casefold()),
    "most reds": lambda r: (-r.reds, r.name.casefold()),
    "next visit": lambda r: (r.next_visit or "9999", r.name.casefold()),
    "days left": lambda r: (r.waited_for[0].on if r.waited_for else "9999", r.name.casefold()),
}


class CaseloadScreen(DeskScreen):
    """Every school: category now and wanted, how far its visits have got, reds, next visit."""

    HELP = (
        "Every school on a line. A visit shows its date, how much is judged, that its note was sent, "
        "or how many days are left for the answer."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("caseload")
    lies_below = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    CaseloadScreen > PreviewBeside { height: 1fr; layout: vertical; }
    CaseloadScreen.-wide > PreviewBeside { layout: horizontal; }
    CaseloadScreen.-wide > PreviewBeside > Grid { height: 100%; }
    CaseloadScreen > PreviewBeside > Preview { height: 40%; border-top: solid $edge; }
    CaseloadScreen.-wide > PreviewBeside > Preview {
        height: 100%; border-top: none; border-left: solid $edge;
    }
    """

    def __init__(self, opening: str | None = None) -> None:
        """`opening` is where to go first: a subject's id, and a path in its record behind a `/`."""
        super().__init__()
        self.opening = opening
        self.is_read = False  # all that it says at the start has been said
        self._problems: list[Problem] = []
        self._sort = next(iter(SORTS))
        self._news = ""  # what was done last, said before how the schools stand

    def body(self) -> ComposeResult:
        self.in_vain = not_offered_on_caseload(self.desk)
        phase = has_phase(self.app.size.width, beside=self.app.size.width >= WIDE)
        grid = Grid(columns(self.desk.framework, phase), empty=spelled(EMPTY, self))
        self.glance = PreviewBeside(grid, self._fill)
        yield self.glance

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        if not self._show_begun() or self.opening:
            self.work(self._load, "overview")

    def refreshed(self) -> None:
        if not self.opening:
            self.show()

    def _show_begun(self) -> bool:
        """Show what was read while Textual was imported: one picture less before the first that counts."""
        try:
            problems = self.desk.overview_begun()
        except StoreFault:
            return False  # reading it again will say so
        if problems is None:
            return False
        self._problems = problems
        self._fill()
        self.is_read = not self.opening
        return True

    def _tell(self, news: str) -> None:
        """Say what was done, and go on saying it until the schools are arranged anew."""
        self._news = f"{news} · "
        self._sum_up()

    async def _load(self) -> None:
        self._news = ""
        try:
            self._problems = await self.desk.overview()
        except StoreFault as fault:
            self.say(str(fault), problem=True)
            self.opening, self.is_read = None, True
            return
        self._fill()
        if self.opening:
            from screens.school.forms_list import FormsScreen

            subject, _, path = self.opening.partition("/")
            await self.open(subject)
            if path and isinstance(forms := self.app.screen, FormsScreen):
                await forms.come_to(path)
            self.opening = None
        self.is_read = True

    def _fill(self) -> None:
        rows = sorted(open_schools(self.desk.rows), key=SORTS[self._sort])  # type: ignore[arg-type]
        grid, phase = self.query_one(Grid), self.glance.has_phase
        lines = [*map(damaged_line, self._problems), *(school_line(self.desk.framework, row, phase) for row in rows)]
        if phase is any(column.key == "phase" for column in grid.columns):
            grid.set_rows(lines)
        else:
            grid.set_columns(columns(self.desk.framework, phase), lines)
        self._sum_up()
        self.glance.put_up()

    @on(Grid.Arranged)
    def _sum_up(self) -> None:
        """Say how the schools that are shown stand."""
        grid = self.query_one(Grid)
        if self._problems:
            self.say(spelled(f"{len(self._problems)} cannot be read; {{grid.open}} says why", self), problem=True)
        else:
            by = f"by {called(self._sort, self.desk.framework)} · " if grid.arrangement.order is None else ""
            shown = [r for r in self.desk.rows if grid.row(r.id)]
            self.say(self._news + by + totals(self.desk.framework, shown, date.today()))

    # -- what the keys do

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        for problem in self._problems:
            if problem.where == event.row_key:
                from screens.frame.whole_message import MessageScreen

                self.app.push_screen(MessageScreen(problem.line()))
                return
        self.work(lambda: self.open(event.row_key), "open")

    async def open(self, subject: str) -> None:
        """Step into a school, or to the forms of a person or the office."""
        if about(subject) == "school":
            from screens.school.school_screen import step_into

            await step_into(self.app, subject)
        else:
            from screens.people.people_list import step_to_person

            await step_to_person(self.app, subject)

    def action_people(self) -> None:
        from screens.people.people_list import PeopleScreen

        self.app.push_screen(PeopleScreen())

    def action_review(self) -> None:
        from screens.review.review_screen import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_due(self) -> None:
        from screens.review.due_screen import DueScreen

        self.app.push_screen(DueScreen())

    def action_new(self) -> None:
        from screens.deployment.new_school import ask_for_school

        async def added(school_id: str) -> None:
            await self._load()
            self.query_one(Grid).move_to(school_id)
            self._tell(f"Added: {self.desk.called(school_id)}")

        ask_for_school(self, added)

    def action_allocate(self) -> None:
        from screens.deployment.allocating import give_school

        async def given(done: "Allocated") -> None:
            await self._load()
            self.query_one(Grid).move_to(done.school)
            self._tell(f"{self.desk.called(done.school)}: {self.desk.store.office.full_name(done.sip)} from today")

        key = self.query_one(Grid).cursor_row_key
        if row := next((row for row in self.desk.rows if row.id == key), None):
            give_school(self, row, given)

    def show_schools_of(self, initials: str) -> None:
        """Go to the first school of a person, those of each person standing together."""
        self._sort_by(BY_PERSON)
        self.query_one(Grid).move_to(next((row.id for row in self.desk.rows if row.sip == initials), ""))

    def action_sort(self) -> None:
        names = list(SORTS)
        self._sort_by(names[(names.index(self._sort) + 1) % len(names)])
        grid = self.query_one(Grid)
        if grid.rows:  # what comes first is what it was sorted for
            grid.move_to(grid.rows[0].key)

    def _sort_by(self, name: str) -> None:
        self._sort, self._news = name, ""
        self.query_one(Grid).sort_by(None)
        self._fill()


def called(sort: str, framework: Framework) -> str:
    """What an order is called on the screen."""
    return framework.title_of("sip") if sort == BY_PERSON else sort
