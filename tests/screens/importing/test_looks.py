"""The sides of an import as pictures, at both sizes, against those that were looked at and found good."""

import os
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.fields.figure_source import FigureSourceScreen
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.importing.password import PasswordScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.records.source import Figure, GroupFigure, Source
from siptui.store.store import Store
from support.piloting import press, settle

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
PATH = "progress/reading/3/2010-12"
PUPILS = ("Oak Ann", "Ash Bob", "Elm Cyd", "Fir Dan", "Yew Eve", "Box Fay")
HEAD = "UPN,Surname,Forename,Gender,Year,Reading July 10,Reading Dec 10,Rdg wk 9,Writing Jul,Maths Dec 10,Target"
FIGURE = Figure(
    ["Year 3!F Reading Dec 10", "Year 3/4!F Reading Dec 10"],
    27,
    3,
    {"absent": 2, "'Z9' is not a level": 1},
    {"Boys": GroupFigure(13.456, 12), "Free school meals": GroupFigure(12, 1)},
    15.5,
)
SOURCE = Source("tracking.xlsx", "0123456789abcdef" * 4, {PATH: FIGURE}, {"decimals": ".0 is c, .3 is b, .7 is a"})


@pytest.fixture
def sent(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file with something of everything, in the inbox since long ago."""
    rows = [f"A{n},{name.replace(' ', ',')},M,{3 + n // 4},2c,2b,9,1a,2.3,3c" for n, name in enumerate(PUPILS)]
    rows[1], rows[2] = rows[1].replace("2b", "A"), rows[2].replace("2b", "Z9")
    lines = ["Tracking 2010-11 of an invented school", "", HEAD, *rows, "Average,,,,,2c,2b,9,1a,2.3,"]
    path = store.folder / "inbox" / "tracking.csv"
    path.write_text("\n".join(lines))
    (store.folder / "inbox" / "Autumn term [all classes].xlsx").write_bytes(b"x" * 45_678)
    for file in path.parent.iterdir():
        os.utime(file, (1_286_892_300 + len(file.name),) * 2)
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield path
    monkeypatch.undo()
    time.tzset()


async def files(pilot: Pilot[None], _: Path) -> None:
    await press(pilot, "down")


async def columns(pilot: Pilot[None], sent: Path) -> None:
    pilot.app.screen.file.choose(sent)
    await settle(pilot)
    await press(pilot, "2")
    pilot.app.screen.query_one("#view", Grid).move_to("5", "G")


async def meaning(pilot: Pilot[None], sent: Path) -> None:
    await columns(pilot, sent)
    pilot.app.screen.query_one("#view", Grid).move_to("5", "H")
    await press(pilot, "enter")


async def left_out(pilot: Pilot[None], sent: Path) -> None:
    pilot.app.screen.file.choose(sent)
    await settle(pilot)
    await press(pilot, "3")


async def questions(pilot: Pilot[None], sent: Path) -> None:
    pilot.app.screen.file.choose(sent)
    await settle(pilot)
    await press(pilot, "enter")


async def refused(pilot: Pilot[None], sent: Path) -> None:
    """One in words of its own, of which two columns were told."""
    rows = [f"{name.split()[0]},Y3,good,well,blue" for name in PUPILS]
    sent.write_text("\n".join(["Our own tracking", "", "Bairn,Klasse,So far,Also,Shoes", *rows]))
    pilot.app.screen.file.choose(sent)
    await settle(pilot)
    for column, means in (("A", "surname"), ("B", "year")):
        pilot.app.screen.file.answer(f"means:tracking!{column}", means)
        await settle(pilot)


async def removing(pilot: Pilot[None], _: Path) -> None:
    await press(pilot, "down", "delete")


async def password(pilot: Pilot[None], sent: Path) -> None:
    pilot.app.push_screen(PasswordScreen(sent.name, again=True))
    await settle(pilot)
    await pilot.press(*"Quince")


async def source(pilot: Pilot[None], _: Path) -> None:
    pilot.app.push_screen(FigureSourceScreen(pilot.app.screen.school_id, PATH, ["Ashwell Primary", "Progress"]))


VIEWS: dict[str, Callable[[Pilot[None], Path], Awaitable[None]]] = {
    "files": files,
    "columns": columns,
    "meaning": meaning,
    "left out": left_out,
    "questions": questions,
    "refused": refused,
    "removing": removing,
    "password": password,
    "source": source,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_view(snap_compare, store: Store, ashwell: str, sent: Path, monkeypatch, view: str, size: str) -> None:
    store.change(ashwell, [Change(PATH, 15.5)], "imported from tracking.xlsx", SOURCE)
    monkeypatch.setattr("screens.fields.figure_source.clock", lambda _: "12 Oct 10 14:05")
    app = SiptuiApp(store, ashwell)

    async def walk(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await app.push_screen(ImportScreen(ashwell))
        await settle(pilot)
        await VIEWS[view](pilot, sent)
        await settle(pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=walk)
