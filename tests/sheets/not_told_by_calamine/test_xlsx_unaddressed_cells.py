"""Cells without an address stand right of the one before, rows without a number below the one before."""

import io

from siptui.sheets.cells import UNSAVED, Sheet
from siptui.sheets.not_told_by_calamine.xlsx_unaddressed_cells import search

PART = b"""<worksheet><sheetData>
<row><c t="inlineStr"><is><t>Oak</t></is></c><c t="e"><v>#N/A</v></c></row>
<row hidden="1"><c><v>15</v></c><c><f>A1+1</f></c></row>
<row r="4"><c r="B4" s="2"><v>15</v></c><c s="2"><v>17</v></c></row>
</sheetData></worksheet>"""


def test_errors_results_that_are_not_saved_hidden_rows_and_struck_cells() -> None:
    sheet = Sheet(name="T", rows=[["Oak", "", ""], [15.0, "", ""], ["", "", ""], ["", 15.0, 17.0]])
    search(io.BytesIO(PART), {"2"}).add_to(sheet)
    assert sheet.rows[0][1] == "#N/A"
    assert sheet.rows[1][1] == UNSAVED
    assert sheet.hidden_rows == {1}
    assert sheet.struck == {(3, 1), (3, 2)}
