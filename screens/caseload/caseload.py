"""The caseload: every school on a line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import day, words
from siptui.reports.review import days_left, line, totals
from siptui.rules.caseload_row import CaseloadRow, has_reds
from siptui.rules.forms.deadlines import Due, still_waited_for
from siptui.store.faults import StoreFault
from siptui.store.school import about

SOON = 2
"""Days from which on what is due is amber."""
WIDEST_PERSON = 9
"""Columns of what those are called who visit the schools."""
EMPTY = "No schools yet: siptui add-school NAME --phase PHASE"
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

    def __init__(self, opening: str | None = None) -> None:
        """`opening` is where to go first: a subject's id, and a path in its record behind a `/`."""
        super().__init__()
        self.opening = opening
        self.is_read = False  # all that it says at the start has been said
        self._problems: list[Problem] = []
        self._sort = next(iter(SORTS))

    def body(self) -> ComposeResult:
        yield Grid(self._columns(), empty=EMPTY)

    def _columns(self) -> list[Column]:
        """The columns; without those that the framework has nothing for."""
        framework = self.desk.framework
        visits = [Column(v.key, f"\n{v.name}"[:7], 6) for v in framework.visits]
        person = two_lines(framework.title_of("sip"), WIDEST_PERSON)
        return [
            Column("name", "\nSchool", 20, grow=1),
            Column("sip", person, max(3, *(len(line) for line in person.split("\n")))),
            Column("phase", "\nPhase", 9),
            *([Column("category", "Cate-\ngory", 5, align="center")] if framework.roles.category_scale else []),
            *visits,
            *([Column("reds", "\nReds", 4, align="right")] if has_reds(framework) else []),
            *([Column("next", "Next\nvisit", 6)] if visits else []),
        ]

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

    async def _load(self) -> None:
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
        rows = sorted(self.desk.rows, key=SORTS[self._sort])  # type: ignore[arg-type]
        self.query_one(Grid).set_rows([*map(self._damaged, self._problems), *map(self._row, rows)])
        self._sum_up()

    @on(Grid.Arranged)
    def _sum_up(self) -> None:
        """Say how the schools that are shown stand."""
        grid = self.query_one(Grid)
        if self._problems:
            self.say(spelled(f"{len(self._problems)} cannot be read; {{grid.open}} says why", self), problem=True)
        else:
            by = f"by {self._sort_called} · " if grid.arrangement.order is None else ""
            shown = [r for r in self.desk.rows if grid.row(r.id)]
            self.say(by + totals(self.desk.framework, shown, date.today()))

    def _damaged(self, problem: Problem) -> Row:
        """A school whose file cannot be read still has its line."""
        return Row(problem.where, (Cell(Path(problem.where).stem, "conflict"), "", Cell("damaged", "conflict")))

    def _row(self, row: CaseloadRow) -> Row:
        framework = self.desk.framework
        _name, _sip, _phase, now, target, *cells = line(framework, row)
        waited = still_waited_for(framework.calendar, row.waited_for, date.today())
        due = {each.place: each for each in waited}
        states = zip(framework.visits, cells, strict=False)
        visits = [_due_cell(due[v.at]) if v.at in due else _visit_cell(cell) for v, cell in states]
        reds = Cell(str(row.reds), "red") if row.reds else ""
        found: list[Cell | str] = [row.name, row.sip, row.phase]
        found += [f"{now or '?'}→{target}" if target else str(now)] if framework.roles.category_scale else []
        found += [*visits, *([reds] if has_reds(framework) else [])]
        found += [Cell(_without_year(day(row.next_visit)), value=row.next_visit)] if visits else []
        return Row(row.id, tuple(found))

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

    def show_schools_of(self, initials: str) -> None:
        """Go to the first school of a person, those of each person standing together."""
        self._sort_by(BY_PERSON)
        self.query_one(Grid).move_to(next((row.id for row in self.desk.rows if row.sip == initials), ""))

    @property
    def _sort_called(self) -> str:
        return self.desk.framework.title_of("sip") if self._sort == BY_PERSON else self._sort

    def action_sort(self) -> None:
        names = list(SORTS)
        self._sort_by(names[(names.index(self._sort) + 1) % len(names)])

    def _sort_by(self, name: str) -> None:
        self._sort = name
        self.query_one(Grid).sort_by(None)
        self._fill()


def two_lines(title: str, width: int) -> str:
    """A column's title on the second of two lines, or on both."""
    lines = wrap(title, width, max_lines=2, placeholder="…")
    return "\n".join(["", *lines][-2:])


def _without_year(date: str) -> str:
    return date.rsplit(" ", 1)[0] if len(date) > 6 else date


def _due_cell(due: Due) -> Cell:
    """How long a visit's note may still be commented on, or how late the answer is."""
    left = due.left(date.today())
    style = "red" if left < 0 else "amber" if left < SOON else ""
    return Cell(days_left(left), style, value=due.on)


def _visit_cell(state: str | int | date) -> Cell:
    """A visit's state; a note that was sent is done with, and said more quietly."""
    short = words(state).replace(" of ", "/")
    return Cell(_without_year(short), "dim" if state == "sent" else "", value=str(state))
