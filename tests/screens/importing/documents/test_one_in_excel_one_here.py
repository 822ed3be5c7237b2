"""One school, one person in Excel and one in the program: nothing that either wrote is lost."""

from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from screens.importing.documents.document_screen import DocumentScreen
from screens.importing.import_screen import ImportScreen
from siptui.records.change import Change
from siptui.store.store import Store
from siptui.workbooks.export import write_workbook
from support.piloting import note, opened, press, settle
from support.workbooks.returned_workbook import address_of, edited

BEFORE, THEIRS, OURS, BOTH = (f"progress/reading/{year}/2010-12" for year in (1, 2, 3, 4))
REMARK = "progress/reading/2/comment"


async def test_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    school = store.add_school("Ashwell Primary", "primary", "AB")
    store.change(school, [Change(path, 12.0) for path in (BEFORE, THEIRS, OURS, BOTH)])
    (store.folder / "inbox").mkdir(exist_ok=True)
    file, made = store.folder / "inbox" / "part d.xlsx", store.load(school)
    write_workbook(store.fields, made.values, school, made.revision, file, form="progress")

    def in_excel(book: openpyxl.Workbook) -> None:
        book.worksheets[0].title = "Our figures"
        sheet, cell = address_of(file, THEIRS)
        assert sheet == "Part D"
        book.worksheets[0][cell].comment = Comment("Mrs J Invented:\nWith the two who joined.", "Mrs J Invented")
        book.worksheets[0][address_of(file, THEIRS)[1]] = 14.25
        book.worksheets[0][address_of(file, BOTH)[1]] = 20
        book.worksheets[0][address_of(file, REMARK)[1]] = "=steady"
        book.worksheets[0][address_of(file, REMARK)[1]].data_type = "s"
        book.worksheets[0][address_of(file, BEFORE)[1]] = None
        book.worksheets[0].insert_rows(2)

    edited(file, in_excel)
    async with opened(store, school, ProgressScreen(school), size=(120, 40)) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        for path, typed in ((OURS, "15.5"), (BOTH, "19")):
            grid.move_to(next(row.key for row in grid.rows if row.key.endswith(path.split("/")[2])), "2010-12")
            await press(pilot, *typed, "enter")
        assert store.load(school).values[OURS] == 15.5
        pilot.app.push_screen(ImportScreen(school))
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, DocumentScreen)
        await press(pilot, "y")
        assert "Both sides changed this" in note(pilot)
        await press(pilot, "o", "y")
        now = store.load(school).values
        assert (now[OURS], now[BOTH], now[BEFORE]) == (15.5, 19, 12.0), "what stood, and what was typed here"
        assert (now[THEIRS], now[REMARK]) == (14.25, "=steady")
        assert now["visits/autumn/comments/1/comment"] == "With the two who joined."
        assert now["visits/autumn/comments/1/who"] == "Mrs J Invented"
        said = {change.new for edit in store.history(school) for change in edit.changes}
        assert {12.0, 15.5, 19, 14.25, "=steady"} <= said
        await press(pilot, "ctrl+z")
        back = store.load(school).values
        assert (back[THEIRS], back[OURS]) == (12.0, 15.5), "one undo takes back all that came in the file"
