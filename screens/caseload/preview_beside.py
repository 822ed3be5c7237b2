"""The school under the caseload's cursor at a glance, beside the list or below it, as it is wanted and there is room.

It is put up after the first picture, and follows the cursor when that has rested; a line that moves pays nothing.
"""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.css.scalar import Scalar

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Grid
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault

if TYPE_CHECKING:
    from screens.frame.preview import Preview
    from siptui.reports.pictures import Picture

WIDE, ROOMY = 100, 118
"""Columns of the screen from which on it stands beside the list without being asked for, and the list has room for the
phase too, which the preview says."""
LEAST, MOST = 30, 64
"""Columns of the preview."""
GAP = 3
FULL = Scalar.parse("100%")


def has_phase(width: int, beside: bool) -> bool:
    """Whether a list on a screen of a width, with a preview beside it or without, has room for the phase."""
    return not beside or width >= ROOMY


class PreviewBeside(Container):
    """A caseload's list, and the preview of the school under its cursor."""

    def __init__(self, grid: Grid, fill: Callable[[], None]) -> None:
        """`fill` fills the grid anew, under the columns that there is room for."""
        super().__init__()
        self._grid, self._fill = grid, fill
        self._asked: bool | None = None  # by the person; else as wide as the screen is
        self._pane: Preview | None = None

    def compose(self) -> ComposeResult:
        yield self._grid

    def on_mount(self) -> None:
        # Not before the first picture, which can do without.
        self.call_after_refresh(self.put_up)

    @property
    def beside(self) -> bool:
        """Whether the preview stands beside the list and not below it."""
        return self.app.size.width >= WIDE

    @property
    def wanted(self) -> bool:
        """Whether it is to be seen."""
        return self.beside if self._asked is None else self._asked

    @property
    def has_phase(self) -> bool:
        """Whether the list has room for the phase."""
        return has_phase(self.app.size.width, self.wanted and self.beside)

    def turn(self) -> None:
        """Show it, or hide it."""
        self._asked = not self.wanted
        self._arrange_anew()

    @on(Grid.Moved)
    def follow(self) -> None:
        """Show the school under the cursor once that rests."""
        if self._pane is not None and self._pane.display:
            self._pane.after_pause(self._draw)

    def on_resize(self) -> None:
        self._arrange_anew()

    def _arrange_anew(self) -> None:
        if self.has_phase is not any(column.key == "phase" for column in self._grid.columns):
            self._fill()
        self.put_up()

    def put_up(self) -> None:
        """Be there or not, and as wide as the list leaves room for."""
        if not self.is_mounted or (self._pane is None and not self.wanted):
            return
        if self._pane is None:
            from screens.frame.preview import Preview

            self._pane = Preview()
            self.mount(self._pane)
        if self._pane.display != self.wanted:
            self._pane.display = self.wanted
        room = max(LEAST, min(MOST, self.app.size.width - self._grid.view.whole_width))
        if (wide := Scalar.from_number(room) if self.beside else FULL) != self._pane.styles.width:
            self._pane.styles.width = wide
        self.call_after_refresh(self.follow)

    def _draw(self) -> None:
        cast(DeskScreen, self.screen).work(self._drawn, "preview")

    async def _drawn(self) -> None:
        from siptui.reports.pictures import in_two_columns

        if (pane := self._pane) is not None:
            key, room = self._grid.cursor_row_key, pane.room if self.beside else (pane.room - GAP) // 2
            lines = await self._lines(key, room) if key else []
            pane.show(lines if self.beside else in_two_columns(lines, room, GAP))

    async def _lines(self, school_id: str, width: int) -> "list[Picture]":
        """A school as it is on disk; of one that cannot be read, nothing: its line says so."""
        from siptui.reports.school_at_a_glance import school_at_a_glance
        from siptui.rules.caseload_row import caseload_row

        desk = cast(DeskScreen, self.screen).desk
        try:
            record = (await asyncio.to_thread(desk.store.load, school_id)).values
        except (Refused, StoreFault):
            return []
        row = caseload_row(desk.framework, school_id, record)
        person = desk.person(row.sip) if row.sip else None
        return school_at_a_glance(desk.framework, row, record, date.today(), width, person.name if person else "")
