"""A yes: what was listed is what the store then holds; what a colleague did meanwhile is shown, and never lost."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.unsaved.clash import ClashScreen
from siptui.app import SiptuiApp
from siptui.cli.commands.import_file import import_tracking
from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Change, Conflict, Record
from siptui.rules.progress import shown as figure
from siptui.store.store import Store
from siptui.tracking.proposal_types import ANSWERS
from support.import_read import SIZE, read_in
from support.piloting import answer, note, press, settle, shown

MOVES, STAYS = "progress/reading/3/2010-12", "progress/reading/4/2010-12"
TABLE = (
    "UPN,Surname,Forename,Year,Reading Dec 10,Writing Dec 10,Maths Dec 10\n"
    "A1,Oak,Ann,3,2b,2c,2.3\nA2,Ash,Bob,3,2a,1a,2.7\nA3,Elm,Cyd,4,3c,N,3.3\n"
)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "tracking.csv"
    path.write_text(TABLE.replace(",Maths Dec 10", "").replace(",2.3", "").replace(",2.7", "").replace(",3.3", ""))
    return path


def colleague(store: Store, school: str, *changes: Change) -> None:
    Store(store.folder, "colleague").change(school, changes)


def listed(screen: ImportScreen) -> dict[str, str]:
    """Every figure of the view of changes by its path, as it would be."""
    grid = screen.query_one("#view", Grid)
    columns = [c.key for c in grid.columns]
    cells = {
        f"{row.key}/{column}": row.cell(n).text.rpartition("→ ")[2]
        for row in grid.rows
        if not row.heading
        for n, column in enumerate(columns)
        if n
    }
    return {path: text for path, text in cells.items() if text != "–"}


def kept(record: Record) -> dict[str, str]:
    return {
        p: figure(v)
        for p, v in record.items()
        if p.startswith("progress/") and p.count("/") == 3 and not isinstance(v, str)
    }


async def test_what_was_listed_is_what_the_store_holds(store: Store, ashwell: str, sent: Path) -> None:
    store.change(ashwell, [Change(MOVES, 15.0), Change(STAYS, 19), Change("progress/mathematics/6/2010-12", 27.25)])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "1")
        said = listed(screen)
        assert said[MOVES] == "16.0"
        await press(pilot, "y")
        after = kept(store.load(ashwell).values)
        assert {path: text for path, text in after.items() if path in said} == said
        assert after.keys() - said.keys() == {"progress/mathematics/6/2010-12"}  # no subject of the file's


@pytest.mark.parametrize("path", [MOVES, STAYS])
async def test_a_colleagues_figure_is_a_clash(store: Store, ashwell: str, sent: Path, path: str) -> None:
    """Also one that was listed as staying: what would be kept is not what was shown."""
    store.change(ashwell, [Change(MOVES, 15.0), Change(STAYS, 19)])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        colleague(store, ashwell, Change(path, 11.5))
        before = store.load(ashwell)
        await pilot.press("y")
        await answer(pilot)
        assert isinstance(app.screen, ClashScreen)
        assert "11.5" in shown(pilot)
        assert store.load(ashwell).revision == before.revision
        await press(pilot, "t")
        values = store.load(ashwell).values
        assert values[path] == 11.5
        assert values["progress/writing/3/2010-12"] == 12  # which nobody else had touched
        last = store.load(ashwell).last
        assert last.source is not None
        assert last.source.file == "tracking.csv"


async def test_ones_own_choice_in_a_clash_keeps_where_the_figures_came_from(
    store: Store, ashwell: str, sent: Path
) -> None:
    store.change(ashwell, [Change(MOVES, 15.0)])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        colleague(store, ashwell, Change(MOVES, 11.5))
        await pilot.press("y")
        await answer(pilot, "m")
        assert store.load(ashwell).values[MOVES] == 16
        source = store.load(ashwell).last.source
        assert source is not None
        assert MOVES in source.figures


async def test_a_colleagues_answers_are_a_clash(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text(TABLE)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        assert screen.file.found is not None
        for question in screen.file.found.questions:
            screen.file.answer(question.key, question.choices[0])
            await settle(pilot)
        assert any(c.path == ANSWERS for c in screen.file.found.changes)
        colleague(store, ashwell, Change(ANSWERS, "plus=up"))
        await pilot.press("y")
        await answer(pilot)
        assert isinstance(app.screen, ClashScreen)
        assert "up" in shown(pilot)  # the answer, and no key of it
        assert "plus=" not in shown(pilot)
        await press(pilot, "t")
        assert store.load(ashwell).values[ANSWERS] == "plus=up"


async def test_what_a_colleague_changed_before_the_yes_is_said(store: Store, ashwell: str, sent: Path) -> None:
    store.change(ashwell, [Change(MOVES, 15.0)])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        colleague(store, ashwell, Change(MOVES, 11.5))
        await app.desk.open(ashwell)
        screen.refreshed()
        assert "A colleague has changed these figures since the file was read" in note(pilot)
        await press(pilot, "1")
        assert "15.0 → 16.0" in shown(pilot)
        await pilot.press("y")
        await answer(pilot, "t")
        assert store.load(ashwell).values[MOVES] == 11.5


async def test_after_ones_own_undo_the_file_is_read_again(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.desk.change(ashwell, [Change(MOVES, 15.0)])
        await settle(pilot)
        await read_in(pilot, ashwell, sent)
        await press(pilot, "1")
        assert "15.0 → 16.0" in shown(pilot)
        await press(pilot, "ctrl+z")
        assert "15.0 → 16.0" not in shown(pilot)
        await press(pilot, "y")
        assert store.load(ashwell).values[MOVES] == 16
        assert "figures imported" in note(pilot)


def test_on_the_command_line_a_figure_that_was_to_stay_must_still_stand(
    store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.change(ashwell, [Change(MOVES, 15.0), Change(STAYS, 19)])

    def read(*about: object, **more: object) -> object:
        found = read_tracking(*about, **more)  # type: ignore[arg-type]
        colleague(store, ashwell, Change(STAYS, 11.5))
        return found

    monkeypatch.setattr("siptui.intake.tracking_of_school.read_tracking", read)
    with CliRunner().isolation(), pytest.raises(Conflict):
        import_tracking(store, ashwell, sent, False, True, (), False, False)
    assert store.load(ashwell).values[MOVES] == 15
