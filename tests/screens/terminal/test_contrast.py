"""Every text of every screen can be read in every theme: WCAG's 4.5:1, and 3:1 for what is a border and no letter.

Each screen is painted in each theme and looked at cell by cell: in true colours, in xterm's 256, and in sixteen as two
kinds of terminal have them.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.screen import ModalScreen

from screens.fields.history import HistoryScreen
from screens.forms.definitions import DefinitionScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from screens.terminal import themes
from screens.terminal.colours import in_16, in_256
from screens.unsaved.clash import ClashScreen
from screens.unsaved.lost_drafts import LostScreen
from siptui.app import SiptuiApp
from siptui.cli.commands.invented_caseload import demo_store
from siptui.desk.write_queue import Outcome
from siptui.records.change import Clash
from siptui.store.drafts import Entry, Lost
from support.piloting import settle, until
from support.places import WHOLE_SCHOOL

SCHOOL = "gooseberry_green_junior"
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"
Triplet = tuple[int, int, int]

STEPS = (0, 95, 135, 175, 215, 255)
CUBE = [(r, g, b) for r in STEPS for g in STEPS for b in STEPS]
OF_256: list[Triplet] = [(0, 0, 0)] * 16 + CUBE + [(n, n, n) for n in range(8, 248, 10)]
CONSOLE = """
000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff
"""
XTERM = """
000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff
"""
SIXTEEN = {
    name: [tuple(bytes.fromhex(colour)) for colour in colours.split()]
    for name, colours in {"console": CONSOLE, "xterm": XTERM}.items()
}
LINES = re.compile(r"[\s─-╿▀-▟]*")


def luminance(colour: Triplet) -> float:
    parts = (c / 255 for c in colour)
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Triplet, other: Triplet) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def true(style: Style) -> tuple[Triplet, Triplet]:
    return tuple(style.color.triplet), tuple(style.bgcolor.triplet)


def exact(style: Style) -> tuple[Triplet, Triplet]:
    style = in_256(style)
    return OF_256[style.color.number], OF_256[style.bgcolor.number]


def sixteen(terminal: str) -> Callable[[Style], tuple[Triplet, Triplet]]:
    """What a terminal makes of a style: bold is bright, as most are set."""

    def shown(style: Style) -> tuple[Triplet, Triplet]:
        style = in_16(style)
        letter, ground = (c.downgrade(ColorSystem.STANDARD).number for c in (style.color, style.bgcolor))
        return SIXTEEN[terminal][letter + 8 * (bool(style.bold) and letter < 8)], SIXTEEN[terminal][ground]

    return shown


def painted(pilot: Pilot[None]) -> Iterator[tuple[str, Style]]:
    """Each run of cells on the screen and its style; of a dialog's screen, what is not behind the dialog."""
    screen = pilot.app.screen
    modal = isinstance(screen, ModalScreen)
    regions = [widget.region for widget in screen.walk_children() if widget.display]
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            for letter in segment.text:
                if not modal or any(region.contains(x, y) for region in regions):
                    yield letter, segment.style
                x += 1


def worst(pilot: Pilot[None], look: Callable[[Style], tuple[Triplet, Triplet]]) -> list[tuple[float, str, str]]:
    """The least contrast of letters, then of lines, with the style and where it begins."""
    runs: dict[tuple[bool, Style], str] = {}
    for letter, style in painted(pilot):
        if not letter.isspace() and len(text := runs.get((bool(LINES.fullmatch(letter)), style), "")) < 30:
            runs[bool(LINES.fullmatch(letter)), style] = text + letter
    found = []
    for (line, style), text in runs.items():
        letter, ground = look(style)
        ratio = contrast(ground, letter)
        found.append((ratio * 1.5 if line else ratio, f"{ratio:.2f} {style}", text))
    return found


def on(screen: Callable[[SiptuiApp], object]) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def show(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(screen(pilot.app))
        await settle(pilot)

    return show


def keys(*names: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*names)
        await settle(pilot)

    return press


async def proposed(pilot: Pilot[None]) -> None:
    pilot.app.screen.file.choose(WHOLE_SCHOOL)
    await settle(pilot)


async def found(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    await until(pilot, lambda: pilot.app.screen.query(CommandList).first().option_count)


async def told(pilot: Pilot[None]) -> None:
    """Both states of the last two lines: something is wrong, and something is not saved."""
    pilot.app.screen.say("It is not a date: 45 March", problem=True)
    pilot.app.screen.query_one("KeyBar").show("NOT SAVED", failed=True)
    await pilot.pause()


async def selected(pilot: Pilot[None]) -> None:
    await pilot.press("e", *"words to select", *["shift+left"] * 6)
    await pilot.pause()


async def all_styles(pilot: Pilot[None]) -> None:
    """The grid's rarer styles, which no record of the demonstration has."""
    grid = pilot.app.screen.query_one(Grid)
    for name in ("pending", "conflict", "finding", "strong"):
        style = grid.get_component_rich_style(f"grid--{name}")
        assert contrast(*true(style)) >= 4.5, name


ENTRY = Entry(school=SCHOOL, path=EVALUATION, old=None, text="half a thought", when="2026-11-21T10:00:00+00:00")
CLASH = Clash(EVALUATION, None, "theirs", "mine", "mr", "2010-10-12T09:05:00+00:00")
STATES: dict[str, list[Callable[[Pilot[None]], Awaitable[None]]]] = {
    "caseload": [told],
    "filter": [keys("slash", "g", "r")],
    "finder": [found, keys(*"the", "down")],
    "school": [on(lambda _: SchoolScreen(SCHOOL))],
    "front sheet, editing": [
        on(lambda _: FormScreen(SCHOOL, "front")),
        keys("down", "enter", "shift+left", "shift+left"),
    ],
    "visit": [on(lambda _: FormScreen(SCHOOL, "autumn"))],
    "judgements": [on(lambda _: JudgementScreen(SCHOOL, "autumn")), keys("down", "right", "right"), all_styles],
    "judgements, writing": [on(lambda _: JudgementScreen(SCHOOL, "autumn")), selected],
    "help": [on(lambda _: JudgementScreen(SCHOOL, "autumn")), keys("question_mark")],
    "history": [on(lambda _: HistoryScreen(SCHOOL, EVALUATION, ["Gooseberry"]))],
    "definitions": [on(lambda app: DefinitionScreen([app.desk.framework.scales["agreement"]]))],
    "progress": [on(lambda _: ProgressScreen(SCHOOL)), keys("down", "right", *"15")],
    "summary": [on(lambda _: SummaryScreen(SCHOOL)), keys("pagedown")],
    "import": [on(lambda _: ImportScreen(SCHOOL)), proposed],
    "message": [on(lambda _: MessageScreen("A message"))],
    "lost": [on(lambda app: LostScreen([Lost("12-34", ENTRY)]))],
    "clash": [on(lambda app: ClashScreen(Outcome(school_id=SCHOOL, why="typed", clashes=(CLASH,))))],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One invented store for all: nothing is kept of what is typed here, but for drafts."""
    return tmp_path_factory.mktemp("contrast") / "demo"


@pytest.mark.parametrize("state", STATES)
async def test_every_text_can_be_read(state: str, demo: Path) -> None:
    app = SiptuiApp(demo_store(demo, "tester", 3))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for step in STATES[state]:
            await step(pilot)
        faint = []
        for theme in themes.THEMES:
            app.theme = theme.name
            await pilot.pause()
            few = theme.name.endswith(themes.FEW)
            looks = {name: sixteen(name) for name in SIXTEEN} if few else {"true": true, "256": exact}
            for name, look in looks.items():
                faint += [(theme.name, name, *found) for found in worst(pilot, look) if found[0] < 4.5]
        assert not faint
