"""Memory that is given back, and not while somebody types. Written for Textual 8.2.8; guarded by
tests/screens/terminal/test_garbage_collection.py.

Textual remembers for a thousand widgets which colours lie on which, and with each the widget and all its lines
(Textualize/textual#6665), and keeps every widget that watches something of the application's until that changes
(Textualize/textual#6666): after a hundred screens 100 MB instead of 50, and a third of a second in which Python goes
through them all.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from textual import dom, reactive
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.reactive import Reactive
from textual.style import Style

QUIET_SECONDS = 0.4
"""How long nobody has typed when memory is looked through."""
WORTH = 15_000
"""New things that are worth a look, which takes some hundredths of a second; a screen leaves half of them."""
OFTEN, OLDER, SELDOM = 20_000, 2, 1_000
"""When Python looks by itself, while somebody types all the time: new things, and looks at these and at older ones."""


@lru_cache(256)
def _inner_outer(below: Color, colour: Color) -> tuple[Style, Style]:
    """As StylesCache's, for which widget's it is matters nothing."""
    return Style(background=below + colour), Style(background=below)


def _get_inner_outer(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


_textuals_watch = reactive._watch
_textuals_reset = Reactive._reset_object
_watching: WeakKeyDictionary[object, list[list[Any]]] = WeakKeyDictionary()
"""In which lists of watchers a widget stands."""


def _watch(node: dom.DOMNode, of: Any, name: str, callback: Callable[..., Any], *, init: bool = True) -> None:
    """As Textual's, and notes where the widget stands now."""
    _textuals_watch(node, of, name, callback, init=init)
    if node is not of:
        _watching.setdefault(node, []).append(getattr(of, "__watchers")[name])


def _reset_object(_: type[Reactive[Any]], closing: object) -> None:
    """As Reactive's; and a widget that closes watches no longer."""
    _textuals_reset(closing)
    for watchers in _watching.pop(closing, ()):
        watchers[:] = [pair for pair in watchers if pair[0] is not closing]


def put_in() -> None:
    """Have Textual remember colours alone, and nobody who has closed."""
    # By setattr, for mypy takes these for names only.
    setattr(StylesCache, "get_inner_outer", _get_inner_outer)  # noqa: B010
    setattr(dom, "_watch", _watch)  # noqa: B010
    setattr(Reactive, "_reset_object", classmethod(_reset_object))  # noqa: B010


put_in()


class Tidier:
    """Looks through memory when nobody types.

    What is there for good, as the modules and the first screen, is gone through once and never again: looking through
    the rest takes a tenth of the time.
    """

    def __init__(self, only_what_stays: Callable[[], bool] = lambda: False) -> None:
        """`only_what_stays` says whether nothing is open now that will be closed."""
        self._only_what_stays = only_what_stays
        self._typed = 0.0
        self._waiting = False
        self._begun = self._settled = False
        self._put_aside = False

    def begin(self) -> None:
        """From now on; what has been imported stays, and is never gone through."""
        self._begun = True
        gc.freeze()
        gc.set_threshold(OFTEN, OLDER, SELDOM)
        gc.enable()

    def settle(self) -> None:
        """All is there that is there for good."""
        if self._begun:
            self._settled = True
            self.typed()

    def typed(self) -> None:
        """A key has come."""
        loop = asyncio.get_running_loop()
        self._typed = loop.time()
        if not self._waiting:
            self._waiting = True
            loop.call_later(QUIET_SECONDS, self._look)

    def is_quiet(self) -> bool:
        """Whether nobody has typed for a while."""
        return self.seconds_quiet() > QUIET_SECONDS

    def seconds_quiet(self) -> float:
        """How long nobody has typed."""
        return asyncio.get_running_loop().time() - self._typed

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        left = self._typed + QUIET_SECONDS - loop.time()
        if left > 0:
            loop.call_later(left, self._look)
            return
        self._waiting = False
        young, older, _ = gc.get_count()
        only_what_stays = self._only_what_stays()
        if self._settled and not self._put_aside and only_what_stays:
            self._put_aside = True
            gc.collect()
            gc.freeze()
        elif young + older * OFTEN > WORTH:
            gc.collect()
