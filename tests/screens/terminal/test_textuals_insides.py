"""What siptui does in the place of Textual's own, or knows of its insides: as of Textual 8.2.8. Where this fails after
another version is pinned, read Textual's code again, take over what has changed, and put the new mark here."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import textual
from textual import (
    _compositor,
    _queue,
    _styles_cache,
    app,
    driver,
    keys,
    message,
    message_pump,
    reactive,
    screen,
    widget,
)
from textual.css import stylesheet
from textual.drivers import linux_driver

from screens.terminal import garbage_collection
from screens.terminal.less_work import drawn_once, handler_plans, lean_strips, no_new_layout, style_sheet

SCREENS = Path(__file__).parents[3] / "screens"

REPLACED: dict[str, list[tuple[Any, str]]] = {
    "screens/terminal/less_work/handler_plans.py": [
        (handler_plans._textuals, "42cf0aeddecf"),
        (handler_plans._textuals_on_message, "12c0b6eb18e5"),
        (message_pump.MessagePump._dispatch_message, "f2be0916fb2d"),
    ],
    "screens/terminal/dirty_lines.py": [
        (_compositor.Compositor.render_partial_update, "888dccc892d8"),
        (_compositor.Compositor._render_chops, "ca8c3359d7af"),
        (_compositor.Compositor._get_renders, "8ac93299aa5d"),
        (_compositor.Compositor.update_widgets, "86c02b2f8d6d"),
        (_compositor.ChopsUpdate, "7c7d3e0bf714"),
    ],
    "screens/terminal/less_work/style_sheet.py": [
        (stylesheet.Stylesheet.apply, "1faf3687bbba"),
        (stylesheet.Stylesheet.update_nodes, "386367db2e9d"),
        (stylesheet.Stylesheet.parse, "21678f7a02b1"),
        (stylesheet.Stylesheet.reparse, "dd193eb05f8b"),
        (stylesheet.Stylesheet.set_variables, "f8c97f5d9d75"),
        (stylesheet.Stylesheet._process_component_classes, "852b5e4b93c6"),
        (app.App.refresh_css, "ecfa14bd0d19"),
        (app.App._load_screen_css, "425ed568a77a"),
        (style_sheet._textuals_default_css, "1e45000be06d"),
        (stylesheet.Stylesheet.add_source, "35414b4abacd"),
        (widget.Widget._post_register, "bd34440de552"),
        (app.App._watch_theme, "a6de38d37b42"),
    ],
    "screens/terminal/less_work/no_new_layout.py": [
        (no_new_layout._textuals, "088d35524e5e"),
        (widget.Widget.refresh, "b1ce3392c9c0"),
        (widget.Widget.get_content_height, "6c0a2833e5e9"),
        (widget.Widget._check_refresh, "ad1c8196be97"),
        (widget.Widget.arrange, "e876510bea8f"),
    ],
    "screens/terminal/key_queue.py": [
        (_queue.Queue, "76cfe3a5e162"),
        (app.App.on_event, "3dbf14d69491"),
        (message_pump.MessagePump._get_message, "5c8f2e35f9c7"),
    ],
    "screens/terminal/slow_line_app.py": [
        (app.App._display, "4b78dff6669a"),
        (app.App._begin_update, "74b869c65286"),
        (app.App._end_update, "1ecb7ab2a36d"),
        (app.App._end_batch, "588c75faa310"),
        (app.App.delay_update, "44f4c078fd32"),
    ],
    "screens/terminal/less_work/drawn_once.py": [
        (drawn_once._textuals_compose, "f6e15c835765"),
        (drawn_once._textuals_refresh, "7a40efe56381"),
        (screen.Screen._on_timer_update, "421401660de1"),
        (drawn_once._textuals_update_timer.fget, "6736ab93692e"),
        (screen.Screen._refresh_layout, "889715478130"),
        (screen.Screen._on_resize, "ba5f7fb1b5a3"),
    ],
    "screens/terminal/end_without_traceback.py": [(app.App._print_error_renderables, "6e6be4034677")],
    "screens/terminal/keymap_and_key_names.py": [
        (keys._character_to_key, "422e0a6af915"),
        (app.App.set_keymap, "3cc3fdf069eb"),
    ],
    "screens/terminal/garbage_collection.py": [
        (_styles_cache.StylesCache.render_line, "928d7496e850"),
        (garbage_collection._textuals_watch, "d0a0965fc6ce"),
        (reactive.Reactive._check_watchers, "7264430bbdce"),
        (garbage_collection._textuals_reset, "e6811e7da5bd"),
    ],
    "screens/terminal/less_work/lean_strips.py": [(lean_strips._textuals, "ce1d8154dca8")],
    "screens/terminal/less_work/late_imports.py": [(app.App.action_command_palette, "f01035ce40de")],
    "screens/terminal/driver.py": [
        (driver.Driver, "da5e0cb61505"),
        (linux_driver.LinuxDriver, "ec65992e0f98"),
    ],
}


def mark(of: Any) -> str:
    return hashlib.sha256(inspect.getsource(of).encode()).hexdigest()[:12]


def test_the_version() -> None:
    assert textual.__version__ == "8.2.8"


@pytest.mark.parametrize("ours", REPLACED)
def test_textual_is_as_it_was(ours: str) -> None:
    changed = {of.__qualname__: mark(of) for of, known in REPLACED[ours] if mark(of) != known}
    assert not changed, f"{ours} was written for these as they were: read them again"
    assert "8.2.8" in (SCREENS.parent / ours).read_text()


@functools.cache
def private_names_in(cls: type) -> set[str]:
    names = {*vars(cls), *re.findall(r"\bself\.(_[a-z]\w*)", inspect.getsource(cls))}
    return {name for name in names if re.match(r"_[a-z]", name)}


def private_names(*kinds: type) -> set[str]:
    """Every private name of Textual's that these classes have."""
    textuals = {cls for kind in kinds for cls in kind.__mro__ if cls.__module__.startswith("textual")}
    return set[str]().union(*map(private_names_in, textuals))


def classes_of(path: Path) -> list[type]:
    """A module's own classes."""
    module = importlib.import_module(".".join(path.relative_to(SCREENS.parent).with_suffix("").parts))
    return [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]


ROOMS = [path for path in SCREENS.rglob("*.py") if "terminal" not in path.parts and path.stem != "__init__"]


@pytest.mark.xdist_group("textual's source")  # which is read once
@pytest.mark.parametrize("path", [*ROOMS, SCREENS.parent / "siptui" / "app.py"], ids=lambda path: path.stem)
def test_only_the_terminals_room_knows_textuals_insides(path: Path) -> None:
    """Elsewhere no private name of Textual's is imported, used or overridden."""
    own = private_names(*(each for each in classes_of(path) if isinstance(each, type)))
    of_others = private_names(app.App, screen.ModalScreen, message.Message)
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            names = [*f"{node.module}".split("."), *(each.name for each in node.names)]
            found += [name for name in names if name.startswith("_")]
        elif isinstance(node, ast.Attribute):
            ours = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            found += [node.attr] if node.attr in (own if ours else own | of_others) else []
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [node.name] if node.name in own else []
    assert not found
