"""Memory that is given back, and not while somebody types. Written for Textual 8.2.8; guarded by
tests/screens/terminal/test_memory.py.

Textual remembers for a thousand widgets which colours lie on which, and with each the widget and all its lines: after a
hundred screens 100 MB instead of 50, and a third of a second in which Python goes through them all.
"""

from __future__ import annotations

import asyncio
import gc
from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

QUIET_SECONDS = 0.4
"""How long nobody has typed when memory is looked through."""
WORTH = 15_000
"""New things that are worth a look, which takes some hundredths of a second; a screen leaves half of them."""
OFTEN, OLDER, SELDOM = 60_000, 20, 1_000
"""When Python looks by itself, while somebody types all the time: new things, and looks at these and at older ones."""


@lru_cache(256)
def _inner_outer(below: Color, colour: Color) -> tuple[Style, Style]:
    """As StylesCache's, for which widget's it is matters nothing."""
    return Style(background=below + colour), Style(background=below)


def _get_inner_outer(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def put_in() -> None:
    """Have Textual remember colours alone."""
    # By setattr, for mypy takes it for a name only.
    setattr(StylesCache, "get_inner_outer", _get_inner_outer)  # noqa: B010


put_in()


class Tidier:
    """Looks through memory when nobody types."""

    def __init__(self) -> None:
        self._typed = 0.0
        self._waiting = False

    def begin(self) -> None:
        """From now on; what has been imported stays, and is never gone through."""
        gc.freeze()
        gc.set_threshold(OFTEN, OLDER, SELDOM)
        gc.enable()

    def typed(self) -> None:
        """A key has come."""
        loop = asyncio.get_running_loop()
        self._typed = loop.time()
        if not self._waiting:
            self._waiting = True
            loop.call_later(QUIET_SECONDS, self._look)

    def is_quiet(self) -> bool:
        """Whether nobody has typed for a while."""
        return asyncio.get_running_loop().time() - self._typed > QUIET_SECONDS

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        left = self._typed + QUIET_SECONDS - loop.time()
        if left > 0:
            loop.call_later(left, self._look)
            return
        self._waiting = False
        young, older, _ = gc.get_count()
        if young + older * OFTEN > WORTH:
            gc.collect()
