"""Columns that name no time beside others that do: a search found them left out though an average was missing."""

from pathlib import Path

from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, MARCH, grid, pupils
from support.spreadsheets.judging import judge, reading
from support.spreadsheets.layouts import Rows, Sheet

JUNIORS = pupils(years=(3, 4), each=4, seed=2)


def _written(folder: Path, marks: bool) -> Path:
    rows: Rows = [["UPN", "Surname", "Forename", "Year", "Reading Dec 10", "Reading"]]
    for n, p in enumerate(JUNIORS):
        undated = 60 + n if marks else p.level("reading", MARCH)
        rows.append([p.upn, p.surname, p.forename, p.year, p.level("reading", DECEMBER), undated])
    return write("xlsx", folder, [Sheet("Tracking", rows)])


def test_levels_without_a_time_beside_dated_ones_are_asked_about(tmp_path: Path) -> None:
    path, known = _written(tmp_path, marks=False), grid(JUNIORS, (DECEMBER, MARCH), ["reading"])
    assert judge(path, known)[0] == "asked"
    assert [q.key for q in reading(path).questions] == ["point:undated"]
    assert judge(path, known, {"point:undated": MARCH}) == ("right", "")


def test_what_is_no_level_in_such_a_column_is_left_out_unasked(tmp_path: Path) -> None:
    assert judge(_written(tmp_path, marks=True), grid(JUNIORS, [DECEMBER], ["reading"])) == ("right", "")
