"""Only changed cells are sent; the terminal must show what Textual would have drawn whole, in every cell."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from pathlib import Path

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.strip import Strip

from screens.grid.grid import Grid
from screens.terminal.cell_diff import PLAIN_CELLS, SentCells, clusters, look_of
from screens.terminal.pen import change_of_look
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import settle

SYSTEMS = {"256": ColorSystem.EIGHT_BIT, "true": ColorSystem.TRUECOLOR, "16": ColorSystem.STANDARD}
NO_WRAP = "\x1b[?7l"
"""As Textual sets the terminal."""
NAMES = ("学校 Primary", "Ze\u0301bede\u0301e 🙂 First", "St [Odd] Primary", "x🎒y Junior", "Plain Infant")


def cells(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    """Every character of an emulator's screen, with what is seen of its colours and attributes."""
    return [[seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """Of a blank only its background is seen, unless it is underlined, struck through or turned round."""
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse or cell.blink:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def drawn_whole(lines: Iterable[Strip], columns: int, system: ColorSystem) -> list[list[pyte.screens.Char]]:
    """What a terminal shows that is sent these lines whole, each piece with its own codes as Textual sends it."""
    screen = pyte.Screen(columns, len(lines := list(lines)))
    stream = pyte.Stream(screen)
    stream.feed(NO_WRAP)
    for y, line in enumerate(lines):
        stream.feed(f"\x1b[{y + 1};1H")
        for text, style, _ in line:
            codes = Strip.render_ansi(style, system) if style else ""
            if style:
                style._ansi = None  # kept for one colour system only
            stream.feed(f"\x1b[{codes}m{text}\x1b[0m")
    return cells(screen)


# -- any updates of a small screen

WIDTH, HEIGHT = 16, 3
STYLE_NAMES = """bold|bold dim|dim italic|underline red|reverse|bold reverse #5fafff on #121212|on #1c1c1c
strike default on default|blink bright_red|#d0d0d0 on #121212|bold #d0d0d0 on #121212"""
STYLES = [None, *map(Style.parse, STYLE_NAMES.replace("\n", "|").split("|"))]


def lines_of(alphabet: str) -> st.SearchStrategy[Strip]:
    """Lines of letters and of blanks in any style."""
    text = st.one_of(st.text(st.sampled_from(alphabet), max_size=6), st.integers(1, 16).map(lambda n: " " * n))
    pieces = st.lists(st.tuples(text, st.sampled_from(STYLES)), max_size=5)
    return pieces.map(lambda pieces: exact([Segment(text, style) for text, style in pieces]))


def screens_of(line: st.SearchStrategy[Strip]) -> st.SearchStrategy[list[Strip]]:
    return st.lists(line, min_size=HEIGHT, max_size=HEIGHT)


WIDE = lines_of("ab·日🎒")
PART = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.integers(1, WIDTH), WIDE)
# Textual cuts a line between a letter and its mark, so that letters with marks come in whole screens only.
STEPS = st.one_of(
    st.tuples(screens_of(WIDE), st.lists(st.one_of(PART, screens_of(WIDE)), max_size=6)),
    st.tuples(screens_of(lines_of("ab日e\u0301")), st.lists(screens_of(lines_of("ab日e\u0301")), max_size=3)),
)


def exact(segments: list[Segment]) -> Strip:
    # A mark without a letter before it goes where the terminal will have it.
    return Strip([Segment("|"), *segments]).adjust_cell_length(WIDTH)


def replaced(lines: list[Strip], y: int, x1: int, x2: int, line: Strip) -> ChopsUpdate:
    """Put a part of a line into the screen, as a widget that lies over others; the update that shows it."""
    before, _, after = lines[y].divide([x1, x2, WIDTH])
    part = line.crop(x1, x2)
    lines[y] = Strip.join([before, part, after])
    chops: list[dict[int, Strip | None]] = [{0: None} for _ in lines]
    chops[y] = {x: piece for x, piece in ((0, before), (x1, part), (x2, after)) if piece.cell_length}
    ends = [[WIDTH] for _ in lines]
    ends[y] = [x + piece.cell_length for x, piece in chops[y].items() if piece]
    return ChopsUpdate(chops, [(y, x1, x2)], ends)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, system=st.sampled_from(list(SYSTEMS.values())), erases=st.booleans())
def test_any_updates(steps: tuple[list[Strip], list[object]], system: ColorSystem, erases: bool) -> None:
    console = Console()
    console._color_system = system
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed(NO_WRAP)
    sent = SentCells(erases)
    lines: list[Strip] = []
    for step in (steps[0], *steps[1]):
        update: LayoutUpdate | ChopsUpdate
        if isinstance(step, tuple):
            y, x1, width, line = step
            update = replaced(lines, y, x1, min(WIDTH, x1 + width), line)
        else:
            lines = list(step)  # type: ignore[call-overload]
            update = LayoutUpdate([[line] for line in lines], Region(0, 0, WIDTH, HEIGHT))
        stream.feed(sent.changes(update, console, (WIDTH, HEIGHT)))
        assert cells(screen) == drawn_whole(lines, WIDTH, system)
        assert sent.changes(update, console, (WIDTH, HEIGHT)) == ""


@given(before=st.sampled_from(STYLES), after=st.sampled_from(STYLES))
def test_a_change_of_look_is_no_longer_than_from_the_beginning(before: Style | None, after: Style | None) -> None:
    system = ColorSystem.EIGHT_BIT
    change = change_of_look(look_of(before, system), look_of(after, system))
    assert len(change) <= len(f"\x1b[0;{Strip.render_ansi(after or Style(), system)}m")


def test_characters_that_are_taken_for_a_cell_each_are_one() -> None:
    """They are not split by Unicode's rules, as all others are: whole screens would take twice as long."""
    for sign in filter(PLAIN_CELLS.fullmatch, map(chr, range(0x20, 0x11000))):
        assert clusters(f"a{sign}{sign}b") == ("", ("a", sign, sign, "b")), hex(ord(sign))
    for other in ("\u0301", "\ufe0f", "\u200d", "\u00ad", "日", "🙂", "\x1b", "\x9b", "\x7f", "ﬁ\u200b"):
        assert not PLAIN_CELLS.fullmatch(other), hex(ord(other[0]))


def test_no_command_reaches_the_terminal() -> None:
    strip = Strip([Segment("a\x1b[31mb\x07\x9b2Jé")])
    text = SentCells(True).changes(LayoutUpdate([[strip]], Region(0, 0, 20, 1)), Console(), (20, 1))
    assert text == "\x1b[1Ha[31mb2Jé"


@pytest.mark.parametrize("style", ["underline", "reverse", "strike"])
def test_blanks_that_show_an_attribute_are_written(style: str) -> None:
    """Terminals, unlike the emulator, erase in the background's colour and no attribute."""
    lines = [[Strip([Segment(" " * 20, Style.parse(each))])] for each in ("on red", style)]
    text = SentCells(True).changes(LayoutUpdate(lines, Region(0, 0, 20, 2)), Console(), (20, 2))
    assert "\x1b[K\x1b[2H" in text
    assert " " * 20 in text


def sent_for(before: list[Segment], after: list[Segment], erases: bool = True) -> str:
    """What goes out for the second of two pictures of a line of 20 cells."""
    cells = SentCells(erases)
    for line in (before, after):
        text = cells.changes(LayoutUpdate([[Strip(line)]], Region(0, 0, 20, 1)), Console(), (20, 1))
    return text


def test_a_blank_is_the_same_in_whatever_colour_letters_would_be() -> None:
    before = [Segment("one ", Style.parse("red")), Segment("two", Style.parse("blue"))]
    assert sent_for(before, [Segment("one", Style.parse("red")), Segment(" two", Style.parse("blue"))]) == ""
    assert sent_for(before, [Segment("one ", Style.parse("red on blue")), before[1]]) != ""
    assert sent_for(before, [Segment("one ", Style.parse("red underline")), before[1]]) != ""


def test_what_is_left_of_a_longer_text_is_erased() -> None:
    line = [Segment("a text that is long".ljust(20))]
    assert sent_for(line, [Segment("a text".ljust(20))]) == "\x1b[1;8H\x1b[K"
    assert sent_for(line, [Segment("a text".ljust(20))], erases=False) == f"\x1b[1;8H{' ' * 12}"
    assert sent_for(line, [Segment("a text       s long".ljust(20))]) == "\x1b[1;8H\x1b[6X"


# -- the application's own screens


class EmulatedDriver(HeadlessDriver):
    """Writes to an emulator."""

    stream: pyte.Stream

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.stream.feed(data)


class Emulated(SiptuiApp):
    """The application in an emulator."""

    def __init__(self, store: Store, columns: int, rows: int, system: ColorSystem) -> None:
        super().__init__(store)
        self.shown = pyte.Screen(columns, rows)
        self.console._color_system = system
        self.sent = SentCells(erases=True)

    def _build_driver(self, *args: object, **kwargs: object) -> EmulatedDriver:
        size = kwargs["size"]
        driver = EmulatedDriver(self, size=size)  # type: ignore[arg-type]
        driver.stream = pyte.Stream(self.shown)
        driver.write(NO_WRAP)
        return driver

    def whole(self) -> list[list[pyte.screens.Char]]:
        """The screen as Textual would draw it now."""
        visible_screen_stack.set(self._background_screens)
        lines = self.screen._compositor.render_strips()
        return drawn_whole(lines, self.shown.columns, self.console._color_system or ColorSystem.TRUECOLOR)

    async def check(self, pilot: Pilot[None], after: str) -> None:
        """Compare every cell with the whole screen, once all that is under way has been sent."""
        await pilot.pause()
        for patience in (0.03, 0.1, 0.3, 1, 1, 5, 10, 0):
            shown, whole = cells(self.shown), self.whole()
            if shown == whole or not patience:
                break
            await pilot.pause(patience)
        for y, (ours, theirs) in enumerate(zip(shown, whole, strict=True)):
            assert ours == theirs, (
                f"line {y} after {after}:\n{self.shown.display[y]}\n{''.join(c.data for c in theirs)}"
            )


async def walk(pilot: Pilot[None], keys: Iterable[str]) -> set[str]:
    """Press keys, or resize; after each the emulator shows what Textual would draw. Gives the screens that were met."""
    app = pilot.app
    assert isinstance(app, Emulated)
    met: set[str] = set()
    pressed: list[str] = []
    for key in keys:
        pressed.append(key)
        if key.startswith("size"):
            columns, rows = map(int, key.split()[1:])
            app.shown.resize(rows, columns)
            await pilot.resize_terminal(columns, rows)
        else:
            await pilot.press(key)
        await app.desk.settled()
        await app.check(pilot, " ".join(pressed[-6:]))
        met.add(type(app.screen).__name__.removesuffix("Screen"))
    return met


HELP = ("question_mark", "escape")
FORM = ("enter", "down", "x", "y", "tab", "enter", *"so 日e", "escape", "f3", "escape", "ctrl+z", "escape")
JUDGE = ("2", "right", "1", "right", "g", "d", "escape", "down", "delete", "3")
EVALUATE = ("e", *"so 日e", "enter", "x", "escape", "size 60 20", "size 81 25", "escape", "escape")
FIGURES = ("enter", "right", "1", "5", "tab", "x", "escape")
CASELOAD = ("escape", "/", *"pri", "escape", "ctrl+p", *"pl", "escape", "pagedown", "home", "s")


@pytest.fixture
def odd_store(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Schools whose names are hard to draw; what is exported goes beside the store."""
    monkeypatch.chdir(tmp_path)
    for number in range(30):
        store.add_school(f"{NAMES[number % len(NAMES)]} {number}", "primary", "AB")
    return store


@pytest.mark.parametrize("colours", [*SYSTEMS, "none"])
async def test_every_screen(odd_store: Store, monkeypatch: pytest.MonkeyPatch, colours: str) -> None:
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Emulated(odd_store, 80, 24, SYSTEMS.get(colours, ColorSystem.EIGHT_BIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        met = await walk(pilot, ("enter", *HELP, "down", "enter", *["down"] * 5, "enter", *JUDGE))
        assert met == {"School", "Help", "Form", "Judgement", "Definition"}
        if colours != "256":  # the rest looks much the same in any
            return
        await walk(pilot, EVALUATE)
        assert await walk(pilot, ("ctrl+home", *FORM)) == {"School", "Form", "History"}
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to("summary", "name")
        met = await walk(pilot, ("enter", "down", "escape"))
        grid.move_to("progress", "name")
        met |= await walk(pilot, (*FIGURES, "i", "a", "escape"))
        assert met == {"School", "Summary", "Progress", "Import"}
        assert await walk(pilot, CASELOAD) == {"Caseload", "CommandPalette"}


KEYS = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "ctrl+home", "ctrl+end") * 2,
    *("enter", "enter", "enter", "escape", "escape", "tab", "shift+tab", "f2", "f3", "delete", "ctrl+z", "ctrl+y"),
    *(
        "1",
        "2",
        "r",
        "e",
        "d",
        "s",
        "slash",
        "question_mark",
        "ctrl+p",
        "ctrl+l",
        "é",
        "日",
        "size 80 24",
        "size 50 18",
    ),
)


async def test_any_keys(odd_store: Store) -> None:
    chance = random.Random(7)
    app = Emulated(odd_store, 80, 24, ColorSystem.EIGHT_BIT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await walk(pilot, (chance.choice(KEYS) for _ in range(40)))


async def test_what_came_over_the_screen_goes(odd_store: Store) -> None:
    """Ctrl+L, and coming back from another program, draw everything again; so does a size that came and went."""
    app = Emulated(odd_store, 80, 24, ColorSystem.EIGHT_BIT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.shown.erase_in_display(2)
        await walk(pilot, ["ctrl+l"])
        app.shown.erase_in_display(2)
        for columns in (70, 80):  # sooner than it is laid out for the first
            app.post_message(events.Resize(Size(columns, 24), Size(columns, 24)))
            while app.size.width != columns:
                await asyncio.sleep(0)
        await app.check(pilot, "two sizes")
        app.shown.erase_in_display(2)
        app.action_draw_again()
        await app.check(pilot, "coming back")


async def test_another_theme_and_a_dialog_over_it(odd_store: Store) -> None:
    """Styles that were kept, lines that were kept and cells that were sent all give way to the new colours."""
    app = Emulated(odd_store, 80, 24, ColorSystem.EIGHT_BIT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await walk(pilot, ["enter"])
        for theme in ("light", "dark"):
            await app.choose_theme(theme)
            await settle(pilot)
            await app.check(pilot, theme)
            assert await walk(pilot, [*HELP, "down", "escape", "down", "enter"]) >= {"School", "Caseload"}


async def test_a_terminal_that_was_given_back_is_drawn_whole_in_known_colours(odd_store: Store) -> None:
    """After another program, which may have left any colours, as after an editor of one's own."""
    app = Emulated(odd_store, 80, 24, ColorSystem.EIGHT_BIT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await walk(pilot, ["enter"])
        stream = pyte.Stream(app.shown)
        stream.feed("\x1b[2J\x1b[7;4;31;44msomething else")
        app.sent.forget()
        app.screen.refresh()
        await app.check(pilot, "coming back")
        await walk(pilot, ["down", "enter", "escape"])
