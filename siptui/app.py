"""The Textual application: one desk, and the screens over it."""

import asyncio
import contextlib
import signal
import threading
from concurrent.futures import Future
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
from screens.unsaved.desk_and_drafts import DeskAndDrafts
from siptui.desk.open_records import Desk
from siptui.desk.store_protocol import Overview
from siptui.store.store import Store

if TYPE_CHECKING:
    from textual.command import Provider

    from screens.vault.open_vault import OpenVault
    from screens.years.open_year import OpenYear
    from siptui.desk.draft_keeper import Keeper
    from siptui.desk.proofreader import Proofreader
    from siptui.store.drafts import Drafts
    from siptui.vault.vault_store import Vault

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
    *("screens.fields.history", "screens.forms.year_summary", "screens.fields.figure_source", "screens.frame.help"),
    *("siptui.tracking.preview.imported_before", "screens.importing.import_screen"),
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
        self._own = DeskAndDrafts(self, store, lambda: _drafts_of(store), begun)
        self._vault: OpenVault | None = None
        self._year: OpenYear | None = None
        self._opening = opening
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
            kept_patterns.keep()  # at the first start of all; short sessions have a next one too
            await when_quiet(OPENED_NEXT, self.tidier.is_quiet)
            self.read_styles()
            self.tidier.settle()

        def is_settled() -> bool:
            return not (isinstance(first := self.screen_stack[0], CaseloadScreen) and first.opening)

        from siptui.desk.colleagues_changes import watch, watch_rights
        from siptui.desk.daily_copy import copy_daily

        # These run as long as the application; the tests know them by this name.
        self.run_worker(self.keeper.work(), name="desk")
        self.run_worker(watch(self.desk, self._own.open_now, self._own.refreshed), name="desk")
        self.run_worker(watch_rights(self.desk, self._own.retitled), name="desk")
        self.run_worker(copy_daily(self.desk.store, self._own.warn), name="desk")
        self.run_worker(ahead(), name="desk")
        # The school that is being opened takes the place of all that lies on the caseload.
        self.run_worker(self._own.offer_lost(is_settled))

    # -- the desk that one works at: the store's, or an open vault's

    @property
    def at(self) -> DeskAndDrafts:
        """The one that has the screens now."""
        return self._vault or self._year or self._own

    @property
    def desk(self) -> Desk:
        """Its desk."""
        return self.at.desk

    @property
    def keeper(self) -> "Keeper":
        """What keeps drafts of what is typed at it."""
        return self.at.keeper

    @property
    def proofreader(self) -> "Proofreader":
        """What looks through what is written at it."""
        return self.at.proofreader

    def ask_for_vault(self, screen: DeskScreen) -> None:
        """Ask on a school's screen for what opens the vault, and show the school's confidential forms."""
        from screens.vault.entering import ask

        ask(screen)

    async def enter_vault(self, vault: "Vault", school_id: str) -> None:
        """Show a school's confidential forms, at a desk of the vault's own."""
        from screens.vault.open_vault import OpenVault
        from screens.vault.vault_screen import VaultScreen

        opened = OpenVault(self, vault)
        await opened.desk.open(school_id)
        self._vault = opened
        screen = VaultScreen(school_id)
        await self.push_screen(screen)
        opened.begin(self.tidier.seconds_quiet, lambda: self.run_worker(self._lock(opened)))
        self.run_worker(opened.offer_lost(lambda: self.screen is screen))
        for problem in vault.notes:
            screen.say(problem.line(), problem=True)

    def action_preview(self) -> None:
        """Show what is under the cursor of a list at a glance, or hide it."""
        if glance := getattr(self.screen, "glance", None):
            glance.turn()

    def action_years(self) -> None:
        """Show the years beside each other: of the school on the screen, or of all."""
        from screens.years.years_screen import YearsScreen

        if isinstance(self.screen, DeskScreen):
            self.push_screen(YearsScreen(self.screen.school_id))

    async def open_year(self, store: Store, subject: str = "", *, review: bool = False) -> None:
        """Show a year in the place of one that is over: its caseload, a subject of it, or the review of its schools."""
        from screens.review.review_screen import ReviewScreen
        from screens.years.open_year import OpenYear, YearCaseloadScreen

        await self.leave_year()
        if store.office.closed:
            opened = OpenYear(self, store)
            await opened.desk.look_whether_writable()
            self._year = opened
            await self.push_screen(YearCaseloadScreen(subject or None))
        if review:
            await self.desk.overview()
            await self.push_screen(ReviewScreen())

    async def leave_year(self) -> None:
        """Leave a year that is over, and with it all of its screens."""
        if opened := self._year:
            while len(self.screen_stack) > 1 and opened.screens():
                await self.pop_screen()
            self._year = None
            opened.close()

    def action_lock_vault(self) -> None:
        """Lock the vault, if it is open."""
        if self._vault:
            self.run_worker(self._lock(self._vault))

    async def _lock(self, opened: "OpenVault") -> None:
        """Leave the vault's screens for the one below them; what does not fit its field stays as a draft, sealed."""
        if self._vault is not opened or opened.ending:
            return
        opened.ending = True
        for screen in opened.screens():
            screen.leave()
        await opened.end()
        below = self._year or self._own
        own = below.screens()
        while len(self.screen_stack) > 1 and self.screen not in own:
            await self.pop_screen()
        self._vault = None
        self.copy_within("")
        below.say("The vault is locked")

    def copy_to_clipboard(self, text: str) -> None:
        """As Textual; what is confidential is copied within the vault alone, for other programs read the terminal's."""
        if self._vault:
            self.copy_within(text)
        else:
            super().copy_to_clipboard(text)

    def on_unmount(self) -> None:
        for each in (self._vault, self._year, self._own):
            if each:
                each.close()

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
        desks = [each for each in (self._vault, self._own) if each]
        for each in desks:
            each.desk.close()
        for seconds, wait in ((1.0, "keep"), (1.5, "settle"), (0.8, "keep")):
            for each in desks:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(each.keeper.keep() if wait == "keep" else each.desk.settled(), seconds)
        last = threading.Timer(1.0, end)
        last.daemon = True
        last.start()
        self.exit()

    async def _say_wrong_keys(self) -> None:
        """Say what of a person's own keys is not used, once the caseload has said what it has to."""
        while isinstance(first := self.screen_stack[0], CaseloadScreen) and not first.is_read:
            await asyncio.sleep(0.05)
        several = f"{len(self.wrong_keys)} of your own keys are not used; ? says which and why"
        self._own.warn(f"Your keys: {self.wrong_keys[0]}" if len(self.wrong_keys) == 1 else several)

    def went_wrong(self) -> list[str]:
        """What made it end that nobody wanted, and what could not be saved: a line each, for after it has left."""
        lines = []
        if self.fault is not None or self.return_code:
            said = "" if self._vault else f": {self.fault}"  # which might tell what stands in the vault
            fault = f" ({type(self.fault).__name__}{said})" if self.fault else ""
            lines.append(
                f"siptui met something it did not expect{fault} and had to end; "
                "what was saved before still stands, and what was being typed is offered when you open it again"
            )
        unsaved = self._own.desk.unsaved
        lines += [f"NOT SAVED: {school_id}: {change.path}: {change.new}" for school_id, change in unsaved]
        if unsaved and self._own.keeper.safe:
            lines.append("It is kept; siptui offers it when it is opened next.")
        return lines

    def open_form(self, school_id: str, form: str, number: str = "", path: str = "") -> None:
        """Show a form of a school, at a path; of one that occurs many times, the one of that number."""
        from screens.forms.form_screen import FormScreen

        screen = FormScreen(school_id, form, number)
        screen.opening = path
        self.push_screen(screen)

    def action_unsaved(self) -> None:
        """List what is not saved, unless that is on the screen."""
        from screens.unsaved.not_saved_list import NotSavedScreen

        top = next(iter(self.at.screens()), None)
        if top is self.screen and not isinstance(top, NotSavedScreen) and top.leave():
            self.push_screen(NotSavedScreen(self.at.clashes.again))

    async def action_quit(self) -> None:
        """Leave once everything typed is on disk.

        What does not fit its field, or clashes, is shown first; what cannot be written is left at the second asking.
        """
        if self._year and not self._vault:
            await self.leave_year()
        at = self.at
        left = [screen.leave() for screen in at.screens()]
        if not all(left) or at.clashes:
            at.clashes.show(now=True)
            return
        if self._vault:
            await self._lock(self._vault)
            await self.action_quit()
            return
        waiting = at.desk.state.code == "waiting"
        try:
            await asyncio.wait_for(at.desk.settled(), 0.1 if waiting else PATIENCE)
        except TimeoutError:
            if not waiting:
                return
        if not at.clashes:
            await at.keeper.keep()
            self.exit()


def _drafts_of(store: Store) -> "Drafts":
    from siptui.store.drafts import Drafts, place_for

    return Drafts(place_for(store.folder, store.who))


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
