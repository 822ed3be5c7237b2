"""The program itself, opened on cells for writing: `-m support.open_at STORE SCHOOL SCREEN ROW COLUMN...`.

The way there by keys is tested elsewhere; here it would take longer than what is tested. On to the next cell it goes
from the school's own screen, when it is sent SIGUSR1; to the first too, where `wait` stands before it.
"""

import asyncio
import signal
import sys
from pathlib import Path

from textual.screen import Screen

import siptui.app
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from siptui.store.store import Store

OF_A_SCHOOL = {
    "front": lambda school: FormScreen(school, "front"),
    "progress": ProgressScreen,
    "early years": lambda school: FormScreen(school, "progress"),
    "summary": SummaryScreen,
    "import": ImportScreen,
}


def screen(name: str, school: str) -> Screen[None]:
    """A screen of a school by its name; those of a visit are the autumn's."""
    if name in OF_A_SCHOOL:
        return OF_A_SCHOOL[name](school)
    return (JudgementScreen if name == "judgements" else FormScreen)(school, "autumn")


class OpenedApp(siptui.app.SiptuiApp):
    """The application, which steps on from the school to a cell."""

    def on_ready(self) -> None:
        self.cells = sys.argv[3:]
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._next)
        if self.cells[0] == "wait":
            self.cells.pop(0)
        else:
            self._next()

    def _next(self) -> None:
        self.run_worker(self._step_on(), name="desk")

    async def _step_on(self) -> None:
        name, row, column, *self.cells = self.cells
        while not (isinstance(self.screen, SchoolScreen) and self.screen.query(Grid)):
            await asyncio.sleep(0.02)
        there = screen(name, sys.argv[2])
        await self.push_screen(there)
        if not row:
            return
        while not there.query(Grid) or not there.query_one(Grid).rows or not there.query_one(Grid).has_focus:
            await asyncio.sleep(0.02)
        there.query_one(Grid).move_to(row, column)
        # The screen's own asking for the focus may be on its way still.
        self.call_later(there.call_after_refresh, there.query_one(Grid).action_open)


if __name__ == "__main__":
    siptui.app.SiptuiApp = OpenedApp  # type: ignore[misc]
    siptui.app.run(Store(Path(sys.argv[1]), "tester"), sys.argv[2])
