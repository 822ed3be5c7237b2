"""What was typed in a session that was cut off: shown one after the other, to keep or to throw away."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.frame.desk_screen import OnDesk
from screens.frame.dialog import Piece
from screens.frame.unasked_dialog import AskingScreen
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.draft_keeper import Keeper
from siptui.desk.open_records import Desk
from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import clock
from siptui.records.values import BadValue, Value, parse
from siptui.store.drafts import Entry, Lost
from siptui.store.faults import StoreFault


def place_of(desk: Desk, entry: Entry) -> str:
    """Where an entry's field is now: the forms may have changed since it was typed."""
    return desk.store.earlier.now(entry.path) or entry.path


def value_of(desk: Desk, entry: Entry) -> Value | None:
    """What an entry's text means in its field. Raises BadValue."""
    field = desk.fields.get(place_of(desk, entry))
    if field is None:
        raise BadValue("is a field that the form has no more; note the text elsewhere")
    return parse(field, entry.text.rstrip() if field.kind == "text" else entry.text)


def is_saved(desk: Desk, lost: Lost) -> bool:
    """Whether the store holds a lost draft after all. Reads it: call this off the event loop."""
    if lost.entry is None:
        return False
    try:
        record = desk.store.load(lost.entry.school).values
        return value_of(desk, lost.entry) == record.get(place_of(desk, lost.entry))
    except (BadValue, Refused, StoreFault):
        return False


class LostScreen(AskingScreen[None]):
    """One lost draft at a time; what is left at the end is offered again at the next opening."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("drafts")
    HELP = (
        "What was being typed when a session was cut off. Kept, it is saved as if you had left its field; thrown "
        "away, it is gone; left, it is offered at the next opening."
    )

    def __init__(self, lost: Sequence[Lost]) -> None:
        super().__init__()
        self._lost = list(lost)
        self._all = len(lost)
        self._at = 0
        self._busy = False

    @property
    def _desk(self) -> Desk:
        return cast(OnDesk, self.app).desk

    @property
    def _keeper(self) -> Keeper:
        return cast(OnDesk, self.app).keeper

    @property
    def _now(self) -> Lost:
        return self._lost[self._at]

    def ask(self) -> None:
        keys = (["{drafts.keep}  keep it"] if self._now.entry else []) + ["{drafts.throw}  throw it away"]
        keys += ["{drafts.copy}  copy"] if self._now.entry else []
        keys += ["{drafts.next}  next"] if len(self._lost) > 1 else []
        done = self._all - len(self._lost)
        count = f" · {done + self._at + 1} of {self._all}" if self._all > 1 else ""
        asked = f"This was typed, and the session ended before it was saved{count}"
        self.put(asked, self._pieces(), spelled("    ".join([*keys, "{drafts.later}  later"]), self))

    def _pieces(self) -> Iterator[Piece]:
        entry = self._now.entry
        if entry is None:
            yield (f"A draft cannot be read. {self._now.problem}", "")
            return
        yield (
            f"{self._desk.called(entry.school)} · {self._desk.place(place_of(self._desk, entry))}",
            "bold $text-accent",
        )
        yield (f"\n{clock(entry.when)}\n\n", "$text-muted")
        yield (entry.text or "(cleared)", "" if entry.text else "dim")

    # -- the answers

    async def action_keep(self) -> None:
        """Make it an edit, from what stood there when it was begun: a field that has moved since is a clash."""
        lost = self._now
        entry = lost.entry
        if entry is None or self._busy:
            return
        if why := self._desk.read_only:
            self.wrong(f"It cannot be kept: {why.what}; {why.do}")
            return
        self._busy = True
        try:
            value = value_of(self._desk, entry)
            await self._desk.open(entry.school)
            self._desk.change(entry.school, [Change(place_of(self._desk, entry), value, entry.old)])
            # On disk as a draft of this session, or as the edit, before the old draft goes.
            if await self._keeper.keep():
                await self._forget(lost)
            else:
                self._gone(lost)
        except BadValue as fault:
            self.wrong(
                f"It does not fit: it {fault}"
                if str(fault).startswith(("is ", "has "))
                else f"It does not fit: {fault}"
            )
        except (Refused, StoreFault) as fault:
            self.wrong(str(fault))
        finally:
            self._busy = False

    async def action_throw(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            await self._forget(self._now)
        except StoreFault as fault:
            self.wrong(str(fault))
        finally:
            self._busy = False

    def action_copy_out(self) -> None:
        """For a text whose school is no more, say."""
        if entry := self._now.entry:
            self.app.copy_to_clipboard(entry.text)
            self.wrong("Copied, if your terminal lets programs copy")

    def action_next(self) -> None:
        self._at = (self._at + 1) % len(self._lost)
        self.ask()

    async def action_later(self) -> None:
        await asyncio.to_thread(self._keeper.drafts.release)
        self.dismiss()

    async def _forget(self, lost: Lost) -> None:
        await asyncio.to_thread(self._keeper.drafts.forget, lost)
        self._gone(lost)

    def _gone(self, lost: Lost) -> None:
        """On to the next one."""
        self._lost.remove(lost)
        self._at = min(self._at, len(self._lost) - 1)
        if self._lost:
            self.ask()
        else:
            self.dismiss()
