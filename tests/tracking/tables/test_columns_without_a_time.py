"""Columns that name no time beside others that do: a search found them left out though an average was missing."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, MARCH, grid, pupils
from support.spreadsheets.judging import judge, reading
from support.spreadsheets.layouts import Rows, Sheet
from support.spreadsheets.rows_read import figures, keys, read_rows

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


@pytest.mark.parametrize("name", ["Y3 targets", "Targets"])
def test_a_sheet_named_for_targets_with_results_of_its_own_is_asked_about(name: str) -> None:
    head = ["Surname", "Forename", "Year", "Reading Jul 10", "Reading Dec 10", "Reading Target Jul 11"]
    rows = [head, ["Oak", "Wren", 3, "2c", "2b", "3c"], ["Ash", "Teal", 3, "2b", "2a", "3b"]]
    found = read_rows(*rows, name=name)
    assert keys(found) == [f"sheet:{name}"]
    assert figures(read_rows(*rows, name=name, answers={f"sheet:{name}": "results"})) == {
        "reading 3 2010-07": (14.0, 2),
        "reading 3 2010-12": (16.0, 2),
    }


@pytest.mark.parametrize("heading", ["Reading 2021", "Reading 2021-22", "Reading 2008-09", "Reading 2007/08"])
def test_a_heading_of_another_school_year_is_said_to_be_so(heading: str) -> None:
    rows = [["Surname", "Forename", "Year", heading, "Maths Dec 10"], ["Oak", "Wren", 3, "2c", "2b"]]
    found = read_rows(*rows)
    assert not keys(found)
    assert figures(found) == {"mathematics 3 2010-12": (15.0, 1)}
    assert next(c for c in found.columns if c.column == "D").means == "of another school year (left out)"
    with pytest.raises(Refused, match="another school year"):
        read_rows(*(row[:4] for row in rows))


def test_a_number_that_may_be_a_year_is_asked_about() -> None:
    rows = [["Surname", "Forename", "Year", "Math 28"], ["Oak", "Wren", 3, "2c"], ["Ash", "Teal", 3, "2b"]]
    assert keys(read_rows(*rows))
