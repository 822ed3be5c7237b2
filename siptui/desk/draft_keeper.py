"""Keeps what is typed and not on disk yet as a draft, so that a dropped line or a kill loses a second of it at most."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

from msgspec import UNSET, Struct

from siptui.desk.open_records import Desk
from siptui.records.typed_and_shown import typed
from siptui.records.values import Value
from siptui.store.drafts import Drafts, Entry
from siptui.store.faults import StoreFault

EVERY = 0.5
"""Seconds from a key to the draft; those that follow meanwhile go with it."""
AGAIN = 10.0
"""Seconds after which a draft that could not be written is tried again."""


class InHand(Struct, frozen=True):
    """A text that is being typed."""

    school_id: str
    path: str
    old: Value | None  # what the field held when it was begun
    begun: str  # the text it began with
    text: str


class Keeper:
    """Writes drafts in a thread, half a second after a key or an edit; otherwise it sleeps."""

    def __init__(
        self,
        desk: Desk,
        drafts: Drafts,
        hands: Callable[[], list[InHand]],
        say: Callable[[str], None],
        looked: Callable[[], bool],
    ) -> None:
        """`hands` gives the texts being typed, `say` tells a person.

        `looked` is called when typing goes on or has ended, and again as long as it answers that something waits.
        """
        self._desk = desk
        self.drafts = drafts
        self._hands = hands
        self._say = say
        self._looked = looked
        self._kept: dict[tuple[str, str], Entry] = {}
        self._wake = asyncio.Event()
        self._soon = asyncio.Event()
        self._one = asyncio.Lock()
        self._not_before = 0.0
        desk.typing = self._wake.set

    @property
    def safe(self) -> bool:
        """Whether what is not saved is kept."""
        return not self._not_before

    async def work(self) -> None:
        """Keep what is typed for as long as the application runs."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._soon.wait(), EVERY)
            self._soon.clear()
            waiting = self._looked()
            if monotonic() >= self._not_before:
                await self.keep()
            if waiting or not self.safe:
                self._wake.set()

    def saved(self) -> None:
        """Something is on disk now: its draft, if it has one, goes at once."""
        if self._kept:
            self._soon.set()
            self._wake.set()

    async def keep(self) -> bool:
        """Have on disk what is typed by now; whether that could be done."""
        async with self._one:
            entries = self._entries()
            if entries == self._kept and self.safe:
                return True
            try:
                await asyncio.to_thread(self.drafts.keep, list(entries.values()))
            except StoreFault as fault:
                if not self._not_before:
                    self._say(f"What you type cannot be kept safe before you leave its field: {fault.problem.what}")
                self._not_before = monotonic() + AGAIN
                return False
            self._kept = entries
            self._not_before = 0.0
            return True

    def _entries(self) -> dict[tuple[str, str], Entry]:
        """What is not on disk, an entry a field: from what stood there first to what was typed last."""
        found: dict[tuple[str, str], tuple[Value | None, str]] = {}
        for school_id, change in self._desk.unsaved:
            key, old = (school_id, change.path), None if change.old is UNSET else change.old
            found[key] = (found[key][0] if key in found else old, typed(change.new))
        for hand in self._hands():
            key = (hand.school_id, hand.path)
            if hand.text != hand.begun:
                found[key] = (found[key][0] if key in found else hand.old, hand.text)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entries: dict[tuple[str, str], Entry] = {}
        for key, (old, text) in found.items():
            before = self._kept.get(key)
            same = before is not None and (before.old, before.text) == (old, text)
            entry = Entry(school=key[0], path=key[1], old=old, text=text, when=now)
            entries[key] = before if same and before else entry
        return entries
