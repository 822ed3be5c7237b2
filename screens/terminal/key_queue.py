"""Keys one at a time. Written for Textual 8.2.8; guarded by tests/screens/terminal/test_key_queue.py.

Textual hands each key to the widget that has the focus when the key is *read*, and the widget's answer (opening an
editor, moving the cursor, another screen) comes some turns of the loop later. Over a slow line several keys arrive in
one packet, and all but the first then go to the wrong place: `15.5` typed on a cell became 5. So a key is only handed
on when all that came of the one before it is done: at once where all widgets on its way are at rest again, as they are
for whoever types by hand, else behind followers that go the same way.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events
from textual._queue import Queue
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from screens.terminal.garbage_collection import Tidier

ROUNDS = 2
"""A key's way up is followed twice: what a widget posted because of it lies behind the first follower."""
STUCK_SECONDS = 0.5
LINE_FEED = "ctrl+j"
"""What ends a line that is pasted without brackets, where the terminal in between does not make it a Return."""
LOOKS = 20
"""How often it is looked, after so many seconds each, whether a follower is only late."""


def _rests(pump: MessagePump) -> bool:
    """Whether a widget has nothing to do, and waits for its next message; or has gone."""
    queue: Queue[Message | None] = pump._message_queue
    # Where asyncio keeps who waits (3.11 to 3.14); one that is done has been told of a message.
    waiting: Iterable[asyncio.Future[bool]] = getattr(queue.ready_event, "_waiters", ())
    return pump._closed or (queue.empty() and any(not each.done() for each in waiting))


class KeyTurns:
    """The keys that have come and have not had their effect; the first of them is under way."""

    def __init__(self, app: App[None], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        """`deliver` hands a key to the widget that has the focus."""
        self._app = app
        self._deliver = deliver
        self._keys: deque[events.Event] = deque()
        self._way: list[DOMNode] = []
        self._turn = 0
        self._following = False  # somebody will say when the first has had its effect
        self._delivering = False
        self._deaf = False
        self.waited = False
        """Whether the key under way was there before the one before it had its effect: in one packet, as a paste is."""

    async def take(self, key: events.Event) -> None:
        """Hand a key on, or queue it."""
        if self._deaf:
            return
        self.all_done()
        self._keys.append(key)
        if len(self._keys) == 1:
            await self._hand_on(False)
        elif not self._following:
            self._begin_following()

    def all_done(self) -> bool:
        """Whether all keys that have come have had their effect."""
        if self._keys and not (self._following or self._delivering) and self._rests():
            self._keys.popleft()
            self._way = []  # which may lead through a screen that has been closed
        return not self._keys

    def _rests(self) -> bool:
        """Whether nothing is under way where the last key went, nor where the next will go."""
        app = self._app
        queue: Queue[Message | None] = app._message_queue
        if not queue.empty():  # the application may still have something of this key's to do
            return False
        goes = {*self._way, app.screen, app.focused or app.screen} - {app}
        return all(_rests(node) for node in goes)

    async def last(self, seconds: float) -> None:
        """Let the keys that have come have their effect, for so long at most; none that come later have any."""
        self._deaf = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._keys:
                    if not self._following:
                        self._begin_following()
                    await asyncio.sleep(0.005)
        self._keys.clear()

    async def _hand_on(self, waited: bool) -> None:
        self.waited = waited
        self._turn += 1
        self._following = False
        self._way = list((self._app.focused or self._app.screen).ancestors_with_self)
        self._delivering = True
        try:
            await self._deliver(self._keys[0])
        finally:
            self._delivering = False
        if len(self._keys) > 1:
            self._begin_following()

    def _begin_following(self) -> None:
        """Have it told when the key under way has had its effect."""
        self._following = True
        self._follow(self._way * ROUNDS, self._turn)
        # A widget that goes while the key is on its way takes the follower with it.
        asyncio.get_running_loop().call_later(STUCK_SECONDS, self._stuck, self._turn, LOOKS)

    def _stuck(self, turn: int, looks: int) -> None:
        """Go on if the follower has been lost; on a machine that is busy it may only be late."""
        if turn != self._turn:
            return
        if looks and all(node.is_running for node in self._way):
            asyncio.get_running_loop().call_later(STUCK_SECONDS, self._stuck, turn, looks - 1)
        else:
            self._done(turn)

    def _follow(self, way: list[DOMNode], turn: int) -> None:
        """Go through the queues that the key goes through, behind it."""
        while way:
            node, *way = way
            if node.call_later(self._follow, way, turn):
                return
        self._done(turn)

    def _done(self, turn: int) -> None:
        """The key has had its effect: the next one's turn, if this has not been said before."""
        if turn != self._turn or not self._keys:
            return
        self._turn += 1
        self._keys.popleft()
        if self._keys:
            self._app.call_later(self._hand_on, True)
        else:
            self._following = False


class KeyQueue(App[None]):
    """An application that takes keys in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.key_turns = KeyTurns(self, super().on_event)
        self.tidier = Tidier(lambda: self.key_turns.all_done() and len(self.screen_stack) == 1)

    async def on_event(self, event: events.Event) -> None:
        """Queue a key, or a paste, that comes from the terminal; anything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and event.key == LINE_FEED:
                event = events.Key("enter", "\r")
            self.tidier.typed()
            await self.key_turns.take(event)
        else:
            await super().on_event(event)


def came_at_once(app: App[object]) -> bool:
    """Whether the key under way came in one packet with the one before it: pasted without brackets, or slowly."""
    return isinstance(app, KeyQueue) and app.key_turns.waited
