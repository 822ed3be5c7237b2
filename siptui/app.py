"""The Textual application: one desk, and the screens over it."""

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
from concurrent.futures import Future
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.theme import Theme

from screens.caseload import CaseloadScreen
from screens.desk import Desk, Outcome, Overview
from screens.key_queue import KeyQueue
from screens.shell import DeskScreen
from siptui.store import Store

PATIENCE = 5.0
"""Seconds that leaving waits for the store."""

# Every colour is one of xterm's 256, because OpenSSH does not tell a program of more, and a colour brought down to the
# nearest of 256 turns to mud.
THEME = Theme(
    name="siptui",
    primary="#5fafff",
    secondary="#87afd7",
    accent="#87d7ff",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#87d787",
    warning="#ffaf00",
    error="#ff5f5f",
    dark=True,
    variables={
        "primary-background": "#005f87",
        "text-muted": "#a8a8a8",
        "text-accent": "#87d7ff",
        "text-primary": "#87d7ff",
        "text-success": "#87d787",
        "text-warning": "#ffaf00",
        "text-error": "#ff8787",
        "footer-background": "#262626",
    },
)


def _finder() -> type[Provider]:
    """Ctrl+P's schools and commands, imported when it is pressed."""
    from screens.finding import Finder

    return Finder


class SiptuiApp(KeyQueue):
    """The caseload in a terminal."""

    TITLE = "siptui"
    COMMANDS = {_finder}  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self, store: Store, school_id: str | None = None, begun: Future[Overview] | None = None) -> None:
        super().__init__()
        self.desk = Desk(store, self._told, self._moved, begun)
        self._opening = school_id
        self._clashes = 0  # that nobody has chosen in yet
        self.animation_level = "none"
        self.register_theme(THEME)
        self.theme = THEME.name

    def get_default_screen(self) -> CaseloadScreen:
        """The caseload lies under every other screen; a blank one below it would only cost its drawing."""
        return CaseloadScreen(self._opening)

    def on_mount(self) -> None:
        self.run_worker(self.desk.work(), name="desk")
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: self.run_worker(self._sent_away()))

    async def _sent_away(self) -> None:
        """The line has dropped, or the machine stops: keep what is typed, and go, terminal or not."""
        for screen in self._desk_screens():
            screen.leave()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.desk.settled(), PATIENCE)
        # A terminal that is gone can keep Textual from ending.
        last = threading.Timer(1.0, os._exit, (0,))
        last.daemon = True
        last.start()
        self.exit()

    def _desk_screens(self) -> list[DeskScreen]:
        """The screens over records, the uppermost first."""
        return [s for s in reversed(self.screen_stack) if isinstance(s, DeskScreen) and s.is_mounted]

    def _told(self, outcome: Outcome) -> None:
        if screen := self._top():
            screen.settled(outcome)
        if outcome.clashes:
            from screens.clash import ClashScreen

            self._clashes += 1
            self.push_screen(ClashScreen(outcome), self._chosen)

    def _chosen(self, _: None) -> None:
        self._clashes -= 1

    def _moved(self) -> None:
        if screen := self._top():
            screen.saving()

    def _top(self) -> DeskScreen | None:
        """The uppermost of the screens over records; those below are drawn again when one comes back to them."""
        return next(iter(self._desk_screens()), None)

    async def action_quit(self) -> None:
        """Leave once everything typed is on disk.

        What does not fit its field, or clashes, is shown first; what cannot be written is left at the second asking.
        """
        left = [screen.leave() for screen in self._desk_screens()]
        if not all(left) or self._clashes:
            return
        waiting = self.desk.state.startswith("NOT SAVED")
        try:
            await asyncio.wait_for(self.desk.settled(), 0.1 if waiting else PATIENCE)
        except TimeoutError:
            if not waiting:
                return
        if not self._clashes:
            self.exit()


def run(store: Store, school_id: str | None, begun: Future[Overview] | None = None) -> None:
    """Open the application and stay in it; what could not be saved is printed on leaving, so that it is not lost."""
    app = SiptuiApp(store, school_id, begun)
    gc.freeze()  # what is imported stays: no use going through it again and again
    gc.enable()
    app.run()
    for school_id, change in app.desk.unsaved:
        print(f"NOT SAVED: {school_id}: {change.path}: {change.new}", file=sys.stderr)
