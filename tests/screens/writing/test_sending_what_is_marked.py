"""A note is sent when nothing in it is marked, or when its writer says that it is to go all the same."""

from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.steps import UnproofedScreen
from screens.writing.writing_area import WritingArea
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.rules.needed import missing
from siptui.rules.steps import steps_from
from siptui.store.store import Store
from support.documents.whole_year import OF_KIND
from support.piloting import note, opened, press, shown, until


@pytest.fixture
async def form(store: Store, ashwell: str, framework: Framework) -> AsyncIterator[tuple[Pilot[None], str, str]]:
    """The form of a visit with a slip in an evaluation, that evaluation's path, and what to press to send it."""
    visit = framework.visits[0]
    path = f"{visit.judged_at}/{visit.rows[0].kip}/{framework.roles.evaluation}"
    store.change(ashwell, [Change(path, "Teh pupils read.")])
    note_of, record = framework.form(visit.key), store.load(ashwell).values
    steps = steps_from(framework, note_of, visit.at, record)
    down, step = next((n, step) for n, step in enumerate(steps) if step.proofed)
    needed = missing(store.fields, note_of, visit.at, record, step.key)
    store.change(ashwell, [Change(field.path, OF_KIND.get(field.kind, "Seen.")) for field in needed])
    async with opened(store, ashwell, FormScreen(ashwell, visit.key)) as pilot:
        yield pilot, path, "f4 " + "down " * down + "enter"


async def walked_to_the_text(pilot: Pilot[None]) -> None:
    """Press F7 until a text is open at its mark; on the way there may be others to look at."""
    for _ in range(30):
        if isinstance(pilot.app.screen, JudgementScreen):
            await until(pilot, lambda: pilot.app.screen.query_one(WritingArea).has_focus, 10)
            return
        await press(pilot, "escape" if pilot.app.screen.query_one(WritingArea).has_focus else "f7")
        await press(pilot, "f7")
    raise AssertionError(note(pilot))


async def test_what_is_marked_is_asked_about_before_a_note_is_sent(
    form: tuple[Pilot[None], str, str], store: Store, ashwell: str, framework: Framework
) -> None:
    pilot, path, send = form
    state = f"{framework.visits[0].at}/state"
    await press(pilot, *send.split())
    assert isinstance(pilot.app.screen, UnproofedScreen)
    assert "1 mark of spelling or slips in what is written" in shown(pilot)
    await press(pilot, "escape")
    assert state not in store.load(ashwell).values
    # The way to the slip, and its mending.
    await press(pilot, *send.split())
    await press(pilot, "f7")
    # What rules find before it in the form is passed: that was not what was asked about.
    await until(pilot, lambda: isinstance(pilot.app.screen, JudgementScreen), 10)
    await until(pilot, lambda: pilot.app.screen.query_one(WritingArea).has_focus, 10)
    assert isinstance(pilot.app.screen, JudgementScreen)
    await press(pilot, "ctrl+r", "escape", "escape")
    assert store.load(ashwell).values[path] == "The pupils read."
    await press(pilot, *send.split())
    assert state in store.load(ashwell).values


async def test_it_goes_all_the_same_where_that_is_wanted(
    form: tuple[Pilot[None], str, str], store: Store, ashwell: str, framework: Framework
) -> None:
    pilot, _, send = form
    await press(pilot, *send.split())
    await press(pilot, "y")
    assert f"{framework.visits[0].at}/state" in store.load(ashwell).values


async def test_without_a_dictionary_a_note_can_be_sent(
    form: tuple[Pilot[None], str, str],
    store: Store,
    ashwell: str,
    framework: Framework,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    pilot, _, send = form
    await press(pilot, *send.split())
    assert f"{framework.visits[0].at}/state" in store.load(ashwell).values


async def test_f7_of_a_form_goes_to_the_text_in_the_screen_of_its_block(
    form: tuple[Pilot[None], str, str],
) -> None:
    pilot, _, _ = form
    await press(pilot, "f7")
    await walked_to_the_text(pilot)
    assert isinstance(pilot.app.screen, JudgementScreen)
