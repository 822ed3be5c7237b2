"""Why a pupil is in no average, in words that say what stands in the file."""

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import read_rows

HEAD: list[Cell] = ["Surname", "Forename", "Year", "Reading Dec 10"]
USUAL: list[Cell] = ["Oak", "Wren", 3, "2b"]


@pytest.mark.parametrize(
    ("year", "level", "code"),
    [
        ("R", "P6", "year_group_outside"),
        (8, "5b", "year_group_outside"),
        ("Mixed", "2b", "no_single_year_group"),
        ("Mixed", "", "no_single_year_group"),
    ],
)
def test_the_reason_of_a_year_group(year: Cell | None, level: str, code: str) -> None:
    answers = {f"year:{year}": "leave out"} if year == "Mixed" and level else {}
    found = read_rows(HEAD, USUAL, ["Ash", "Teal", year, level], answers=answers)
    (left,) = [n for n in found.not_counted if n.row == 3]
    assert left.why.code == code
    assert (found.grid[0].aps, found.grid[0].pupils) == (15.0, 1)


def test_a_blank_one_of_several() -> None:
    found = read_rows(HEAD, USUAL, ["Elm", "Jay", 3, "2b"], ["Ash", "Teal", None, ""])
    assert [n.why.code for n in found.not_counted] == ["no_year_group"]
