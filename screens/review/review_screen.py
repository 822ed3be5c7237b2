"""The review: every school on a line, in groups; every figure leads to what it counts."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.review.counted import go_to, open_counted
from screens.school.school_screen import SchoolScreen
from siptui.records.problem import Refused
from siptui.reports.review import day_of_review, select
from siptui.reports.review_columns import ReviewColumn, review_columns
from siptui.reports.review_groups import Group, groups, totals_in_words, totals_of, ways_to_group
from siptui.rules.caseload_row import CaseloadRow

NAME = "name"
HEADING = "group:"


class ReviewScreen(DeskScreen):
    """Every school that is open: categories, visits, ratings, progress, actions, alerts, days."""

    HELP = (
        "Every school on a line. {grid.open} on a figure shows what it counts, on a name the school. {review.sort} puts"
        " the worst in the column first, {review.group} groups the schools, {review.map} shows every indicator of each "
        "school, {review.spread} how many schools have each value. A strip has a letter for each indicator of a "
        "section, the worst rating that stands; an arrow says better or worse than last year, or less than expected; "
        "* that not all year groups counted."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[ReviewColumn] = []
        self._by, self._sorted = "", NAME

    def where(self) -> list[str]:
        return ["Review"]

    def body(self) -> ComposeResult:
        self.today = day_of_review(self.desk.framework, self.desk.store.office.rehearsed)
        self._columns = review_columns(self.desk.framework, self.today)
        columns = [Column(NAME, "School", 20, grow=1), *map(_column, self._columns)]
        yield Grid(columns, frozen_columns=1, empty="No schools yet")

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        grid, framework = self.query_one(Grid), self.desk.framework
        schools = self._in_order(self._schools())
        found = groups(framework, schools, self._by, self.desk.store.office.full_name)
        rows: list[Row] = []
        for group in found:
            if group.name:
                words = totals_in_words(framework, totals_of(framework, group.rows, self.today))
                rows.append(Row(HEADING + group.name, (f"{group.name} · {words}",), heading=True))
            rows += [self._line(row) for row in group.rows]
        grid.set_rows(rows)
        self._sum_up(found)

    def _schools(self) -> list[CaseloadRow]:
        return select(self.desk.rows, None, self.today)

    def _in_order(self, rows: Sequence[CaseloadRow]) -> list[CaseloadRow]:
        """By name, or the worst of a column first; those that have nothing there come last."""
        named = sorted(rows, key=lambda row: row.name.casefold())
        column = next((each for each in self._columns if each.key == self._sorted), None)
        if column is None:
            return named
        figures = {row.id: column.figure(row) for row in named}
        orders = {key: each.order for key, each in figures.items()}

        def rank(row: CaseloadRow) -> tuple[bool, float, str]:
            order = orders[row.id]
            number = float(order) if isinstance(order, int | float) else 0.0
            return not figures[row.id].words, number, figures[row.id].words.casefold() if order is None else ""

        return sorted(named, key=rank)

    def _line(self, row: CaseloadRow) -> Row:
        cells: list[Cell | str] = [row.name]
        for column in self._columns:
            figure = column.figure(row)
            value = None if figure.order is None else str(figure.order)
            cells.append(Cell(figure.words, figure.colour, value=value if figure.words else None))
        return Row(row.id, tuple(cells))

    def _sum_up(self, found: Sequence[Group]) -> None:
        rows = [row for group in found for row in group.rows]
        words = totals_in_words(self.desk.framework, totals_of(self.desk.framework, rows, self.today))
        heading = next((each.heading for each in self._columns if each.key == self._sorted), "")
        said = [f"by {self._by}" if self._by else "", f"worst {heading} first" if heading else "", words]
        self.say(" · ".join(filter(None, said)))

    def _row(self) -> CaseloadRow | None:
        key = self.query_one(Grid).cursor_row_key
        return next((row for row in self.desk.rows if row.id == key), None)

    # -- what the keys do

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        row = self._row()
        if row is None:
            return
        key = self.query_one(Grid).cursor_column_key
        column = next((each for each in self._columns if each.key == key), None)
        paths = column.counts(row) if column else []
        self.work(lambda: open_counted(self, row, column.heading if column else "", paths), "open")

    def action_sort(self) -> None:
        """Put the worst in the column first, and go there; once more, by name."""
        key = self.query_one(Grid).cursor_column_key
        self._sorted = NAME if self._sorted == key else key
        self._show_from_top()

    def action_group(self) -> None:
        """Group by the next thing that schools can be grouped by."""
        ways = ["", *ways_to_group(self.desk.framework)]
        self._by = ways[(ways.index(self._by) + 1) % len(ways)]
        self._show_from_top()

    def _show_from_top(self) -> None:
        try:
            self.show()
        except Refused as fault:
            self.say(str(fault), problem=True)
            return
        grid = self.query_one(Grid)
        first = next((row.key for row in grid.rows if not row.heading), "")
        grid.move_to(first)

    def action_raise_alert(self) -> None:
        """Raise an alert about the school under the cursor."""
        row = self._row()
        if row is None:
            return

        async def raised() -> None:
            await go_to(self, row.id, "")
            if isinstance(self.app.screen, SchoolScreen):
                self.app.screen.action_raise_alert()

        self.work(raised, "open")

    def action_map(self) -> None:
        """Show every indicator of every school."""
        from screens.review.indicator_map import IndicatorMapScreen

        self.app.push_screen(IndicatorMapScreen(self._in_order(self._schools())))

    def action_spread(self) -> None:
        """Show how many schools have each value."""
        from screens.review.spread import SpreadScreen

        self.app.push_screen(SpreadScreen(self._schools()))


def _column(column: ReviewColumn) -> Column:
    return Column(column.key, column.heading, column.width, align="right" if column.number else "left")
