"""No heading of any workbook has a word broken for want of room: "Headteache r"."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from siptui.framework import load, names
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.workbooks.export import KINDS
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import written

BROAD = dict.fromkeys("ijlI.,:'", 0.55) | dict.fromkeys("frt()", 0.78) | dict.fromkeys("cs", 0.95)
BROAD |= dict.fromkeys("mMwW%", 1.65) | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 1.2)
"""How wide letters are in bold, in digits of a column's width, where Arial is not there but DejaVu Sans."""
OTHER, FREE, INDENT = 1.09, 0.8, 1.9


def room_wanted(words: str, indent: float) -> float:
    """What the longest word takes, a hyphen and a slash being ends of words."""
    parts = words.replace("-", "- ").replace("/", "/ ").split()
    return max(sum(BROAD.get(letter, OTHER) for letter in part) for part in parts) + FREE + INDENT * indent


def broken(file: Path) -> list[str]:
    found = []
    for sheet in openpyxl.load_workbook(file).worksheets:
        joined = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if sheet.sheet_state != "visible" or not cell.font.b or not cell.alignment.wrap_text or not cell.value:
                continue
            area = joined.get((cell.row, cell.column))
            last = area.max_col if area else cell.column
            columns = [get_column_letter(number) for number in range(cell.column, last + 1)]
            room = sum(sheet.column_dimensions[each].width for each in columns)
            wanted = room_wanted(str(cell.value), cell.alignment.indent)
            if wanted > room:
                found.append(f"{sheet.title}!{cell.coordinate}: {cell.value} in {room}, and not {wanted:.1f}")
    return found


@pytest.mark.parametrize("name", names())
def test_every_word_of_a_heading_has_room(name: str, tmp_path: Path) -> None:
    fields = fields_of(load(name))
    record, wrong = whole_year(fields), list[str]()
    for form in (*KINDS, "note", *(form.place.replace("#", "1") for form in fields.forms)):
        for phase in fields.framework.phase_names() if form in KINDS else ["primary"]:
            try:
                file = written(fields, record | {"school/phase": phase}, form, tmp_path / "w.xlsx")
            except Refused:
                continue
            wrong += [f"{form} of a {phase} school: {each}" for each in broken(file)]
    assert wrong == []
