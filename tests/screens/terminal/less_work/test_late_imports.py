"""What is imported late is not there at the first picture, and all there when it is asked for. What breaks here when
Textual changes: what `textual.app`, `textual.theme` and `textual.design` take (`late_imports.TAKEN`)."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import textual

from screens.terminal.less_work import late_imports
from siptui.app import OPENED_NEXT, SiptuiApp
from siptui.store.store import Store
from support.piloting import settle

TEXTUAL = Path(textual.__file__).parent
BEGUN = """
import sys
from screens.terminal.less_work import late_imports
late_imports.begin()
import siptui.app
"""


def said(code: str) -> str:
    return subprocess.run([sys.executable, "-c", BEGUN + code], check=True, capture_output=True, text=True).stdout


def test_the_first_picture_is_spared_them() -> None:
    late = [
        "ssl",
        "textual.command",
        "rich.table",
        "textual.widgets._tree",
        "textual.widgets._option_list",
        "click",
        "openpyxl",
    ]
    assert said(f"print([name for name in {late} if name in sys.modules])").strip() == "[]"


def test_the_finder_is_textuals_when_it_is_asked_for() -> None:
    code = """
found = late_imports.finder()
import textual.app, textual.command, textual.theme
print(found is textual.command.CommandPalette is textual.app.CommandPalette)
print(textual.theme.Hit is textual.command.Hit)
import ssl, asyncio, textual.system_commands, rich.table
print(rich.table.Table.__module__)
"""
    assert said(code).split() == ["True", "True", "rich.table"]


def test_where_textual_is_there_already_nothing_is_changed() -> None:
    before = set(sys.modules)
    late_imports.begin()
    assert set(sys.modules) == before
    assert late_imports.finder() is import_module("textual.command").CommandPalette


@pytest.mark.parametrize(
    ("late", "module"), [(late, module) for late, taken in late_imports.TAKEN.items() for module in taken]
)
def test_all_that_textual_takes_has_a_stand_in(late: str, module: str) -> None:
    tree = ast.parse((TEXTUAL / f"{module.removeprefix('textual.')}.py").read_text())
    taken = [
        name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == late
        for name in node.names
    ]
    assert sorted(taken) == sorted(late_imports.TAKEN[late][module])


def test_nothing_else_takes_of_the_finder_at_the_start() -> None:
    """Other modules of Textual that import it are themselves imported late."""
    others = {
        path.stem
        for path in TEXTUAL.glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ImportFrom) and node.module == late_imports.FINDER
    }
    assert others == {"app", "theme", "system_commands"}


async def test_the_finder_opens_in_our_colours(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        icon = app.screen.query("SearchIcon").first()
        assert not icon.display
        await pilot.press("ctrl+p")  # open already
        await settle(pilot)
        assert len(app.screen_stack) == 2


async def test_what_is_opened_next_is_imported_while_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    monkeypatch.setattr(late_imports, "import_module", imported.append)
    monkeypatch.setattr(late_imports, "PAUSE", 0)
    looks = iter([True, False, False, True])
    seen: list[list[str]] = []

    def quiet() -> bool:
        seen.append(imported.copy())
        return next(looks)

    await late_imports.when_quiet(["not_here.one", "sys", "not_here.two"], quiet)
    assert imported == ["not_here.one", "not_here.two"]
    assert seen == [[], ["not_here.one"], ["not_here.one"], ["not_here.one"]]


def test_what_is_opened_next_is_there() -> None:
    for name in OPENED_NEXT:
        import_module(name)
