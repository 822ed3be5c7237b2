"""A line for a file's name, which Tab completes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from screens.frame.title_and_note import Told
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.store import typed_file_path
from siptui.store.folder_listing import Listed

Finding = Callable[[str], Awaitable[list[Listed]]]
"""Gives the files and folders that a path typed so far could be."""
WHOLE = "That is its whole name: {grid.open} chooses it"
SEVERAL = "{count} begin so: type on, or {path.down} and choose"
ON = "{count} begin so: type on"


async def beginning(typed: str) -> list[Listed]:
    """What there is on this host that begins so."""
    return await asyncio.to_thread(typed_file_path.beginning, typed)


class PathInput(Input):
    """A line for a file's name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("path")

    class Down(Message):
        """What stands below the line is to have the keys."""

    def __init__(
        self, placeholder: str = "", *, id: str | None = None, find: Finding = beginning, below: bool = True
    ) -> None:
        """`find` finds what a path could be; `below` says whether that is listed below, to be chosen from."""
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
        self._find, self._below = find, below

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """`?` is part of a name, unless there is none yet: then it asks for help, as everywhere."""
        return super().check_consume_key(key, character) and not (character == "?" and not self.value)

    async def on_key(self, event: events.Key) -> None:
        """Leave a key that is not consumed to those that are asked next."""
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is listed below, the key that goes there is somebody else's."""
        return super().check_action(action, parameters) if self._below or action != "down" else False

    def action_complete(self) -> None:
        self.run_worker(self._complete(), group="completing", exclusive=True)

    def action_down(self) -> None:
        self.post_message(self.Down())

    def hold(self, text: str) -> None:
        """Have a text in it, with the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)

    async def _complete(self) -> None:
        """Type on as far as all that begins so agrees."""
        typed = self.value
        found = await self._find(typed)
        more = typed_file_path.completed(typed, found)
        if more != typed:
            self.hold(more)
        elif not found:
            self.post_message(Told("No file or folder begins so", problem=True))
        elif len(found) == 1 and found[0].typeable:
            self.post_message(Told(spelled(WHOLE, self)))
        else:
            self.post_message(Told(spelled(SEVERAL if self._below else ON, self).replace("{count}", str(len(found)))))
