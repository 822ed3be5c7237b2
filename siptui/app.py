"""The Textual application: one desk, and the screens over it."""

import asyncio
import contextlib
import signal
import threading
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from screens.caseload.caseload import CaseloadScreen
from screens.frame.desk_screen import DeskScreen
from screens.keys.actions import bindings
from screens.keys.own_keys import OwnKeys, read_own_keys
from screens.terminal.appearance import Looks
from screens.terminal.driver import end, hold_signals
from screens.terminal.less_work import kept_patterns
from screens.terminal.less_work.late_imports import when_quiet
from screens.terminal.slow_line_app import LeanApp
from screens.unsaved.clash_queue import Clashes
from siptui.desk.open_records import Desk
from siptui.desk.store_protocol import Overview
from siptui.desk.write_queue import Outcome
from siptui.store.faults import StoreFault
from siptui.store.store import Store

if TYPE_CHECKING:
    from textual.command import Provider

    from siptui.desk.draft_keeper import InHand, Keeper
    from siptui.desk.proofreader import Proofreader
    from siptui.store.drafts import Lost

OPENED_NEXT = (
    *(
        "screens.grid.formula_bar",
        "textual.widgets.text_area",
        "screens.fields.long_text_pane",
        "siptui.desk.proofreader",
    ),
    *(
        "screens.school.school_screen",
        "screens.forms.form_screen",
        "screens.forms.judgements",
        "screens.forms.progress",
    ),
    "screens.fields.history",
)
"""What is imported while nobody types, in the order in which a visit's note is come to."""
PATIENCE = 5.0
"""Seconds that leaving waits for the store."""
LAST_SECONDS = 5.5
"""Seconds after a signal at which the process ends, whatever still hangs; by then all is saved or kept as a draft."""


def _finder() -> "type[Provider]":
    """Ctrl+P's schools and commands, imported when it is pressed."""
    from screens.caseload.command_palette import Finder

    return Finder


class SiptuiApp(LeanApp, Looks):
    """The caseload in a terminal."""

    TITLE = "siptui"
    COMMANDS = {_finder}  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    def __init__(
        self,
        store: Store,
        opening: str | None = None,
        begun: Future[Overview] | None = None,
        own: OwnKeys | None = None,
    ) -> None:
        super().__init__()
        self.own = own or OwnKeys()
        self.wrong_keys = self.own.wrong
        self.desk = Desk(store, self._told, self._moved, begun)
        self._opening = opening
        self.clashes = Clashes(self, self._in_hand, self._warn)
        self._going = False
        self.held: list[int] = []  # signals that came before this could answer them
        self.animation_level = "none"

    def get_default_screen(self) -> CaseloadScreen:
        """The caseload lies under every other screen; a blank one below it would only cost its drawing."""
        return CaseloadScreen(self._opening)

    def on_load(self) -> None:
        """Before the first key bar is drawn."""
        if self.own.keys:
            self.set_keymap(self.own.keys)

    def on_mount(self) -> None:
        self.run_worker(self.desk.work(), name="desk")
        self.call_after_refresh(self._settle_in)
        if self.wrong_keys:
            self.call_after_refresh(lambda: self.run_worker(self._say_wrong_keys()))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: self.run_worker(self._sent_away()))
        if self.held:
            self.run_worker(self._sent_away())

    def _settle_in(self) -> None:
        """What the first picture can do without."""

        async def ahead() -> None:
            """What the screens that are opened next need."""
            await when_quiet(OPENED_NEXT, self.tidier.is_quiet)
            self.read_styles()
            kept_patterns.keep()
            self.tidier.settle()

        from siptui.desk.colleagues_changes import watch, watch_rights
        from siptui.desk.daily_copy import copy_daily

        # These run as long as the application; the tests know them by this name.
        self.run_worker(self.keeper.work(), name="desk")
        self.run_worker(watch(self.desk, self._open_now, self._refreshed), name="desk")
        self.run_worker(watch_rights(self.desk, self._retitled), name="desk")
        self.run_worker(copy_daily(self.desk.store, self._warn), name="desk")
        self.run_worker(ahead(), name="desk")
        self.run_worker(self._offer_lost())

    @cached_property
    def keeper(self) -> "Keeper":
        """Keeps drafts of what is being typed."""
        from siptui.desk.draft_keeper import Keeper
        from siptui.store.drafts import Drafts, place_for

        drafts = Drafts(place_for(self.desk.store.folder, self.desk.store.who))
        return Keeper(self.desk, drafts, self._in_hand, self._warn, self.clashes.show)

    @cached_property
    def proofreader(self) -> "Proofreader":
        """Looks through what is written."""
        from siptui.desk.proofreader import Proofreader

        return Proofreader(self.desk)

    def on_unmount(self) -> None:
        self.keeper.drafts.close()
        if "proofreader" in self.__dict__:
            self.proofreader.end()

    async def _sent_away(self) -> None:
        """The line has dropped, or the machine stops: keep what is typed, and go, terminal or not."""
        if self._going:
            return
        self._going = True
        # A terminal that is gone, or a store that hangs, can keep Python from ending.
        last = threading.Timer(LAST_SECONDS, end)
        last.daemon = True
        last.start()
        await asyncio.sleep(0.1)  # what the terminal had by then may still be on its way
        with self.batch_update():  # nobody sees it, and drawing would take the time that the last keys need
            await self.key_turns.last(2.0)
        # What is open now was not left, so it is no edit: it stays a draft. What had been left goes in.
        self.desk.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.keeper.keep(), 1.0)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.desk.settled(), 1.5)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.keeper.keep(), 0.8)
        last = threading.Timer(1.0, end)
        last.daemon = True
        last.start()
        self.exit()

    async def _say_wrong_keys(self) -> None:
        """Say what of a person's own keys is not used, once the caseload has said what it has to."""
        while isinstance(first := self.screen_stack[0], CaseloadScreen) and not first.is_read:
            await asyncio.sleep(0.05)
        several = f"{len(self.wrong_keys)} of your own keys are not used; ? says which and why"
        self._warn(f"Your keys: {self.wrong_keys[0]}" if len(self.wrong_keys) == 1 else several)

    # -- what was lost, and what is typed

    async def _offer_lost(self) -> None:
        """Offer what a session that was killed, or could not save, has left."""
        try:
            lost = await asyncio.to_thread(self._still_lost)
        except StoreFault:
            return  # keeping a draft will say so
        if not lost:
            return
        from screens.unsaved.lost_drafts import LostScreen

        while isinstance(first := self.screen_stack[0], CaseloadScreen) and first.opening:
            # The school that is being opened takes the place of all that lies on the caseload.
            await asyncio.sleep(0.05)
        self.push_screen(LostScreen(lost), self._answered)

    def _answered(self, _: None) -> None:
        """What was kept may have clashed."""
        self.call_later(self.clashes.show)

    def _still_lost(self) -> "list[Lost]":
        """Lost drafts, but for those that the store holds after all; runs in a thread."""
        drafts = self.keeper.drafts
        lost = drafts.lost()
        if not lost:
            return []
        from screens.unsaved.lost_drafts import is_saved

        saved = [each for each in lost if is_saved(self.desk, each)]
        for each in saved:
            drafts.forget(each)
        return [each for each in lost if each not in saved]

    def _in_hand(self) -> "list[InHand]":
        return [hand for screen in self._desk_screens() for hand in screen.in_hand()]

    def _warn(self, what: str) -> None:
        if screen := self._top():
            screen.say(what, problem=True)

    # -- what colleagues do

    def _open_now(self) -> set[str]:
        return {screen.school_id for screen in self._desk_screens() if screen.school_id}

    def _refreshed(self, moved: set[str]) -> None:
        screen = self._top()
        if screen and (screen.school_id in moved or not screen.school_id):
            screen.refreshed()

    def _retitled(self) -> None:
        for screen in self._desk_screens():
            screen.title_again()

    def _desk_screens(self) -> list[DeskScreen]:
        """The screens over records, the uppermost first."""
        stack = reversed(self.screen_stack)
        return [s for s in stack if isinstance(s, DeskScreen) and s.is_mounted and s.children]

    def _told(self, outcome: Outcome) -> None:
        if screen := self._top():
            screen.settled(outcome)
        self.keeper.saved()
        if outcome.clashes:
            self.clashes.add(outcome)

    def went_wrong(self) -> list[str]:
        """What made it end that nobody wanted, and what could not be saved: a line each, for after it has left."""
        lines = []
        if self.fault is not None or self.return_code:
            fault = f" ({type(self.fault).__name__}: {self.fault})" if self.fault else ""
            lines.append(
                f"siptui met something it did not expect{fault} and had to end; "
                "what was saved before still stands, and what was being typed is offered when you open it again"
            )
        unsaved = self.desk.unsaved
        lines += [f"NOT SAVED: {school_id}: {change.path}: {change.new}" for school_id, change in unsaved]
        if unsaved and self.keeper.safe:
            lines.append("It is kept; siptui offers it when it is opened next.")
        return lines

    def _moved(self) -> None:
        if screen := self._top():
            screen.saving()

    def _top(self) -> DeskScreen | None:
        """The uppermost of the screens over records; those below are drawn again when one comes back to them."""
        # While the application ends, screens lose their widgets one by one.
        return next(iter(self._desk_screens()), None) if self.is_running else None

    def open_form(self, school_id: str, form: str, number: str = "", path: str = "") -> None:
        """Show a form of a school, at a path; of one that occurs many times, the one of that number."""
        from screens.forms.form_screen import FormScreen

        screen = FormScreen(school_id, form, number)
        screen.opening = path
        self.push_screen(screen)

    def action_unsaved(self) -> None:
        """List what is not saved, unless that is on the screen."""
        from screens.unsaved.not_saved_list import NotSavedScreen

        top = self._top()
        if top is self.screen and not isinstance(top, NotSavedScreen) and top.leave():
            self.push_screen(NotSavedScreen(self.clashes.again))

    async def action_quit(self) -> None:
        """Leave once everything typed is on disk.

        What does not fit its field, or clashes, is shown first; what cannot be written is left at the second asking.
        """
        left = [screen.leave() for screen in self._desk_screens()]
        if not all(left) or self.clashes:
            self.clashes.show(now=True)
            return
        waiting = self.desk.state.code == "waiting"
        try:
            await asyncio.wait_for(self.desk.settled(), 0.1 if waiting else PATIENCE)
        except TimeoutError:
            if not waiting:
                return
        if not self.clashes:
            await self.keeper.keep()
            self.exit()


def run(store: Store, opening: str | None, begun: Future[Overview] | None = None) -> list[str]:
    """Open the application, at a subject's id and a path of its record, and stay in it.

    Gives what went wrong, to be printed by whoever opened it.
    """
    app = SiptuiApp(store, opening, begun, read_own_keys(lambda: store.framework))
    app.fit_terminal()
    app.tidier.begin()
    app.held = hold_signals()
    app.run()
    return app.went_wrong()
