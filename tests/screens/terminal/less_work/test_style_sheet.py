"""Styles that are kept are those that Textual would find. What breaks here when Textual changes: how it caches styles
(`Stylesheet.apply`, `_process_component_classes`), and what can decide about a rule (`_PSEUDO_CLASSES`)."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widget import Widget

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.school.school_screen import SchoolScreen
from screens.terminal.less_work import style_sheet
from screens.terminal.less_work.style_sheet import LastingSheet
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import settle

KEPT = {"hover", "focus", "blur", "can-focus", "disabled", "enabled", "dark", "light", "inline", "ansi", "nocolor"}


def rules_of(node: DOMNode) -> dict[str, Any]:
    parts = {f".{name}": node._component_styles[name].get_rules() for name in node._get_component_classes()}
    return {"": node.styles.base.get_rules(), **parts}


class Textuals:
    """Textual's own sheet of an application, read again when there is anything else to read."""

    def __init__(self) -> None:
        self._read: object = None
        self._sheet = Stylesheet()

    def of(self, app: App[Any]) -> Stylesheet:
        kept = app.stylesheet
        assert isinstance(kept, LastingSheet)
        now = dict(kept.source), dict(kept._variables)
        if now != self._read:
            self._read, self._sheet = now, kept.copy()
            self._sheet.parse()
        return self._sheet


def check(app: App[Any], textuals: Textuals) -> None:
    """Every widget of the screen has the styles that Textual's own sheet finds, its parts too."""
    plain = textuals.of(app)
    for node in (app, *app.screen.walk_children(with_self=True)):
        before = rules_of(node)
        Stylesheet.apply(plain, node)
        assert before == rules_of(node), node


def test_all_that_can_decide_is_in_the_way() -> None:
    """A pseudo-class that Textual adds must be told apart, or be among those that are not kept."""
    known = KEPT | Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE
    for kind in (Widget, App):
        assert set(kind._PSEUDO_CLASSES) <= known


KEYS = (
    *("enter", "down", "enter", "escape", "escape"),
    *("enter", "enter", "down", "enter", "escape", "question_mark", "escape"),
    *("escape", "slash", "a", "escape", "ctrl+p", "escape"),
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_widget_has_the_styles_that_textual_finds(
    store: Store, ashwell: str, size: tuple[int, int]
) -> None:
    app, textuals = SiptuiApp(store), Textuals()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in KEYS:
            await press(pilot, key)
            check(app, textuals)
        await app.choose_theme("light")
        await settle(pilot)
        check(app, textuals)
        await press(pilot, "enter")
        check(app, textuals)


async def press(pilot: Pilot[None], key: str) -> None:
    await pilot.press(key)
    await settle(pilot)


async def test_the_rules_are_read_once(store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when the application starts with a theme of its own, nor for a screen that is opened again."""
    read: list[object] = []
    textuals = stylesheet.parse

    def counted(scope: str, css: str, read_from: Any, **options: Any) -> Any:
        read.append((read_from, options["tie_breaker"]))  # which Textual lowers where a class comes again
        return textuals(scope, css, read_from, **options)

    monkeypatch.setattr(stylesheet, "parse", counted)
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert len(read) == len(set(read))
        await press(pilot, "enter")
        await press(pilot, "escape")
        count = len(read)
        assert count == len(set(read))
        await press(pilot, "enter")
        assert read[count:] == []


async def test_all_that_is_imported_is_read_at_once(
    store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No screen that is opened after that has styles to read, and what was kept is kept."""
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.read_styles()
        assert isinstance(app.stylesheet, LastingSheet)
        read: list[str] = []
        monkeypatch.setattr(app.stylesheet, "_forget", lambda: read.append("again"))
        await app.desk.open(ashwell)
        for screen in (SchoolScreen(ashwell), FormScreen(ashwell, "autumn"), JudgementScreen(ashwell, "autumn")):
            app.push_screen(screen)
            await settle(pilot)
            check(app, Textuals())
        assert read == []


@pytest.mark.parametrize("kind", [SchoolScreen, JudgementScreen])
def test_the_default_styles_of_a_class_are_textuals(kind: type[DOMNode]) -> None:
    assert style_sheet.default_css(kind) == style_sheet._textuals_default_css(kind.__new__(kind))
