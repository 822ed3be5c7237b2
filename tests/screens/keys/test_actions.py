"""The registry of actions, and everything that is drawn from it: none may say anything else."""

import ast
import importlib
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from textual.app import App
from textual.binding import Binding
from textual.command import DiscoveryHit
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.caseload.command_palette import Finder
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.dialog import Dialog
from screens.frame.help import HelpScreen, help_lines
from screens.importing.import_screen import ImportScreen
from screens.keys.actions import ACTIONS, NAMED, Action, actions_of, bindings
from screens.keys.key_names import key_name, key_names, sign_of, spelled
from screens.keys.keys_that_act import place_of, visible_bindings
from screens.keys.own_keys import beside
from screens.keys.where_keys_apply import PLACES, commands, everything_at, in_bar
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import opened, press, settle, shown
from support.places import ROOT
from support.readme import key_table

SCREENS = ROOT / "screens"
OURS = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SCREENS.rglob("*.py"))


def classes() -> list[type[DOMNode]]:
    """Every class of ours that has bindings of its own, but for what is written in, which has keys for that."""
    found: set[type[DOMNode]] = {SiptuiApp}
    for name in OURS:
        module = importlib.import_module(name.removesuffix(".__init__"))
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, DOMNode) and each.__module__ == module.__name__:
                found.add(each)
    own = (c for c in found if c.__dict__.get("BINDINGS") and not issubclass(c, TextArea))
    return sorted(own, key=lambda c: c.__name__)


def bound(cls: type[DOMNode]) -> list[Any]:
    return list(cls.__dict__["BINDINGS"])


def place(cls: type[DOMNode]) -> str:
    """The place whose bindings a class has."""
    (where,) = {str(b.id).partition(".")[0] for b in bound(cls)}
    return where


# -- the registry itself


def test_ids_are_unique_and_of_a_place() -> None:
    assert len(NAMED) == len(ACTIONS)
    assert {a.where for a in ACTIONS} == set(PLACES)
    for each in PLACES.values():
        assert set(each.within) | set(each.parts) <= set(PLACES)
        assert {entry.partition(" ")[0] for entry in each.bar} | set(each.where_room) <= set(NAMED)


@pytest.mark.parametrize("where", PLACES)
def test_no_two_actions_of_a_place_share_a_key(where: str) -> None:
    keys = [key for action in actions_of(where) for key in action.keys.split(",")]
    assert len(set(keys)) == len(keys)


SAME_GESTURE = {
    ("grid.drop", "pasting.leave"),
    *(("everywhere.back", "grid.drop"), ("everywhere.back", "filter.all_rows"), ("bar.cancel", "everywhere.back")),
    ("giving.leave", "grid.drop"),
    ("counted.leave", "grid.drop"),
    *(("beginning.leave", "grid.drop"), ("grid.drop", "sections.leave"), ("grid.drop", "stepping.leave")),
    ("filter.all_rows", "sections.leave"),
    ("export.next", "path.down"),
    *(("everywhere.back", "pane.leave"), ("bar.restore", "everywhere.undo"), ("bar.restore", "everywhere.redo")),
}
"""What a key does further in instead of what it does elsewhere: meant, and alike to the hand."""


def test_no_key_means_two_things_at_once_but_where_that_is_meant() -> None:
    found = {
        (min(a.id, b.id), max(a.id, b.id))
        for a in ACTIONS
        for _, b in beside(a)
        if set(a.keys.split(",")) & set(b.keys.split(","))
    }
    assert found == SAME_GESTURE


def test_what_comes_before_all_writing_takes_no_sign() -> None:
    for action in ACTIONS:
        assert not action.priority or not any(map(sign_of, action.keys.split(",")))


# -- bindings


def test_every_place_is_one_class_and_its_bindings_are_the_registrys() -> None:
    assert sorted(place(cls) for cls in classes()) == sorted(PLACES)
    for cls in classes():
        assert bound(cls) == bindings(place(cls)), cls.__name__
        for binding, action in zip(bound(cls), actions_of(place(cls)), strict=True):
            said = (binding.id, binding.key, binding.action, binding.description, binding.priority)
            assert said == (action.id, action.keys, action.run, action.does, action.priority)


def test_every_action_is_a_method_of_its_class() -> None:
    for cls in classes():
        for action in actions_of(place(cls)):
            of, name = (SiptuiApp, action.run[4:]) if action.run.startswith("app.") else (cls, action.run)
            assert callable(getattr(of, "action_" + name.partition("(")[0], None)), action.id


def test_no_binding_is_declared_anywhere_else() -> None:
    for path in [*SCREENS.rglob("*.py"), SCREENS.parent / "siptui" / "app.py"]:
        if path.stem != "actions":
            for line in path.read_text().splitlines():
                assert "BINDINGS:" not in line or re.search(r"= bindings\(\"[a-z_]+\"\)$", line), f"{path.name}: {line}"
                assert not re.search(r"def key_\w+\(self", line), f"{path.name}: {line}"


def test_no_key_is_bound_but_by_the_registry() -> None:
    """Nothing of Textual's own comes through on our screens but what it needs."""
    for cls in classes():
        if issubclass(cls, Widget | App) and not issubclass(cls, Input):  # which has keys for writing
            keys = {b.key for _, b in cls._merged_bindings} if cls._merged_bindings else set()
            own = {k for a in ACTIONS for k in a.keys.split(",")}
            assert keys <= own | {"tab", "shift+tab", "ctrl+c", "super+c"}, cls.__name__


def test_every_key_that_a_text_of_ours_names_is_an_actions() -> None:
    for path in SCREENS.rglob("*.py"):
        texts = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
        for name in re.findall(r"\{([a-z]+\.[a-z_]+)\}", " ".join(t for t in texts if isinstance(t, str))):
            assert name in NAMED, f"{path.name}: {name}"


# -- key bar, help, palette, README


async def each_screen(pilot: Pilot[None], school: str) -> AsyncIterator[Screen[Any]]:
    """The caseload, then one screen after the other, each uppermost while it is looked at."""
    await settle(pilot)
    await pilot.app.desk.open(school)
    yield pilot.app.screen
    for screen in (
        *(SchoolScreen(school), FormScreen(school, "front"), JudgementScreen(school, "autumn")),
        *(ProgressScreen(school), SummaryScreen(school), ImportScreen(school)),
    ):
        pilot.app.push_screen(screen)
        await settle(pilot)
        yield pilot.app.screen


def first_key(action: Action, screen: Screen[Any]) -> str:
    """Where texts are typed, help is named by the key that helps while one types, too."""
    typing = getattr(screen, "edits", False) or isinstance(screen.focused, Input)
    typed_in = action.id == "everywhere.help" and typing
    return "F1" if typed_in else key_name(action.keys)


async def test_key_bar_help_and_palette_are_the_registrys(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(200, 75)) as pilot:
        async for here in each_screen(pilot, ashwell):
            where = place_of(here)
            vain = getattr(here, "in_vain", ())
            named = [f"{first_key(action, here)} {word}" for action, word in in_bar(where) if action.id not in vain]
            assert [f"{key_name(b.key)} {b.description}" for b in visible_bindings(here)] == named
            bar = shown(pilot).splitlines()[-1].rstrip()
            for each in named:
                assert each in bar, f"{where}: {each}"
            assert sorted(bar.removesuffix("saved").split()) == sorted(w for each in named for w in each.split())
            offered = [
                hit.text
                async for hit in Finder(here).discover()
                if isinstance(hit, DiscoveryHit) and "Comm" in str(hit.help)
            ]
            assert offered == [word for _, word in commands(where)]
            if where == "path":
                continue  # its first key goes into the file's name
            await press(pilot, "question_mark")
            assert isinstance(app.screen, HelpScreen)
            words = " ".join(shown(pilot).split())
            for action in everything_at(where, {}):
                assert (action.says or action.does) in words, f"{where}: {action.id}"
            for key, does in help_lines(where, {}, []):
                assert f"{key} {does}" in words, f"{where}: {key} {does}"
            await press(pilot, "escape")


def test_every_dialog_says_what_is_asked_and_nothing_is_explained_of_what_explains() -> None:
    for cls in classes():
        asks = "dialog" in PLACES[place(cls)].within
        assert issubclass(cls, Dialog) is (asks or cls is Dialog), cls.__name__
        assert not asks or cls.__dict__["HELP"], cls.__name__


async def test_help_where_a_name_is_typed_and_where_one_is_chosen(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell), size=(80, 40)) as pilot:
        for keys, words in (("xq", "Where the file is written"), ("n", "The forms of which there can be many")):
            await press(pilot, *keys, "f1")
            told = shown(pilot)
            assert words in told
            assert "F1  " in told
            await press(pilot, "escape", "escape")
            assert isinstance(pilot.app.screen, SchoolScreen)


async def test_at_80_columns_every_key_bar_names_what_cannot_be_spared(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        async for screen in each_screen(pilot, ashwell):
            where = place_of(screen)
            bar = shown(pilot).splitlines()[-1]
            for action, word in in_bar(where):
                if action.id not in PLACES[where].where_room:
                    assert f"{first_key(action, screen)} {word}" in bar, f"{where}: {action.id}"
        app.pop_screen()
        app.push_screen(ProgressScreen(ashwell))
        await settle(pilot)
        assert "Ctrl+Z Undo  Esc Back " in shown(pilot).splitlines()[-1]


async def test_help_names_what_is_typed_on_the_scales(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(80, 60)) as pilot:
        await press(pilot, "question_mark")
        words = " ".join(shown(pilot).split())
        assert "1 2 3 4 Category" in words
        assert "g a r SIP's agreement with category" in words


async def test_the_palette_does_what_it_offers(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"Open", "enter")
        assert isinstance(app.screen, SchoolScreen)


def test_the_help_says_own_keys_first() -> None:
    lines = help_lines("judgements", {}, [])
    assert [key for key, _ in lines[:2]] == ["F4 d", "e"]
    assert ("Ctrl+Z Ctrl+Y", "Undo, redo") in lines
    assert ("Arrows", "Move") in lines


def test_the_readmes_table_is_the_registrys() -> None:
    text = key_table.README.read_text(encoding="utf-8")
    assert key_table.with_table(text) == text, "make keys writes it again"
    for action in ACTIONS:
        assert f"`{action.id}`" in text
    section = text.partition("## Keys")[2].partition("<!--")[0]
    for name in re.findall(r"\"([a-z]+\.[a-z_]+)\" =", section):
        assert name in NAMED


# -- how keys are written


@pytest.mark.parametrize(
    ("key", "name"),
    [
        *(("ctrl+z", "Ctrl+Z"), ("escape", "Esc"), ("1", "1"), ("f12", "F12"), ("shift+tab", "Shift+Tab")),
        *(("ctrl+home", "Ctrl+Home"), ("slash,x", "/"), ("backspace", "Backspace"), ("e", "e"), ("plus", "+")),
    ],
)
def test_key_names(key: str, name: str) -> None:
    assert key_name(key) == name


def test_keys_that_do_one_thing_are_named_once() -> None:
    assert key_names([NAMED["grid.up"], NAMED["grid.up"]], {}) == "Up"
    assert key_names([NAMED["judgements.define"]], {"judgements.define": "f4,d"}) == "F4 d"


async def test_only_names_of_ours_are_spelled_out(store: Store) -> None:
    app = SiptuiApp(store)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert spelled("{history.put_back} {no} {} {grid.open}", app.screen) == "p {no} {} Enter"


def test_a_binding_of_textuals_has_no_id_of_ours() -> None:
    for cls in classes():
        for base in cls.__mro__[1:]:
            for binding in base.__dict__.get("BINDINGS", ()) if base.__module__.startswith("textual") else ():
                assert not isinstance(binding, Binding) or binding.id not in NAMED
