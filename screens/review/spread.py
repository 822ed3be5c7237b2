"""How many schools have each value: categories now and last year, and every indicator over all schools."""

from collections.abc import Sequence

from textual.app import ComposeResult

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Column, Grid, Row
from siptui.reports.review_groups import distributions
from siptui.rules.caseload_row import CaseloadRow

WIDEST = 40
"""Characters of a bar that stands for all schools."""


class SpreadScreen(DeskScreen):
    """Distributions as bars, a line a value."""

    HELP = "How many of the schools have each value. {grid.filter} narrows it to an indicator."

    def __init__(self, schools: Sequence[CaseloadRow]) -> None:
        super().__init__()
        self._schools = list(schools)

    def where(self) -> list[str]:
        return ["Review", "How many schools"]

    def body(self) -> ComposeResult:
        columns = [
            Column("what", "", 26, grow=1),
            Column("value", "Value", 8),
            Column("schools", "Schools", 7, align="right"),
            Column("bar", "", 20, grow=2),
        ]
        yield Grid(columns, cursor="row", frozen_columns=2, empty="Nothing is judged yet")

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        rows, most = [], max(1, len(self._schools))
        for each in distributions(self.desk.framework, self._schools):
            told = {**each.counts, "none": each.none}
            for value, count in told.items():
                if count or value != "none":
                    bar = "█" * round(WIDEST * count / most)
                    rows.append(Row(f"{each.name} {value}", (each.name, value, str(count), bar)))
        self.query_one(Grid).set_rows(rows)
        self.say(f"{len(self._schools)} schools")
