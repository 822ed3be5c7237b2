"""Memory is given back when nobody types. What breaks here when Textual changes: `StylesCache.get_inner_outer`, and
who watches a reactive (`dom._watch`, `__watchers`, `Reactive._reset_object`)."""

import asyncio
import gc
import weakref

import pytest
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.style import Style
from textual.widgets import TextArea

from screens.terminal import garbage_collection


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
    monkeypatch.setattr(garbage_collection, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(gc, "get_count", lambda: (garbage_collection.WORTH + 1, 0, 0))
    looked = asyncio.Event()
    monkeypatch.setattr(gc, "collect", looked.set)
    tidier = garbage_collection.Tidier()
    tidier.typed()
    tidier.typed()
    assert not looked.is_set()
    await asyncio.wait_for(looked.wait(), 30)
    looked.clear()
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))  # little has come since
    tidier.typed()
    await asyncio.sleep(0.05)
    assert not looked.is_set()


async def test_what_has_closed_watches_nothing() -> None:
    """An area to write in watches the application's theme, which may never change."""
    app = App[None]()
    async with app.run_test() as pilot:
        stays = TextArea()
        await app.screen.mount(stays)
        for _ in range(3):
            area = TextArea()
            await app.screen.mount(area)
            await area.remove()
        assert [each for each, _ in getattr(app, "__watchers")["theme"]] == [stays]
        told: list[str] = []
        stays.watch(app, "theme", lambda now: told.append(now), init=False)
        app.theme = "textual-light"
        await pilot.pause()
        assert told == ["textual-light"]


async def test_what_stays_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """When all is imported, nobody types and nothing is open that will be closed."""
    monkeypatch.setattr(garbage_collection, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))
    done: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: done.append("collected"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("put aside"))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    is_open = True
    tidier = garbage_collection.Tidier(lambda: not is_open)
    tidier.begin()
    done.clear()

    async def looked() -> None:
        tidier.typed()
        while tidier._waiting:
            await asyncio.sleep(0.005)

    await looked()
    tidier.settle()
    await looked()
    assert done == []  # a school is open
    is_open = False
    await looked()
    await looked()
    assert done == ["collected", "put aside"]
