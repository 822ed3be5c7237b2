"""Every screen as a picture, at both sizes, against the one that was looked at and found good.

After a change that is meant: `pytest tests/screens/test_snapshots.py --snapshot-update`, and look at each picture that
moved.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.forms.definitions import DefinitionScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.cli.commands.invented_caseload import demo_store
from support.piloting import settle
from support.places import WHOLE_SCHOOL

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SCHOOL = "gooseberry_green_junior"
OF_ALL_YEARS = "lantern_green_primary"
SCREENS: dict[str, tuple[Callable[[SiptuiApp], object] | None, list[str]]] = {
    "caseload": (None, ["down", "down"]),
    "school": (lambda _: SchoolScreen(SCHOOL), ["down"]),
    "front sheet": (lambda _: FormScreen(SCHOOL, "front"), ["down"]),
    "visit": (lambda _: FormScreen(SCHOOL, "autumn"), ["down", "down", "down", "down"]),
    "targets": (lambda _: FormScreen(SCHOOL, "targets"), ["pagedown", "tab"]),
    "writing": (lambda _: FormScreen(SCHOOL, "autumn"), ["tab", "tab", "tab", "tab", "enter"]),
    "sections": (lambda _: FormScreen(SCHOOL, "spring"), ["ctrl+g"]),
    "steps": (lambda _: FormScreen(SCHOOL, "autumn"), ["f4"]),
    "new form": (lambda _: SchoolScreen(SCHOOL), ["n"]),
    "judgements": (lambda _: JudgementScreen(SCHOOL, "autumn"), ["down", "right", "right"]),
    "definitions": (lambda app: DefinitionScreen([app.desk.framework.scales["agreement"]]), []),
    "progress": (lambda _: ProgressScreen(SCHOOL), ["down", "right"]),
    "summary": (lambda _: SummaryScreen(SCHOOL), ["pagedown"]),
    "block": (lambda _: ProgressScreen(SCHOOL), ["f8", "down", "down", "right", "ctrl+c"]),
    "pasting": (
        lambda _: ProgressScreen(SCHOOL),
        ["f8", "down", "down", "right", "ctrl+c", "escape", "home", "right", "ctrl+v"],
    ),
    "sorted and filtered": (None, ["right", "f6", "f6", "slash", *"green pri", "enter", "shift+down", "shift+left"]),
    "import": (lambda _: ImportScreen(OF_ALL_YEARS), []),
    "help": (lambda _: JudgementScreen(SCHOOL, "autumn"), ["question_mark"]),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare, tmp_path: Path, name: str, size: str) -> None:
    app = SiptuiApp(demo_store(tmp_path / "demo", "tester", 12))
    screen, keys = SCREENS[name]

    async def walk(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await app.desk.open(SCHOOL)
        await app.desk.open(OF_ALL_YEARS)
        if screen:
            await app.push_screen(screen(app))
        await settle(pilot)
        if name == "import":
            app.screen.file.choose(WHOLE_SCHOOL)
            await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=walk)
