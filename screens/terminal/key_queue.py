"""Keys one at a time. Written for Textual 8.2.8; guarded by tests/screens/terminal/test_key_queue.py.

Textual hands each key to the widget that has the focus when the key is *read*, and the widget's answer (opening an
editor, moving the cursor, another screen) comes some turns of the loop later. Over a slow line several keys arrive in
one packet, and all but the first then go to the wrong place: `15.5` typed on a cell became 5. So a key is only handed
on when all that came of the one before it is done.
"""

import asyncio
import contextlib
from collections import deque

from textual import events
from textual.app import App
from textual.dom import DOMNode

ROUNDS = 2
"""A key's way up is followed twice: what a widget posted because of it lies behind the first follower."""
STUCK_SECONDS = 0.5


class KeyQueue(App[None]):
    """An application that takes keys in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._deaf = False

    async def on_event(self, event: events.Event) -> None:
        """Queue a key, or a paste, that comes from the terminal; anything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._deaf:
                return
            self._keys.append(event)
            if len(self._keys) == 1:
                await self._hand_on()
            return
        await super().on_event(event)

    async def last_keys(self, seconds: float) -> None:
        """Let the keys that have come have their effect, for so long at most; none that come later have any."""
        self._deaf = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._keys:
                    await asyncio.sleep(0.005)
        self._keys.clear()

    async def _hand_on(self) -> None:
        self._turn += 1
        way = list((self.focused or self.screen).ancestors_with_self)
        await super().on_event(self._keys[0])
        self._follow(way * ROUNDS, self._turn)
        # A widget that goes while the key is on its way takes the follower with it.
        asyncio.get_running_loop().call_later(STUCK_SECONDS, self._done, self._turn)

    def _follow(self, way: list[DOMNode], turn: int) -> None:
        """Go through the queues that the key goes through, behind it."""
        while way:
            node, *way = way
            if node.call_later(self._follow, way, turn):
                return
        self._done(turn)

    def _done(self, turn: int) -> None:
        """The key has had its effect: the next one's turn, if this has not been said before."""
        if turn == self._turn and self._keys:
            self._turn += 1
            self._keys.popleft()
            if self._keys:
                self.call_later(self._hand_on)
