"""The school under the caseload's cursor at a glance, beside the list or below it, as it is wanted and there is room.

It is put up after the first picture, and follows the cursor when that has rested; a line that moves pays nothing.
"""

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from textual.css.query import NoMatches
from textual.css.scalar import Scalar

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Grid
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault

if TYPE_CHECKING:
    from screens.frame.preview import Preview
    from siptui.reports.pictures import Picture

WIDE = 100
"""Columns of the screen from which on it stands beside the list without being asked for."""
LEAST, MOST = 30, 64
"""Columns of the preview."""
GAP = 3
FULL = Scalar.parse("100%")


class PreviewBeside:
    """Where and whether the preview of a caseload is seen, and which school it shows."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._asked: bool | None = None  # by the person; else as wide as the screen is
        self._pane: Preview | None = None

    @property
    def wanted(self) -> bool:
        """Whether it is to be seen."""
        return self.beside if self._asked is None else self._asked

    @property
    def beside(self) -> bool:
        """Whether it stands beside the list and not below it."""
        return self._screen.size.width >= WIDE

    def turn(self) -> None:
        """Show it, or hide it."""
        self._asked = not self.wanted
        self.arrange()

    def arrange(self) -> None:
        """Be there or not, and as wide as the list leaves room for."""
        if self._pane is None and not self.wanted:
            return
        try:
            grid = self._screen.query_one(Grid)
        except NoMatches:
            return  # the screen goes
        if self._pane is None:
            from screens.frame.preview import Preview

            self._pane = Preview()
            grid.parent.mount(self._pane) if grid.parent else None  # type: ignore[attr-defined]
        if self._pane.display != self.wanted:
            self._pane.display = self.wanted
        room = max(LEAST, min(MOST, self._screen.size.width - grid.view.whole_width))
        if (wide := Scalar.from_number(room) if self.beside else FULL) != self._pane.styles.width:
            self._pane.styles.width = wide
        self._screen.call_after_refresh(self.follow)

    def follow(self) -> None:
        """Show the school under the cursor once that rests."""
        if self._pane is not None and self._pane.display:
            self._pane.after_pause(self._draw)

    def _draw(self) -> None:
        self._screen.work(self._drawn, "preview")

    async def _drawn(self) -> None:
        key = self._screen.query_one(Grid).cursor_row_key
        if self._pane is not None:
            from siptui.reports.pictures import in_two_columns

            room = self._pane.room if self.beside else (self._pane.room - GAP) // 2
            lines = await self._lines(key, room) if key else []
            self._pane.show(lines if self.beside else in_two_columns(lines, room, GAP))

    async def _lines(self, school_id: str, width: int) -> "list[Picture]":
        """A school as it is on disk; of one that cannot be read, nothing: its line says so."""
        from siptui.reports.school_at_a_glance import school_at_a_glance
        from siptui.rules.caseload_row import caseload_row

        desk = self._screen.desk
        try:
            record = (await asyncio.to_thread(desk.store.load, school_id)).values
        except (Refused, StoreFault):
            return []
        row = caseload_row(desk.framework, school_id, record)
        person = desk.person(row.sip) if row.sip else None
        return school_at_a_glance(desk.framework, row, record, date.today(), width, person.name if person else "")
