"""A year of a school of today by keyboard alone, at 80 by 24: its files read, a half term asked, three visits judged by
the areas of the report card, and the page that governors get.
"""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.caseload.caseload import CaseloadScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.framework import load
from siptui.framework.model import JudgementsBlock
from siptui.records.change import Record
from siptui.rules.summary import part_f
from siptui.store.store import Store
from support.piloting import press, settle, shown, walk

TODAY = load("england_2025_26")
FILES = Path(__file__).parents[1] / "tracking" / "todays_results" / "files"
DAYS = {"autumn": "14/11/25", "spring": "4/3/26", "summer": "10/6/26"}


class Keyboard:
    """Hands on the keys, which look at what is on the screen and at nothing else."""

    def __init__(self, pilot: Pilot[None], store: Store, school: str) -> None:
        self.pilot, self.store, self.school = pilot, store, school

    @property
    def grid(self) -> Grid:
        return self.pilot.app.screen.query_one(Grid)

    async def go(self, row: str, column: str = "") -> None:
        await walk(self.pilot, row, column)

    async def open(self, row: str) -> None:
        await self.go(row)
        await press(self.pilot, "enter")

    async def type(self, row: str, words: str) -> None:
        await self.go(row)
        await press(self.pilot, *words)
        written = self.pilot.app.screen.query_one(TextPane).editing
        await press(self.pilot, "escape" if written else "enter")

    async def read(self, file: Path, *answers: str) -> None:
        """From the progress grid: choose a file, answer what it asks by the place of each choice, and say yes."""
        inbox = self.store.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        shutil.copy(file, inbox)
        await press(self.pilot, "ctrl+o")
        screen = self.pilot.app.screen
        assert isinstance(screen, ImportScreen)
        await press(self.pilot, *file.name, "enter")
        assert screen.file.found is not None
        for choice in answers:
            await press(self.pilot, "enter", *choice.split())
        await press(self.pilot, "y")
        while not isinstance(self.pilot.app.screen, ProgressScreen):
            await press(self.pilot, "escape")

    async def visit(self, form: str) -> None:
        """When, with whom, safeguarding, and every area: its grade, the one aimed at, the view, the progress, why."""
        at = TODAY.form(form).place
        await self.open(form)
        await self.type(f"{at}/date", DAYS[form])
        await self.type(f"{at}/present", "Head")
        await self.go(f"{at}/safeguarding")
        await press(self.pilot, "m")
        number = next(n for n, b in enumerate(TODAY.form(form).blocks) if isinstance(b, JudgementsBlock))
        await self.open(f"block/{number}")
        assert isinstance(self.pilot.app.screen, JudgementScreen)
        for code in [row.key for row in self.grid.rows if not row.heading]:
            await self.go(code, "grade")
            await self.pilot.press("3", "right", "2", "right", "a", "right", "g", "e", *"Seen.", "escape")
        await press(self.pilot, "escape", "escape")


@pytest.mark.timeout(300)
async def test_a_year_under_todays_framework_is_written_by_keyboard_alone(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", "tester", "england_2025_26")
    school = store.add_school("Ashwell Primary", "primary", "AB")
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keyboard(pilot, store, school)
        await settle(pilot)
        assert isinstance(app.screen, CaseloadScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, SchoolScreen)

        await keys.open("progress")
        assert isinstance(app.screen, ProgressScreen)
        await keys.read(FILES / "03_tracker_half_terms.xlsx", "enter")
        await keys.read(FILES / "02_ta_by_term.xlsx")
        await keys.read(FILES / "07_mtc.csv")
        assert "Year 3" in shown(pilot)
        await press(pilot, "escape")

        for form in DAYS:
            await keys.visit(form)
        await keys.open("summary")
        page = shown(pilot)
        assert "Inclusion" in page or "Times tables" in page
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, CaseloadScreen)

    record: Record = store.load(school).values
    assert record["progress/reading/3/2025-12/expected"] == 62.5
    assert record["progress/writing/5/2025-12/expected"] == 50
    assert record["progress/tables/4/2026-07/mark"] == 19.5
    assert "half=the last of each term" in str(record["progress/answers"])
    rows = [row for section in part_f(TODAY, record) for row in section.rows if row.current]
    assert {row.current for row in rows} == {"expected"}
    assert len(rows) >= 6
