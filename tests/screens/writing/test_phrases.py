"""Phrases of one's own: kept by a key, put in by a few letters, and believed of nobody else."""

from pathlib import Path

import pytest

from screens.fields.long_text_pane import TextPane
from screens.forms.judgements import JudgementScreen
from screens.grid.grid import Grid
from screens.writing.phrases import PhraseScreen, sentence_at
from screens.writing.writing_area import WritingArea
from siptui.framework import Framework
from siptui.store.store import Store
from support.piloting import note, opened, press, shown


@pytest.fixture(autouse=True)
def phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIPTUI_PHRASES", str(tmp_path / "phrases.txt"))
    return tmp_path / "phrases.txt"


async def test_a_sentence_is_kept_and_put_in_again_by_a_few_letters(
    store: Store, ashwell: str, framework: Framework, phrases: Path
) -> None:
    visit = framework.visits[0]
    kip = visit.rows[0].kip
    path = f"{visit.judged_at}/{kip}/{framework.roles.evaluation}"
    async with opened(store, ashwell, JudgementScreen(ashwell, visit.key)) as pilot:
        pilot.app.screen.query_one(Grid).move_to(kip, framework.roles.evaluation)
        await press(pilot, *"Good.", "f6")
        assert "You have no phrases yet" in note(pilot)
        await press(pilot, *" Work in books bears this out.", "f8")
        assert note(pilot).startswith("Kept: “Work in books bears this out.” · F6")
        assert phrases.read_text() == "Work in books bears this out.\n"
        phrases.write_text(phrases.read_text() + "The school is a little generous here.\n\x1b[31mRed\x07 alert\n")
        await press(pilot, "enter", "f6")
        assert isinstance(pilot.app.screen, PhraseScreen)
        assert "[31mRed alert" in shown(pilot)
        await press(pilot, *"gen li")
        assert "│ Work in books" not in shown(pilot)
        await press(pilot, "enter")
        pane = pilot.app.screen.query_one(TextPane)
        assert pane.editing
        assert pane.text == "Good. Work in books bears this out.\nThe school is a little generous here."
        await press(pilot, "f6", "down", "ctrl+d", "escape", "f6", *"zzz")
        assert "None has words that begin so" in shown(pilot)
        await press(pilot, "enter", "escape", "escape")
        assert store.load(ashwell).values[path] == pane.text
        assert phrases.read_text().splitlines()[0] == "Work in books bears this out."
        assert "generous" not in phrases.read_text()


async def test_chosen_words_alone_are_kept(store: Store, ashwell: str, framework: Framework, phrases: Path) -> None:
    visit = framework.visits[0]
    async with opened(store, ashwell, JudgementScreen(ashwell, visit.key)) as pilot:
        pilot.app.screen.query_one(Grid).move_to(visit.rows[0].kip, framework.roles.evaluation)
        await press(pilot, *"Read it", "shift+left", "shift+left", "f8")
        assert phrases.read_text() == "it\n"
        await press(pilot, "home", "end")
        assert pilot.app.screen.query_one(WritingArea).text == "Read it"


@pytest.mark.parametrize(
    ("cursor", "sentence"), [(0, "One."), (4, "One."), (5, "Two, 2.5 of it?"), (99, "Next line")], ids=str
)
def test_the_sentence_at_a_place(cursor: int, sentence: str) -> None:
    assert sentence_at("One. Two, 2.5 of it? Three\nNext line", min(cursor, 36)) == sentence
