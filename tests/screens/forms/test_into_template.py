"""`x` and Down: the authority's own workbook filled, without a command line."""

from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot

from screens.fields.path_input import PathInput
from screens.forms.export_file import ExportScreen
from screens.forms.into_template import LeavingOutScreen, TemplateScreen
from screens.forms.what_is_exported import export_form, export_year
from screens.frame.whole_message import MessageScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, press, settle, shown
from support.workbooks.authority_template import progress_book, table_book

SCORE, COMMENT = "progress/reading/3/2010-12", "progress/reading/3/comment"
pytestmark = pytest.mark.filterwarnings("ignore:.*not supported.*:UserWarning:openpyxl")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
async def at_school(store: Store, ashwell: str, here: Path) -> AsyncIterator[Pilot[None]]:
    store.change(ashwell, [Change(SCORE, 15.5)])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        yield pilot


async def asked_for_template(pilot: Pilot[None], form: str) -> PathInput:
    """The dialog that asks which workbook, after the last of what can be written was chosen."""
    screen = pilot.app.screen
    assert isinstance(screen, SchoolScreen)
    if form:
        export_form(screen, form)
    else:
        export_year(screen)
    await settle(pilot)
    await press(pilot, "up")
    assert "the authority's own workbook, filled" in shown(pilot).casefold()
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, TemplateScreen)
    return pilot.app.screen.query_one(PathInput)


async def done(pilot: Pilot[None]) -> None:
    await settle(pilot)
    if isinstance(pilot.app.screen, MessageScreen):
        await press(pilot, "escape")
    assert isinstance(pilot.app.screen, SchoolScreen), pilot.app.screen


async def test_it_is_filled_and_offered_the_next_time(at_school: Pilot[None], here: Path) -> None:
    pilot, template = at_school, progress_book(here / "la.xlsx")
    line = await asked_for_template(pilot, "progress")
    assert line.value == f"{here}/"
    line.hold(str(template))
    await press(pilot, "enter")
    await done(pilot)
    out = here / "ashwell_primary progress.xlsx"
    assert note(pilot).startswith(f"Wrote {out}")
    assert openpyxl.load_workbook(out)["APS grid"]["C8"].value == 15.5
    out.unlink()
    assert (await asked_for_template(pilot, "progress")).value == str(template)
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, ExportScreen)
    await press(pilot, "escape")
    assert note(pilot) == "Nothing was written"
    assert not out.exists()


@pytest.mark.parametrize("key", ["l", "n", "escape"])
async def test_what_has_no_place_is_left_out_only_on_a_word(
    at_school: Pilot[None], store: Store, ashwell: str, here: Path, key: str
) -> None:
    pilot, template = at_school, progress_book(here / "la.xlsx")
    store.change(ashwell, [Change(COMMENT, "Steady.")])
    (await asked_for_template(pilot, "progress")).hold(str(template))
    await press(pilot, "enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, LeavingOutScreen)
    assert "It has no place for" in shown(pilot)
    assert "Comment on progress overall" in " ".join(shown(pilot).replace("│", "").split())
    await press(pilot, key)
    out = here / "ashwell_primary progress.xlsx"
    if key == "l":
        await done(pilot)
        assert openpyxl.load_workbook(out)["APS grid"]["C8"].value == 15.5
    else:
        assert isinstance(pilot.app.screen, ExportScreen)
        assert not out.exists()


async def test_part_f_from_what_goes_out_of_the_year(
    at_school: Pilot[None], store: Store, ashwell: str, here: Path
) -> None:
    store.change(ashwell, [Change("summary/E13/current", "2")])
    template = table_book(here / "la.xlsx", {"F": [["KIP", "Current", "Target"], ["E13"]]})
    (await asked_for_template(at_school, "")).hold(str(template))
    await press(at_school, "enter")
    await settle(at_school)
    if isinstance(at_school.app.screen, LeavingOutScreen):
        await press(at_school, "l")
    await done(at_school)
    assert openpyxl.load_workbook(here / "ashwell_primary summary.xlsx")["F"]["B2"].value == 2


async def test_what_is_no_workbook_is_said_and_can_be_typed_anew(at_school: Pilot[None], here: Path) -> None:
    (here / "plain.xlsx").write_text("Year,Dec 10\n")
    line = await asked_for_template(at_school, "progress")
    line.hold(f"{here}/none.xlsx")
    await press(at_school, "enter")
    assert "is no file" in " ".join(shown(at_school).replace("│", "").split())
    line.hold(f"{here}/plain.xlsx")
    await press(at_school, "enter")
    await settle(at_school)
    assert isinstance(at_school.app.screen, ExportScreen)
    assert "cannot be filled" in " ".join(shown(at_school).replace("│", "").split())
    assert [each.name for each in here.iterdir()] == ["plain.xlsx"]


async def test_part_d_is_written_with_a_sheet_a_subject(at_school: Pilot[None], here: Path) -> None:
    screen = at_school.app.screen
    assert isinstance(screen, SchoolScreen)
    export_form(screen, "progress")
    await settle(at_school)
    await press(at_school, "up", "up")
    assert "▸ A workbook with a sheet a subject" in shown(at_school)
    await press(at_school, "enter")
    await done(at_school)
    book = openpyxl.load_workbook(here / "ashwell_primary progress by subject.xlsx")
    assert {"Reading", "Writing", "Mathematics"} <= {*book.sheetnames}
