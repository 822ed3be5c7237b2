"""The caseload: every school on a line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
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
from siptui.reports.review import line, totals
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.faults import StoreFault

EMPTY = "No schools yet: siptui add-school NAME --phase PHASE"
SORTS: dict[str, Callable[[CaseloadRow], object]] = {
    "name": lambda r: r.name.casefold(),
    "SIP": lambda r: (r.sip, r.name.casefold()),
    "category, lowest first": lambda r: ([-ord(c) for c in r.category] or [0], r.name.casefold()),
    "most reds": lambda r: (-r.reds, r.name.casefold()),
    "next visit": lambda r: (r.next_visit or "9999", r.name.casefold()),
}


class CaseloadScreen(DeskScreen):
    """Every school: category now and wanted, how far its visits have got, reds, next visit."""

    HELP = "Every school on a line. A visit shows its date, how many KIPs are judged, or that its note was sent."
    BINDINGS: ClassVar[list[BindingType]] = bindings("caseload")

    def __init__(self, opening: str | None = None) -> None:
        super().__init__()
        self.opening = opening
        self.is_read = False  # all that it says at the start has been said
        self._problems: list[Problem] = []
        self._sort = next(iter(SORTS))

    def body(self) -> ComposeResult:
        yield Grid(self._columns(), empty=EMPTY)

    def _columns(self) -> list[Column]:
        visits = [Column(v.key, f"\n{v.name}"[:7], 6) for v in self.desk.framework.visits]
        return [
            Column("name", "\nSchool", 22, grow=1),
            Column("sip", "\nSIP", 3),
            Column("phase", "\nPhase", 9),
            Column("category", "Cate-\ngory", 5, align="center"),
            *visits,
            Column("reds", "\nReds", 4, align="right"),
            Column("next", "Next\nvisit", 9),
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
            await self.open_school(self.opening)
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
            by = f"by {self._sort} · " if grid.arrangement.order is None else ""
            self.say(by + totals(self.desk.framework, [r for r in self.desk.rows if grid.row(r.id)]))

    def _damaged(self, problem: Problem) -> Row:
        """A school whose file cannot be read still has its line."""
        return Row(problem.where, (Cell(Path(problem.where).stem, "conflict"), "", Cell("damaged", "conflict")))

    def _row(self, row: CaseloadRow) -> Row:
        _name, _sip, _phase, now, target, *cells = line(self.desk.framework, row)
        category = f"{now or '?'}→{target}" if target else str(now)
        visits = [_visit_cell(cell) for cell in cells[: len(self.desk.framework.visits)]]
        reds = Cell(str(row.reds), "red") if row.reds else ""
        next_visit = Cell(day(row.next_visit), value=row.next_visit)
        return Row(row.id, (row.name, row.sip, row.phase, category, *visits, reds, next_visit))

    # -- what the keys do

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        for problem in self._problems:
            if problem.where == event.row_key:
                from screens.frame.whole_message import MessageScreen

                self.app.push_screen(MessageScreen(problem.line()))
                return
        self.work(lambda: self.open_school(event.row_key), "open")

    async def open_school(self, school_id: str) -> None:
        """Step into a school."""
        from screens.school.school_screen import step_into

        await step_into(self.app, school_id)

    def action_sort(self) -> None:
        names = list(SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self.query_one(Grid).sort_by(None)
        self._fill()


def _visit_cell(state: str | int | date) -> Cell:
    """A visit's state; a note that was sent is done with, and said more quietly."""
    short = words(state).replace(" of ", "/")
    if len(short) > 6:
        short = short.rsplit(" ", 1)[0]  # a date without its year
    return Cell(short, "dim" if state == "sent" else "", value=str(state))
