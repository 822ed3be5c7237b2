"""Every indicator of every school: indicators down, schools across, a letter a cell."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.review.counted import go_to
from siptui.rules.caseload.standing import Signs
from siptui.rules.caseload_row import CaseloadRow

KIP, WIDTH = "kip", 3


class IndicatorMapScreen(DeskScreen):
    """What stands of every indicator in every school, one column of what is judged at a time."""

    HELP = (
        "Indicators down, schools across: the letter is what stands there. {map.turn} shows the next thing that is "
        "judged, {grid.open} goes to the judgement; the line below says which school and indicator it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("map")

    def __init__(self, schools: Sequence[CaseloadRow]) -> None:
        super().__init__()
        self._schools = list(schools)
        self._column = 0

    def where(self) -> list[str]:
        return ["Review", "Indicators"]

    def body(self) -> ComposeResult:
        self._signs = Signs(self.desk.framework)
        self._column = self._signs.rag[-1] if self._signs.rag else 0
        across = [Column(row.id, "".join(row.name.split())[:WIDTH], WIDTH, align="center") for row in self._schools]
        yield Grid([Column(KIP, "", 7), *across], frozen_columns=1, empty="Nothing is judged yet")

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        framework = self.desk.framework
        judged = {row.kip for visit in framework.visits for row in visit.rows}
        rows = []
        for number, kip in enumerate(framework.register.kips):
            if kip.code in judged:
                rows.append(Row(kip.code, (kip.code, *(self._cell(row, number) for row in self._schools))))
        self.query_one(Grid).set_rows(rows)
        self._tell()

    def _cell(self, row: CaseloadRow, kip: int) -> Cell:
        sign = row.standing[self._column].values[kip]
        return Cell(self._signs.mark(self._column, sign) or "·", self._signs.colour(self._column, sign) or "dim")

    @on(Grid.Moved)
    def _tell(self) -> None:
        """Say which school and indicator the cursor is at, and what is shown."""
        grid = self.query_one(Grid)
        school = next((row.name for row in self._schools if row.id == grid.cursor_column_key), "")
        known = next((k for k in self.desk.framework.register.kips if k.code == grid.cursor_row_key), None)
        what = self._signs.columns[self._column].label if self._signs.columns else ""
        self.say(" · ".join(filter(None, [school, f"{known.code} {known.name}" if known else "", what])))

    def action_turn(self) -> None:
        """Show the next thing that is judged."""
        if self._signs.columns:
            self._column = (self._column + 1) % len(self._signs.columns)
            self.show()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        grid = self.query_one(Grid)
        row = next((each for each in self._schools if each.id == grid.cursor_column_key), None)
        codes = [kip.code for kip in self.desk.framework.register.kips]
        if row is None or grid.cursor_row_key not in codes:
            return
        path = self._signs.path(row.standing[self._column], self._column, codes.index(grid.cursor_row_key))
        if path:
            self.work(lambda: go_to(self, row.id, path), "open")
        else:
            self.say(f"{row.name}: nothing stands there")
