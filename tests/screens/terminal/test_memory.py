"""Memory is given back when nobody types. What breaks here when Textual changes: `StylesCache.get_inner_outer`."""

import asyncio
import gc
import weakref

import pytest
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

from screens.terminal import memory


def test_colours_are_remembered_and_no_widget() -> None:
    cache = StylesCache()
    below, colour = Color(1, 2, 3), Color(9, 9, 9, 0.5)
    inner, outer = cache.get_inner_outer(below, colour)
    assert (inner, outer) == (Style(background=below + colour), Style(background=below))
    gone = weakref.ref(cache)
    del cache
    gc.collect()
    assert gone() is None


async def test_memory_is_looked_through_once_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(gc, "get_count", lambda: (memory.WORTH + 1, 0, 0))
    looked = asyncio.Event()
    monkeypatch.setattr(gc, "collect", looked.set)
    tidier = memory.Tidier()
    tidier.typed()
    tidier.typed()
    assert not looked.is_set()
    await asyncio.wait_for(looked.wait(), 30)
    looked.clear()
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))  # little has come since
    tidier.typed()
    await asyncio.sleep(0.05)
    assert not looked.is_set()
