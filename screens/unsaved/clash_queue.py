"""The clashes that nobody has chosen in yet, asked about one at a time."""

from collections import deque
from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.frame.desk_screen import DeskScreen
from siptui.desk.write_queue import Outcome

WAITS = "Somebody else has changed what you wrote: leave this field to see both"
LATER = "Theirs stands; what you wrote is kept, and offered when siptui is opened next"


class Clashes:
    """A queue of clashes; the first may be on the screen."""

    def __init__(self, app: App[Any], typing: Callable[[], object], warn: Callable[[str], None]) -> None:
        """`typing` says whether a text is being typed, `warn` tells a person that something waits."""
        self._app = app
        self._typing = typing
        self._warn = warn
        self._waiting: deque[Outcome] = deque()
        self._asking = False

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, clash: Outcome) -> None:
        """Ask about a clash as soon as may be."""
        self._waiting.append(clash)
        self.show()

    def again(self, clash: Outcome) -> None:
        """Ask now about one that was left for later."""
        if clash not in self._waiting:
            self._waiting.insert(1 if self._asking else 0, clash)
        self.show(now=True)

    def show(self, now: bool = False) -> bool:
        """Ask about the first clash; not while something is typed, for it would take letters for answers.

        Gives whether one still waits to be shown.
        """
        if not self._waiting or self._asking:
            return False
        if not now and (self._typing() or not isinstance(self._app.screen, DeskScreen)):
            self._warn(WAITS)
            return True
        from screens.unsaved.clash import ClashScreen

        self._asking = True
        self._app.push_screen(ClashScreen(self._waiting[0]), self._chosen)
        return False

    def _chosen(self, later: str | None) -> None:
        self._asking = False
        self._waiting.popleft()
        if later:
            self._warn(LATER)
        self._app.call_later(self.show)
