"""A screen that has been closed goes from memory, with all its widgets."""

import contextlib
import gc
from collections.abc import Iterator
from weakref import WeakSet

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from screens.fields.figure_source import FigureSourceScreen
from screens.fields.history import HistoryScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from screens.unsaved.not_saved_list import NotSavedScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import press, settle, until

WAYS = {
    SchoolScreen: ("n", "ctrl+p"),
    FormScreen: ("f4", "ctrl+g", "question_mark"),
    JudgementScreen: ("f4", "e"),
    SummaryScreen: ("x",),
    ImportScreen: ("f",),
}
"""Keys on each screen that open something over it."""


def in_memory() -> list[Widget]:
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Widget)]


def closed(app: SiptuiApp, before: WeakSet[Widget]) -> list[str]:
    """The widgets in memory that are on no screen which is open, and were not there before."""
    there = {widget for screen in app.screen_stack for widget in screen.walk_children(with_self=True)}
    return [repr(each) for each in in_memory() if each not in there and each not in before]


def screens(school: str) -> Iterator[Screen[None]]:
    path = "visits/autumn/judgements/S1.1/current"
    yield SchoolScreen(school)
    yield FormScreen(school, "front")
    yield JudgementScreen(school, "autumn")
    yield ProgressScreen(school)
    yield SummaryScreen(school)
    yield ImportScreen(school)
    yield HistoryScreen(school, path, [])
    yield FigureSourceScreen(school, path, [])
    yield NotSavedScreen(lambda _: None)


async def leave(pilot: Pilot[None], depth: int) -> None:
    for _ in range(8):
        if len(pilot.app.screen_stack) == depth:
            return
        await press(pilot, "escape")


async def test_a_closed_screen_goes_from_memory(store: Store, ashwell: str) -> None:
    before = WeakSet(in_memory())
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await app.desk.open(ashwell)
        for screen in screens(ashwell):
            app.push_screen(screen)
            await settle(pilot)
            for key in WAYS.get(type(screen), ()):
                await press(pilot, key)
                await leave(pilot, 2)
            await leave(pilot, 1)
            assert app.screen_stack == [app.screen]
            del screen
        assert app.key_turns.all_done()
        # What was to happen later, and never will, is held by the loop until then: seconds at most.
        with contextlib.suppress(AssertionError):
            await until(pilot, lambda: not closed(app, before), 20)
        assert closed(app, before) == []
