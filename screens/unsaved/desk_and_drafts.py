"""A desk with what stands by it: the drafts of what is typed there, the clashes, the proofreader, and its screens.

The store has one for as long as the application runs; a vault has one of its own while it is open, so that nothing
typed there is ever kept with the store's drafts.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App

from screens.frame.desk_screen import DeskScreen
from screens.unsaved.clash_queue import Clashes
from siptui.desk.open_records import Desk
from siptui.desk.store_protocol import Overview, Records
from siptui.desk.write_queue import Outcome
from siptui.store.faults import StoreFault

if TYPE_CHECKING:
    from siptui.desk.draft_keeper import InHand, Keeper
    from siptui.desk.proofreader import Proofreader
    from siptui.store.drafts import Drafts, Lost


class DeskAndDrafts:
    """One desk of the application's."""

    def __init__(
        self, app: App[Any], store: Records, drafts: "Callable[[], Drafts]", begun: Future[Overview] | None = None
    ) -> None:
        """`drafts` makes those of this desk when they are first wanted; `begun` is as of the Desk."""
        self._app = app
        self._drafts = drafts
        self.desk = Desk(store, self._told, self._moved, begun)
        self.clashes = Clashes(app, self.in_hand, self.warn)

    @cached_property
    def keeper(self) -> "Keeper":
        """Keeps drafts of what is being typed."""
        from siptui.desk.draft_keeper import Keeper

        return Keeper(self.desk, self._drafts(), self.in_hand, self.warn, self.clashes.show)

    @cached_property
    def proofreader(self) -> "Proofreader":
        """Looks through what is written."""
        from siptui.desk.proofreader import Proofreader

        return Proofreader(self.desk)

    def close(self) -> None:
        """End the session of drafts, and the process that proofs."""
        self.keeper.drafts.close()
        if "proofreader" in self.__dict__:
            self.proofreader.end()

    def screens(self) -> list[DeskScreen]:
        """The screens over this desk's records, the uppermost first."""
        stack = reversed(self._app.screen_stack)
        found = [s for s in stack if isinstance(s, DeskScreen) and s.is_mounted and s.children]
        return [screen for screen in found if screen.desk is self.desk]

    async def offer_lost(self, ready: Callable[[], bool]) -> None:
        """Offer what a session that was killed, or could not save, has left, as soon as the screen is `ready`."""
        try:
            lost = await asyncio.to_thread(self._still_lost)
        except StoreFault:
            return  # keeping a draft will say so
        if not lost:
            return
        from screens.unsaved.lost_drafts import LostScreen

        while not ready():
            await asyncio.sleep(0.05)
        self._app.push_screen(LostScreen(lost), self._answered)

    def _answered(self, _: None) -> None:
        """What was kept may have clashed."""
        self._app.call_later(self.clashes.show)

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

    def in_hand(self) -> "list[InHand]":
        """What is being typed on them."""
        return [hand for screen in self.screens() for hand in screen.in_hand()]

    def warn(self, what: str) -> None:
        """Say that something is wrong."""
        self.say(what, problem=True)

    def say(self, what: str, problem: bool = False) -> None:
        """Say something on the uppermost of them."""
        if screen := self._top():
            screen.say(what, problem)

    def open_now(self) -> set[str]:
        """The schools that its screens show."""
        return {screen.school_id for screen in self.screens() if screen.school_id}

    def refreshed(self, moved: set[str]) -> None:
        """Colleagues have changed these."""
        screen = self._top()
        if screen and (screen.school_id in moved or not screen.school_id):
            screen.refreshed()

    def retitled(self) -> None:
        """What may be done at this desk is another now."""
        for screen in self.screens():
            screen.title_again()

    def _told(self, outcome: Outcome) -> None:
        if screen := self._top():
            screen.settled(outcome)
        self.keeper.saved()
        if outcome.clashes:
            self.clashes.add(outcome)

    def _moved(self) -> None:
        if screen := self._top():
            screen.saving()

    def _top(self) -> DeskScreen | None:
        """The uppermost of the screens; those below are drawn again when one comes back to them."""
        # While the application ends, screens lose their widgets one by one.
        return next(iter(self.screens()), None) if self._app.is_running else None
