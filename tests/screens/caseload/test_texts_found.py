"""Ctrl+P finds the texts of the caseload that hold some words, and leads to where they stand."""

import asyncio

import pytest
from textual.command import Hit

from screens.caseload.command_palette import Finder
from screens.forms.judgements import JudgementScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import settle

EVALUATION = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture
def written(store: Store, ashwell: str) -> str:
    """A school, one evaluation of which speaks of something."""
    store.change(ashwell, [Change(EVALUATION, "Work is good.\nReading   [b]Recovery[/b] helps those who need it.")])
    return ashwell


async def hits(app: SiptuiApp, query: str) -> list[Hit]:
    found = [hit async for hit in Finder(app.screen).search(query)]
    return [hit for hit in found if isinstance(hit, Hit) and "Evaluation" in str(hit.text)]


async def test_words_in_a_text_lead_to_it(store: Store, written: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        [hit] = await hits(app, "good. READING [b]recov")
        assert hit.text == "Ashwell Primary: Autumn visit · S1.1 Evaluation"
        assert "Reading [b]Recovery[/b] helps" in str(hit.help)
        assert await hits(app, "nobody wrote this") == []
        assert await hits(app, "go") == []  # it is in too many
        await hit.command()  # type: ignore[misc]
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, JudgementScreen)
        assert screen.editor.under_cursor().path == EVALUATION  # type: ignore[union-attr]


async def test_whoever_types_on_stops_the_search(store: Store, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        read: list[str] = []
        monkeypatch.setattr(store, "subjects", lambda: read.append("all") or [])
        asked = asyncio.ensure_future(hits(app, "recovery"))
        await asyncio.sleep(0.05)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        assert read == []
