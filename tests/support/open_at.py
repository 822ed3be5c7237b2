"""The program itself, opened on one cell for writing: `-m support.open_at STORE SCHOOL SCREEN ROW COLUMN`.

The way there by keys is tested elsewhere; here it would take longer than what is tested.
"""

import asyncio
import sys
from pathlib import Path

from textual.screen import Screen

import siptui.app
from screens.grid.grid import Grid
from screens.school.judgements import JudgementScreen
from screens.school.progress import ProgressScreen
from screens.school.school import FrontSheetScreen, SchoolScreen
from screens.school.visit import VisitScreen
from siptui.store.store import Store


def screen(name: str, school: str) -> Screen[None]:
    """A screen of a school by its name."""
    if name == "judgements":
        return JudgementScreen(school, "autumn")
    if name == "visit":
        return VisitScreen(school, "autumn")
    return ProgressScreen(school) if name == "progress" else FrontSheetScreen(school)


class OpenedApp(siptui.app.SiptuiApp):
    """The application, which steps on from the school to a cell."""

    def on_ready(self) -> None:
        self.run_worker(self._step_on(), name="desk")

    async def _step_on(self) -> None:
        _, school, name, row, column = sys.argv[1:]
        while not (isinstance(self.screen, SchoolScreen) and self.screen.query(Grid)):
            await asyncio.sleep(0.02)
        there = screen(name, school)
        await self.push_screen(there)
        while not there.query(Grid) or not there.query_one(Grid).rows or not there.query_one(Grid).has_focus:
            await asyncio.sleep(0.02)
        there.query_one(Grid).move_to(row, column)
        # The screen's own asking for the focus may be on its way still.
        self.call_later(there.call_after_refresh, there.query_one(Grid).action_open)


if __name__ == "__main__":
    siptui.app.SiptuiApp = OpenedApp  # type: ignore[misc]
    siptui.app.run(Store(Path(sys.argv[1]), "tester"), sys.argv[2])
