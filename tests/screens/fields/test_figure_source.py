"""Where a figure of Part D came from: the file and how it was reckoned, or who typed it."""

import pytest

from screens.fields.figure_source import FigureSourceScreen
from screens.fields.history import HistoryScreen
from screens.forms.form_screen import FormScreen
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.records.source import Figure, GroupFigure, Source
from siptui.store.store import Store
from support.piloting import note, opened, press, shown

PATH = "progress/reading/3/2010-12"
FIGURE = Figure(
    ["Year 3!F Reading Dec 10", "Year 3/4!F Reading Dec 10"],
    27,
    3,
    {"absent": 2, "'Z9' is not a level": 1},
    {"Free school meals": GroupFigure(13.456, 1)},
    15.5,
)
SOURCE = Source("tracking.xlsx", "0123456789abcdef" * 4, {PATH: FIGURE}, {"means:Year 3!F": "reading 2010-12"})


def lines(grid: Grid) -> list[tuple[str, str]]:
    return [(row.cell(0).text, row.cell(1).text) for row in grid.rows]


async def test_an_imported_figure(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(PATH, 15.5)], "imported from tracking.xlsx", SOURCE)
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("reading/3", "2010-12")
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, FigureSourceScreen)
        found = lines(pilot.app.screen.query_one(Grid))
        when = found.pop(4)
        assert when[0] == "When"
        assert found == [
            ("Reading Year 3 APS Dec 10", ""),
            ("It is", "15.50"),
            ("Read from the file", "tracking.xlsx"),
            ("Imported by", "tester"),
            ("Sheet and column", "Year 3!F Reading Dec 10"),
            ("", "Year 3/4!F Reading Dec 10"),
            ("Pupils counted", "27"),
            ("Pupils left out", "3"),
            ("", "2 absent"),
            ("", "1 'Z9' is not a level"),
            ("Groups among those counted", ""),
            ("  Free school meals", "13.46, 1 pupil"),
            ("What was answered", ""),
            ("  Column F of Year 3 means", "Reading, December 2010"),
            ("The file's fingerprint", "0123456789abcdef…"),
        ]
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ProgressScreen)


async def test_a_typed_figure_an_empty_one_and_the_increase(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(PATH, 15.5)], "imported from tracking.xlsx", SOURCE)
    store.change(ashwell, [Change(PATH, 16.25)])
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        progress = pilot.app.screen.query_one(Grid)
        progress.move_to("reading/3", "2010-12")
        await press(pilot, "f9")
        found = lines(pilot.app.screen.query_one(Grid))
        assert found[1:4] == [("It is", "16.25"), ("How", "typed in, not read from a file"), ("By", "tester")]
        assert "tracking.xlsx" not in shown(pilot)
        await press(pilot, "escape", "left", "f9")
        assert lines(pilot.app.screen.query_one(Grid))[1:] == [("It is", "empty"), ("Written by", "nobody yet")]
        await press(pilot, "escape")
        progress.move_to("reading/3", "increase")
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, ProgressScreen)
        assert "The increase is reckoned from July 2010 to July 2011" in note(pilot)


async def test_the_early_years_have_their_sources_too(store: Store, ashwell: str) -> None:
    path = "progress/eyfs/psed"
    source = Source("eyfs.csv", "f" * 64, {path: Figure(["EYFS!C PSED"], 30, value=60)})
    store.change(ashwell, [Change(path, 60)], "imported from eyfs.csv", source)
    async with opened(store, ashwell, FormScreen(ashwell, "progress")) as pilot:
        pilot.app.screen.query_one(Grid).move_to(path)
        await press(pilot, "f9")
        assert "EYFS!C PSED" in shown(pilot)


@pytest.mark.parametrize("size", [(40, 8), (20, 5)])
async def test_it_draws_at_any_size(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    store.change(ashwell, [Change(PATH, 15.5)], "imported from tracking.xlsx", SOURCE)
    async with opened(
        store, ashwell, FigureSourceScreen(ashwell, PATH, ["Ashwell Primary", "Progress"]), size=size
    ) as pilot:
        await press(pilot, "pagedown", "end")
        assert isinstance(pilot.app.screen, FigureSourceScreen)


async def test_a_whole_figure_is_shown_to_two_places_too(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(PATH, 15)], "imported from tracking.xlsx", SOURCE)
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("reading/3", "2010-12")
        await press(pilot, "f9")
        assert ("It is", "15.00") in lines(pilot.app.screen.query_one(Grid))
