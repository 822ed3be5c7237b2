"""A person's own keys: what is used, what is not, and that it is said."""

import asyncio
from pathlib import Path

import pytest
from textual.command import CommandPalette

from screens.caseload.caseload import CaseloadScreen
from screens.fields.history import HistoryScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.definitions import DefinitionScreen
from screens.forms.judgements import JudgementScreen
from screens.frame.help import HelpScreen
from screens.grid.grid import Grid
from screens.keys.actions import ACTIONS, NAMED
from screens.keys.own_keys import LARGEST, OwnKeys, chosen, place_of_keys, read_own_keys, spelled_key
from siptui.app import SiptuiApp
from siptui.framework import Framework
from siptui.store.store import Store
from support.piloting import note, press, settle, shown
from support.places import ROOT


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def read(tmp_path: Path, framework: Framework, monkeypatch):
    """Reads a file of keys of this text."""

    def of(text: str | bytes) -> OwnKeys:
        monkeypatch.setenv("SIPTUI_KEYS", str(written(tmp_path / "my.toml", text)))
        return read_own_keys(lambda: framework)

    return of


# -- the file


def test_without_a_file_nothing_is_read(monkeypatch) -> None:
    def never() -> Framework:
        raise AssertionError

    assert read_own_keys(never) == OwnKeys()


def test_the_file_is_in_ones_settings_folder(framework: Framework) -> None:
    assert place_of_keys().parts[-2:] == ("siptui", "keys.toml")
    written(place_of_keys(), '[keys]\n"judgements.define" = "f4"\n')
    try:
        assert read_own_keys(lambda: framework) == OwnKeys({"judgements.define": "f4"})
    finally:
        place_of_keys().unlink()


def test_a_file_that_is_named_and_not_there_is_said(tmp_path: Path, framework: Framework, monkeypatch) -> None:
    monkeypatch.setenv("SIPTUI_KEYS", str(tmp_path / "none.toml"))
    assert "is not there" in read_own_keys(lambda: framework).wrong[0]
    monkeypatch.setenv("SIPTUI_KEYS", str(tmp_path))
    assert "is no file" in read_own_keys(lambda: framework).wrong[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[keys\n", "cannot be understood"),
        (b"\xff\xfe\x00[keys]", "cannot be understood"),
        ("x = " + "[" * 9000, "cannot be understood"),
        ("keys = 3\n", "is to be a table"),
        ('[key]\n"app.quit" = "f4"\n', "key is not known"),
        ("#" * (LARGEST + 1), "too large"),
    ],
)
def test_a_broken_file_is_said_and_nothing_of_it_used(read, text: str | bytes, says: str) -> None:
    found = read(text)
    assert found.keys == {}
    assert len(found.wrong) == 1
    assert says in found.wrong[0]


def test_ids_need_no_quotes_and_an_empty_file_is_well(read) -> None:
    assert read("[keys]\njudgements.define = 'f4'\n") == OwnKeys({"judgements.define": "f4"})
    assert read("") == OwnKeys()
    assert read("[keys]\n") == OwnKeys()


# -- the lines


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("F4", "f4"), ("ctrl+O", "ctrl+o"), ("Ctrl+Home", "ctrl+home"), ("?", "question_mark"), ("Esc", "escape")),
        *(("PgUp", "pageup"), ("z", "z"), ("Z", "Z"), ("é", "é"), ("ctrl+m", "enter"), ("shift+f5", "shift+f5")),
        *(("space", "space"), ("+", "plus"), ("alt+x", "alt+x"), ("f99", None), ("", None), ("ctrl+", None)),
        *(
            ("hyper+x", None),
            ("ctrl+ctrl+x", None),
            ("slash", "slash"),
            ("/", "slash"),
            ("at", "at"),
            ("minus", "minus"),
            ("-", "minus"),
            ("\n", None),
            ("nonsense", None),
            ("ctrl+é", "ctrl+é"),
        ),
    ],
)
def test_keys_as_people_write_them(name: str, key: str | None) -> None:
    assert spelled_key(name) == key


def test_every_shipped_key_can_be_written(framework: Framework) -> None:
    for action in ACTIONS:
        assert chosen([(action.id, action.keys)], framework) == OwnKeys(), action.id


@pytest.mark.parametrize(
    ("id_", "value", "says"),
    [
        ("judgements.defin", "f4", "did you mean judgements.define?"),
        ("xyz", "f4", "no such name"),
        ("judgements.define", "\x1b[2J", '"?[2J" is no key'),
        ("judgements.define", 4, "in quotes"),
        ("judgements.define", "f4,hop", '"hop" is no key'),
        ("judgements.define", "e", "is the key for judgements.evaluate"),
        ("judgements.define", "r", "typed on the scales"),
        ("judgements.define", "R", "typed on the scales"),
        ("progress.import", "3", "typed on the scales"),
        ("everywhere.undo", "u", "typed in texts"),
        ("editing.history", "h", "typed in texts"),
        ("app.quit", "q", "typed in texts"),
        ("pane.outside", "enter", "typed in texts"),
        ("judgements.define", "ctrl+z", "is the key for everywhere.undo, Undo (Judgements)"),
        ("judgements.define", "ctrl+q", "is the key for app.quit"),
        ("judgements.define", "up", "is the key for grid.up"),
        ("everywhere.redo", "ctrl+e", "is the key for pane.outside"),
        ("everywhere.undo", "f3", "is the key for editing.history"),
        ("caseload.sort", "ctrl+i", "cannot be had"),
        ("clash.mine", "t", "is the key for clash.theirs"),
        ("help.back", "ctrl+p", "is the key for app.find"),
    ],
)
def test_a_line_that_cannot_be_used(framework: Framework, id_: str, value: object, says: str) -> None:
    found = chosen([("summary.export", "w"), (id_, value)], framework)
    assert found.keys == {"summary.export": "w"}
    assert len(found.wrong) == 1
    assert says in found.wrong[0]
    assert found.wrong[0].startswith(id_)


def test_two_lines_that_clash(framework: Framework) -> None:
    found = chosen([("judgements.define", "f4"), ("judgements.evaluate", "f4")], framework)
    assert found.keys == {"judgements.define": "f4"}
    assert "is the key for judgements.define" in found.wrong[0]


def test_keys_may_change_places(framework: Framework) -> None:
    lines = [("everywhere.undo", "ctrl+y"), ("everywhere.redo", "ctrl+z"), ("editing.source", "f3")]
    found = chosen([*lines, ("editing.history", "f9")], framework)
    assert found.wrong == ()
    assert found.keys == dict([*lines, ("editing.history", "f9")])


def test_a_line_that_goes_takes_along_what_rested_on_it(framework: Framework) -> None:
    found = chosen([("judgements.evaluate", "d"), ("judgements.define", "ctrl+z")], framework)
    assert found.keys == {}
    assert len(found.wrong) == 2


def test_help_stays_where_everybody_looks_for_it(framework: Framework) -> None:
    assert chosen([("everywhere.help", "ctrl+b")], framework).keys == {"everywhere.help": "question_mark,ctrl+b"}


# -- in the application


async def test_own_keys_work_and_are_shown(store: Store, ashwell: str, framework: Framework) -> None:
    lines = [("judgements.define", "f4,v"), ("editing.history", "f11"), ("everywhere.undo", "ctrl+u")]
    app = SiptuiApp(
        store, ashwell, own=chosen([*lines, ("pane.leave", "ctrl+b"), ("everywhere.help", "f1")], framework)
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await settle(pilot)
        assert "F4 Define" in shown(pilot)
        assert "Ctrl+U Undo" in shown(pilot)
        for key in ("f4", "v"):
            await press(pilot, key)
            assert isinstance(app.screen, DefinitionScreen)
            await press(pilot, "escape")
            assert "not on this scale" not in note(pilot)
        await press(pilot, "d")
        assert isinstance(app.screen, JudgementScreen)  # that key has gone elsewhere
        await press(pilot, "2", "ctrl+z")
        assert store.load(ashwell).values["visits/autumn/judgements/S1.1/current"] == "2"
        await press(pilot, "ctrl+u")
        assert "visits/autumn/judgements/S1.1/current" not in store.load(ashwell).values
        await press(pilot, "e", "a", "ctrl+b")
        assert not app.screen.query_one(TextPane).editing
        await press(pilot, "f11")
        assert isinstance(app.screen, HistoryScreen)
        await press(pilot, "escape", "f1")
        assert isinstance(app.screen, HelpScreen)
        words = " ".join(shown(pilot).split())
        assert "F4 v Definitions in full" in words
        assert "Ctrl+U Ctrl+Y Undo, redo" in words
        await press(pilot, "escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "ctrl+p", *"Defin")
        assert "F4 v" in shown(pilot)


async def test_one_line_that_is_not_used_is_said_at_the_start(store: Store, ashwell: str, framework: Framework) -> None:
    own = chosen([("caseload.sort", "slash"), ("grid.filter", "f11")], framework)
    assert own == OwnKeys({"grid.filter": "f11", "caseload.sort": "slash"})
    own = chosen([("caseload.sort", "slash")], framework)
    app = SiptuiApp(store, own=own)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert "Your keys: caseload.sort: / is the key for grid.filter, Filter" in note(pilot)
        assert app.screen.query_one("Note").has_class("problem")
        await press(pilot, "s")
        assert "by SIP" in note(pilot)  # the key that it came with


@pytest.mark.parametrize("opening", [False, True])
async def test_several_are_counted_and_help_says_which(
    store: Store, ashwell: str, framework: Framework, opening: bool
) -> None:
    own = chosen(
        [("caseload.sort", "slash"), ("a[b]", "x"), ("school.export", "i"), ("school.import", "f4")], framework
    )
    app = SiptuiApp(store, ashwell if opening else None, own=own)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, CaseloadScreen) is not opening
        assert "2 of your own keys are not used" in note(pilot)
        await press(pilot, "question_mark")
        words = " ".join(shown(pilot).split())
        assert "caseload.sort: / is" in words
        assert "a[b]: there is no such name" in words


async def test_keys_of_ones_own_on_the_table(store: Store, ashwell: str, framework: Framework) -> None:
    store.add_school("Birch Infant", "infant", "CD")
    app = SiptuiApp(store, own=chosen([("grid.down", "down,ctrl+n"), ("grid.open", "f11")], framework))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "F11 Open" in shown(pilot)
        await press(pilot, "ctrl+n")
        assert app.screen.query_one(Grid).cursor_row_key == "birch_infant"
        await press(pilot, "f11")
        assert app.screen.school_id == "birch_infant"


async def test_find_and_quit_can_be_moved(store: Store, ashwell: str, framework: Framework) -> None:
    app = SiptuiApp(store, own=chosen([("app.find", "f11"), ("app.quit", "ctrl+b")], framework))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CaseloadScreen)
        await press(pilot, "f11")
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, "escape", "ctrl+q")
        assert app.is_running
        assert not app._exit
        await pilot.press("ctrl+b")
        async with asyncio.timeout(60):
            while not app._exit:
                await pilot.pause(0.02)


def test_the_example_in_the_readme_is_good(read) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.partition("    [keys]")[2].partition("<!--")[0]
    found = read("[keys]\n" + "\n".join(line.strip() for line in example.splitlines()))
    assert not found.wrong
    assert len(found.keys) == 2
    assert set(found.keys) <= set(NAMED)
