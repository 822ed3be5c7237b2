"""Lines whose memories are made when there is something to remember. Written for Textual 8.2.8; guarded by
tests/screens/terminal/less_work/test_lean_strips.py.

Each of Textual's lines has seven memories from the beginning (what it looks like cut, divided, in other colours), of
which most lines never use more than one: half of all things in memory, and a quarter of what making a line costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

MEMORIES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""How much each of them remembers, as Textual has it."""


_textuals = Strip.__init__


class MadeWhenAsked:
    """A memory of a line's, in the slot that Textual has for it."""

    def __init__(self, slot: Any, most: int) -> None:
        self._slot = slot
        self._most = most

    def __get__(self, strip: Strip, _: type[Strip]) -> FIFOCache[Any, Any]:
        try:
            found: FIFOCache[Any, Any] = self._slot.__get__(strip)
        except AttributeError:
            found = FIFOCache(self._most)
            self._slot.__set__(strip, found)
        return found

    def __set__(self, strip: Strip, memory: FIFOCache[Any, Any]) -> None:
        self._slot.__set__(strip, memory)


def _init(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    """As Strip's, without the memories."""
    self._segments = list(segments)
    self._cell_length = cell_length
    self._render_cache = None
    self._link_ids = None
    self._cell_count = None


def put_in() -> None:
    """Have Textual make lines so."""
    if isinstance(Strip.__dict__["_crop_cache"], MadeWhenAsked):
        return
    for name, most in MEMORIES.items():
        setattr(Strip, name, MadeWhenAsked(Strip.__dict__[name], most))
    # By setattr, for mypy takes it for a name only.
    setattr(Strip, "__init__", _init)  # noqa: B010
