"""Every terminal: what it is called, what it can show, how it is left, and whatever size it takes."""

import os
import random
import re
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from screens.terminal.ascii_signs import charset, into
from screens.terminal.themes import FEW, THEMES, chosen, remember
from siptui.cli.commands.invented_caseload import demo_store
from siptui.store.store import Store
from support.dropping_line import Line
from support.places import ROOT

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])[;m]")
LEAVES_ON = {b"7", b"25"}
"""Line wrap and the cursor, which a terminal has on."""


class Watched(Line):
    """A terminal of which every byte is kept, and how it was set before."""

    def __init__(self, store: Store, size: tuple[int, int] = (80, 24), code: str = "", **environ: str) -> None:
        self.raw = b""
        clean = {"COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "SIPTUI_THEME"}
        kept = {name: value for name, value in os.environ.items() if name not in clean}
        said = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "XDG_CONFIG_HOME": str(store.folder / "config")} | environ
        words = [f"{name}={value}" for name, value in (kept | said).items()]
        program = ["-c", code] if code else ["-m", "siptui"]
        options = ["--store", str(store.folder), "--as", "tester"]
        super().__init__(["/usr/bin/env", "-i", *words, sys.executable, *program, *options], *size)
        self.before = termios.tcgetattr(self._fd)

    def _read(self, seconds: float) -> bool:
        feed = self._stream.feed

        def keep(data: bytes) -> None:
            self.raw += data
            feed(data)

        self._stream.feed = keep
        try:
            return super()._read(seconds)
        finally:
            self._stream.feed = feed

    def resize(self, columns: int, rows: int) -> None:
        import fcntl
        import struct

        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def wait_for(self, text: str, seconds: float = 60) -> float:
        return 0.0 if text in self.text() else super().wait_for(text, seconds)

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def is_as_it_was(self) -> None:
        """Everything that was turned on is off again, and the other way round."""
        modes = dict.fromkeys(LEAVES_ON, True)
        for found in re.finditer(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            modes |= dict.fromkeys(found[1].split(b";"), found[2] == b"h")
        assert {mode for mode, on in modes.items() if on} == LEAVES_ON
        assert self.raw.count(b"\x1b[>") <= self.raw.count(b"\x1b[<u")
        assert self.raw.rfind(b"\x1b[?1049h") < self.raw.rfind(b"\x1b[?1049l")
        assert termios.tcgetattr(self._fd) == self.before


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return demo_store(tmp_path_factory.mktemp("terminals") / "demo", "tester", 2)


@contextmanager
def opened(store: Store, *size: int, **environ: str) -> Iterator[Watched]:
    with Watched(store, size or (80, 24), **environ) as on:
        on.wait_for("Toadflax")
        on.quiet(0.15)
        yield on


# -- left as it was

BROKEN = """
import sys
from screens.school.school_screen import SchoolScreen
SchoolScreen.show = lambda self: 1 / 0
from siptui.cli import main
main()
"""
HANGING = """
import threading, siptui.app, screens.terminal.key_queue
siptui.app.LAST_SECONDS = 0.5
screens.terminal.key_queue.KeyTurns.last = lambda self, seconds: __import__("asyncio").sleep(30)
from siptui.cli import main
main()
"""
WAYS: dict[str, tuple[str, bytes | signal.Signals]] = {
    "quit": ("", b"\x11"),
    "terminate": ("", signal.SIGTERM),
    "hang up": ("", signal.SIGHUP),
    "error": (BROKEN, b"\r"),
    "terminate, hanging": (HANGING, signal.SIGTERM),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_terminal_is_left_as_it_was(shared: Store, way: str) -> None:
    code, how = WAYS[way]
    with opened(shared, code=code) as on:
        assert b"\x1b[?1049h" in on.raw
        if isinstance(how, bytes):
            os.write(on._fd, how)
        else:
            on.send(how)
        assert on.ends_within(60)
        on.is_as_it_was()


def test_a_signal_while_it_starts(shared: Store) -> None:
    """At whatever moment of the start."""
    for delay in (0.0, 0.02, 0.1):
        with Watched(shared) as on:
            end = time.monotonic() + 60
            while b"\x1b[?1049h" not in on.raw and time.monotonic() < end:
                on._read(0.005)
            time.sleep(delay)
            on.send(signal.SIGTERM)
            assert on.ends_within(60)
            on.is_as_it_was()


# -- whatever it is called

TERMS = ("xterm", "xterm-256color", "screen-256color", "tmux-256color", "linux", "putty")
COLOURS = {"": {}, "NO_COLOR": {"NO_COLOR": "1"}, "true colours": {"COLORTERM": "truecolor"}}


@pytest.mark.parametrize(
    ("term", "colours_asked"),
    [
        *((term, [""]) for term in TERMS if term != "xterm-256color"),
        ("xterm-256color", list(COLOURS)),
        *(pytest.param(term, list(COLOURS), marks=pytest.mark.torture) for term in TERMS),
    ],
)
def test_every_terminal(shared: Store, term: str, colours_asked: list[str]) -> None:
    with ExitStack() as stack:
        three = {name: stack.enter_context(Watched(shared, TERM=term, **COLOURS[name])) for name in colours_asked}
        for text, then in (
            ("Toadflax", b"\r"),
            ("Autumn visit", b"\x1b[B\r"),
            ("Judgements on main focus", b"\x1b[B" * 5 + b"\r"),
        ):
            for on in three.values():
                on.wait_for(text)
                on.press(then, 0.02)
        for colours, on in three.items():
            on.wait_for("S1.1")
            on.quiet(0.1)
            assert re.search(r"^.S1\.\d .* [RAG] .* [RAG] ", on.text(), re.MULTILINE)
            assert bool(COLOUR.search(on.raw)) == (colours != "NO_COLOR")
            assert (b"38;2;" in on.raw) == (colours == "true colours")
            assert (b"38;5;" in on.raw) == ("256" in term and not colours)
            assert (b"$p" in on.raw) == (term != "linux")
            os.write(on._fd, b"\x11")
        for on in three.values():
            assert on.ends_within(60)
            on.is_as_it_was()


def test_any_size_at_any_moment(shared: Store) -> None:
    chance = random.Random(5)
    with opened(shared) as on:
        for _ in range(20):
            on.resize(chance.choice((20, 40, 80, 81, 132, 300)), chance.choice((5, 8, 24, 25, 50, 80)))
            os.write(on._fd, chance.choice((b"\x1b[B", b"\r", b"\x1b", b"?", b"\t", b"\x1b[6~", b"\x1b[C")))
            on.quiet(chance.choice((0.0, 0.02, 0.1)))
        for _ in range(6):
            on.press(b"\x1b", 0.11)  # closer together they would be one key with Alt
        on.resize(80, 24)
        on.press(b"\x1b", 0.4)
        text = on.text()
        assert "Traceback" not in text
        os.write(on._fd, b"\x11")
        assert on.ends_within(60)
    with opened(shared) as fresh:
        fresh.quiet()
        assert [line[:70] for line in text.split("\n")[:3]] == [line[:70] for line in fresh.screen.display[:3]]
        assert text.split("\n")[23] == fresh.screen.display[23]


# -- a locale that is not UTF-8


@pytest.mark.parametrize("environ", [{"LC_ALL": "C"}, {"LANG": "en_GB.ISO-8859-1"}])
def test_ascii_only(shared: Store, environ: dict[str, str]) -> None:
    with opened(shared, **environ) as on:
        on.press(b"\r", 0.15)
        on.wait_for("Autumn visit")
        assert "Caseload > " in on.text()
        os.write(on._fd, b"?")
        on.wait_for("+-----")
        on.press(b"\x1b", 0.15)
        on.press("/é\xa3".encode("latin-1"), 0.2)  # no UTF-8
        os.write(on._fd, b"\x11")
        assert on.ends_within(60)
        assert on.raw.isascii()
        assert b"Traceback" not in on.raw


def test_what_cannot_be_said_keeps_its_width() -> None:
    ascii_, latin = into("ascii"), into("iso-8859-1")
    assert ascii_("Zoë › £5 … 学校│\x1b[1m") == "Zo? > ?5 ~ ????|\x1b[1m"
    assert latin("Zoë › £5 ł") == "Zoë > £5 ?"
    assert ascii_("e\u0301") == "e"


@pytest.mark.parametrize(
    ("environ", "coerced", "named"),
    [
        ({"LANG": "en_GB.UTF-8"}, False, "utf-8"),
        ({"LANG": "en_GB.UTF-8"}, True, "utf-8"),
        ({"LC_CTYPE": "C.UTF-8"}, False, "utf-8"),
        ({"LC_CTYPE": "C.UTF-8"}, True, "ascii"),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, True, "ascii"),
        ({"LANG": "en_GB.utf8", "LC_ALL": "POSIX"}, False, "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, False, "ISO-8859-15"),
        ({}, True, "ascii"),
    ],
)
def test_what_the_locale_says(environ: dict[str, str], coerced: bool, named: str) -> None:
    assert charset(environ, coerced) == named


# -- themes


def test_the_theme_is_remembered_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("SIPTUI_THEME", raising=False)
    assert chosen() == "dark"
    assert list(tmp_path.iterdir()) == []
    remember("light")
    assert chosen() == "light"
    monkeypatch.setenv("SIPTUI_THEME", "safe")
    assert chosen() == "safe"
    monkeypatch.setenv("SIPTUI_THEME", "puce")
    assert chosen() == "light"
    (tmp_path / "siptui" / "theme").write_bytes(b"\xff\x00nonsense")
    assert chosen() == "dark"


def test_every_colour_is_in_the_themes() -> None:
    for path in [*ROOT.glob("screens/**/*"), *ROOT.glob("siptui/*.py"), *ROOT.glob("siptui/cli/**/*.py")]:
        if path.suffix in {".py", ".tcss"} and path.name not in {"themes.py", "colours.py"}:
            found = re.findall(r"#[0-9a-fA-F]{6}\b|\bansi_\w+|\bcolor: (?!\$|transparent)\w+", path.read_text("utf-8"))
            assert not found, path


def test_every_colour_is_one_of_256() -> None:
    from screens.terminal.colours import CUBE, GREY_FROM, GREY_STEP, GREYS

    greys = {GREY_FROM + GREY_STEP * n for n in range(GREYS)}
    for theme in THEMES:
        if theme.name.endswith(FEW):
            continue
        shown = theme.to_color_system().generate() | theme.variables
        ours = ("primary", "accent", "foreground", "background", "surface", "panel", "success", "warning", "error")
        for name in (*ours, *(n for n in theme.variables if shown[n].startswith("#") and " " not in shown[n])):
            parts = tuple(bytes.fromhex(shown[name][1:]))
            assert set(parts) <= set(CUBE) or (len(set(parts)) == 1 and parts[0] in greys), (theme.name, name)
