"""Averages by year group that a school has reckoned itself are read as figures, as given by the school."""

from pathlib import Path

from siptui.framework import load
from siptui.sheets.open_file import open_sheets
from siptui.workbooks.ours.progress import write_progress
from support.milton_keynes import FRAMEWORK
from support.spreadsheets.rows_read import figures, keys, read_rows, read_sheets, sheet


def test_a_table_by_year_group_under_a_subject() -> None:
    rows = [["Subject: Reading"], ["Year group", "APS Jul 10", "APS Dec 10"], [1, 9, 9.9], ["Year 2", 12, None]]
    found = read_rows(*rows)
    assert not keys(found)
    assert figures(found) == {
        "reading 1 2010-07": (9.0, 0),
        "reading 1 2010-12": (9.9, 0),
        "reading 2 2010-07": (12.0, 0),
    }
    assert any("as given by the school" in note and "T!B3" in note for note in found.notes)
    assert found.provenance is not None
    assert found.provenance.figures["progress/reading/1/2010-07"].columns == ["T!B as given by the school"]


def test_subjects_side_by_side() -> None:
    found = read_rows(["Year", "Reading Dec 10", "Maths Dec 10"], [3, 15.4, 16.1], [4, 21.0, 20.5])
    assert len(figures(found)) == 4
    assert figures(found)["mathematics 4 2010-12"] == (20.5, 0)


def test_a_year_group_that_stands_twice_is_no_average() -> None:
    found = read_sheets(
        sheet(["Year", "Reading Dec 10"], [3, 15.4], [3, 16.0], [4, 21.0]), sheet(["Year", "Maths Dec 10"], [3, 14])
    )
    assert "reading 3 2010-12" not in figures(found)


def test_our_own_form_filled_in(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "progress.xlsx"
    write_progress(load(FRAMEWORK), path)
    book = load_workbook(path)
    form = book.worksheets[0]
    row = next(r for r in range(1, 60) if form.cell(r, 1).value == "Year group") + 1
    for n in range(6):
        for x in range(4):
            form.cell(row + n, 2 + x).value = 9 + 3 * n + 0.9 * x
    book.save(path)
    found = read_sheets(*open_sheets(path))
    assert len(found.grid) == 24
    assert {round(c.aps, 1) for c in found.grid if c.year == 1} == {9.0, 9.9, 10.8, 11.7}
