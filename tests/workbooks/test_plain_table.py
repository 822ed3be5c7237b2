"""The review as a workbook, read back with another library than wrote it."""

from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from siptui.framework import Framework
from siptui.workbooks.ours.plain_table import table_book
from siptui.workbooks.save import save


def test_dates_and_numbers_stay_such_and_texts_stay_texts(framework: Framework, tmp_path: Path) -> None:
    lines: list[list[str | int | date]] = [["=1+1 Primary", 3, 2, date(2011, 3, 31)], ["+44", "2010", "07", "5 of 9"]]
    out = tmp_path / "review.xlsx"
    save(table_book(framework, "Review", ["School", "Now", "Reds", "Next"], lines, "2 schools").workbook, out)
    rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0][0] == "Review"
    assert rows[2] == ["School", "Now", "Reds", "Next"]
    assert rows[3] == ["=1+1 Primary", 3.0, 2.0, date(2011, 3, 31)]
    assert rows[4] == ["+44", "2010", "07", "5 of 9"]
    assert rows[6][0] == "2 schools"
