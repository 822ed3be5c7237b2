"""A text is looked through while it is written: marked, walked through, mended by a key, words of one's own added."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.frame.title_and_note import Note
from screens.grid.grid import Grid
from screens.writing.writing_area import WritingArea
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, shown, until

AT = "screens.writing.proofing_while_writing.PAUSE"


@pytest.fixture(autouse=True)
def own_words_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIPTUI_WORDS", str(tmp_path / "words.txt"))
    return tmp_path / "words.txt"


def area(pilot: Pilot[None]) -> WritingArea:
    return pilot.app.screen.query_one(WritingArea)


def marked(pilot: Pilot[None]) -> str:
    """What is underlined on the screen."""
    strips = area(pilot).render_lines(area(pilot).size.region)
    return "".join(each.text for strip in strips for each in strip if each.style and each.style.underline)


@pytest.fixture
async def writing(store: Store, ashwell: str, framework: Framework) -> AsyncIterator[tuple[Pilot[None], str]]:
    """An evaluation open for writing, and its path."""
    visit = framework.visits[0]
    kip = visit.rows[0].kip
    async with opened(store, ashwell, JudgementScreen(ashwell, visit.key)) as pilot:
        pilot.app.screen.query_one(Grid).move_to(kip, framework.roles.evaluation)
        yield pilot, f"{visit.judged_at}/{kip}/{framework.roles.evaluation}"


async def test_words_are_marked_at_a_pause_and_stay_marked_in_their_places(
    writing: tuple[Pilot[None], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AT, 0.01)
    pilot, _ = writing
    await press(pilot, *"Teh pupils read. Good")
    await until(pilot, lambda: marked(pilot) == "Teh")
    assert "1 marked (F7) · 4 words" in shown(pilot)
    await press(pilot, "home", *"So ")
    assert marked(pilot) == "Teh"
    await press(pilot, "right", "right", "right")  # behind the word: it may be going on
    assert marked(pilot) == ""
    await press(pilot, "end")
    assert marked(pilot) == "Teh"


async def test_the_walk_says_what_is_wrong_and_a_key_puts_what_was_meant(
    writing: tuple[Pilot[None], str], store: Store, ashwell: str
) -> None:
    pilot, path = writing
    await press(pilot, *"Teh pupils  reed at teh end.", "f7")
    assert note(pilot) == "1 of 3: “Teh” is in no list of words · Ctrl+R The · F2 my word"
    await press(pilot, "ctrl+r")
    assert area(pilot).text.startswith("The pupils")
    await press(pilot, "ctrl+r")
    assert area(pilot).text.startswith("Eh pupils")
    await press(pilot, "ctrl+z", "ctrl+z", "f7")
    assert area(pilot).text.startswith("Teh pupils")
    await press(pilot, "ctrl+r", "f7")
    assert note(pilot).startswith("1 of 2: more than one space · Ctrl+R mends it")
    await press(pilot, "ctrl+r", "f7", "ctrl+r", "f7")
    assert not pilot.app.screen.query_one(TextPane).editing
    assert store.load(ashwell).values[path] == "The pupils reed at the end."


async def test_a_word_is_added_to_ones_own_by_a_key(writing: tuple[Pilot[None], str], own_words_here: Path) -> None:
    pilot, _ = writing
    await press(pilot, *"Plonkets help. Plonkets last.", "f7", "f2")
    assert note(pilot) == "“Plonkets” is one of your words now"
    assert own_words_here.read_text() == "Plonkets\n"
    await press(pilot, "f7")
    assert not pilot.app.screen.query_one(TextPane).editing
    await press(pilot, "enter", "f2")
    assert note(pilot) == "Nothing is marked here"


async def test_where_words_cannot_be_kept_it_is_said(writing: tuple[Pilot[None], str], own_words_here: Path) -> None:
    own_words_here.mkdir()
    pilot, _ = writing
    await press(pilot, *"Plonkets help.", "f7", "f2")
    assert "your words cannot be kept there" in note(pilot)
    assert pilot.app.screen.query_one(Note).has_class("problem")


async def test_f7_goes_across_the_form_from_marked_text_to_marked_text(
    store: Store, ashwell: str, framework: Framework
) -> None:
    visit = framework.visits[0]
    form = framework.form(visit.key)
    texts = [
        f.path for f in store.fields.of_form(form).values() if f.kind == "text" and not f.kip and "#" not in f.path
    ]
    first, second = texts[1], texts[-1]
    store.change(ashwell, [Change(first, "Teh books were seen."), Change(second, "All is wel.")])
    async with opened(store, ashwell, FormScreen(ashwell, visit.key)) as pilot:
        pane = pilot.app.screen.query_one(TextPane)
        seen = []
        for _ in range(20):
            await press(pilot, "f7")
            if pane.editing:
                seen.append(area(pilot).text)
                assert note(pilot).startswith("1 of 1: “")
        assert seen[:2] == ["Teh books were seen.", "All is wel."]
        assert store.load(ashwell).revision == 2  # reading through has changed nothing


async def test_a_final_note_is_no_draft_and_nothing_in_it_is_walked_to(
    store: Store, ashwell: str, framework: Framework
) -> None:
    visit = framework.visits[0]
    way = framework.ways[framework.form(visit.key).way]
    final = next(state for state in way.states if state.locked)
    kip = visit.rows[0].kip
    path = f"{visit.judged_at}/{kip}/{framework.roles.evaluation}"
    store.change(ashwell, [Change(path, "Teh pupils.")])
    async with opened(store, ashwell, JudgementScreen(ashwell, visit.key)) as pilot:
        pilot.app.desk._records[ashwell][f"{visit.at}/state"] = final.key
        await press(pilot, "f7")
        assert not pilot.app.screen.query_one(TextPane).editing


async def test_without_a_dictionary_one_line_says_so_and_writing_goes_on(
    writing: tuple[Pilot[None], str], monkeypatch: pytest.MonkeyPatch, store: Store, ashwell: str
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    pilot, path = writing
    await press(pilot, *"Teh pupils.", "f7")
    assert store.load(ashwell).values[path] == "Teh pupils."
    await press(pilot, "enter", "f7")
    assert "cannot be proofed" in note(pilot) or "to look at" in note(pilot)
    assert pilot.app.screen.query(Static)
