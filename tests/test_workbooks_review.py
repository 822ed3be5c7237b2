"""The caseload as a workbook, read back by another library than wrote it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from test_workbooks_summary import HOSTILE, judged

from siptui.framework import load
from siptui.records.proposal import Refused
from siptui.rules.caseload import CaseloadRow, caseload_row
from siptui.workbooks.review import write_review

FRAMEWORK = load("milton_keynes_2010_11")


def caseload() -> list[CaseloadRow]:
    record = judged() | {"school/phase": "primary", "visits/autumn/category_current": "2"}
    return [caseload_row(FRAMEWORK, "one", record), caseload_row(FRAMEWORK, "=two", {})]


def test_each_school_is_a_row_of_real_dates_and_numbers(tmp_path: Path) -> None:
    write_review(FRAMEWORK, caseload(), tmp_path / "r.xlsx", today=date(2011, 7, 8))
    with (tmp_path / "r.xlsx").open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    table = [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]
    assert [row["School"] for row in table] == [HOSTILE.replace("\x07", ""), "=two"]
    assert (table[0]["SIP"], table[0]["Phase"], table[0]["Now"], table[0]["Target"]) == ("AB", "primary", 2, "")
    assert (table[0]["Autumn date"], table[0]["Autumn judged"]) == (date(2010, 10, 12), 11)
    assert (table[1]["Autumn date"], table[1]["Autumn judged"], table[1]["Reds"]) == ("", 0, 0)
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in "fe"] == []
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$3:$3")
    assert sheet.auto_filter.ref == "A3:P5"


def test_an_empty_caseload_is_a_table_without_rows(tmp_path: Path) -> None:
    write_review(FRAMEWORK, [], tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0].max_row == 3


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").mkdir()
    with pytest.raises(Refused, match="is a folder"):
        write_review(FRAMEWORK, caseload(), tmp_path / "r.xlsx")
