"""What is shown of each sheet, and what could be said of its columns and values instead."""

import csv
from pathlib import Path

import pytest

from siptui.framework import Framework
from siptui.intake.child_process import _Worker
from siptui.intake.read_in_child import Unusable, read_tracking
from siptui.intake.request_and_answer import Request
from siptui.records.fields import fields_of
from siptui.records.problem import Facts, Place, Problem, Refused
from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.preview import refused_file as glimpses
from siptui.tracking.proposal_types import ColumnSeen, TrackingProposal
from siptui.tracking.questions.meanings_to_choose import meanings, values
from siptui.tracking.words.columns import means
from support.places import SHEET_PER_YEAR

HEAD = ["UPN", "Surname", "Forename", "Year", "Reading Dec 10", "Rdg wk 9"]
PUPILS = [["A1", "Oak", "Ann", "3", "2b", "9"], ["A2", "Ash", "Bob", "3", "2a", "8"]]


def read(
    framework: Framework, tmp_path: Path, rows: list[list[str]], answers: dict[str, str] | None = None
) -> TrackingProposal:
    path = tmp_path / "tracking.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_tracking(path, framework, fields_of(framework), {}, answers)


def test_a_table_under_a_title(framework: Framework, tmp_path: Path) -> None:
    (seen,) = read(framework, tmp_path, [["Tracking"], [], HEAD, *PUPILS]).seen
    assert (seen.name, seen.used, seen.header_rows, seen.first, seen.numbers) == (
        "tracking",
        True,
        [3],
        4,
        [1, 2, 3, 4, 5],
    )
    assert seen.columns[4] == ColumnSeen("E", "Reading Dec 10", means("result", subject="reading", point="2010-12"))
    assert "left out" in seen.columns[5].means
    held = [[text for text in row if text][:2] for row in seen.rows]
    assert held == [["Tracking"], [], ["UPN", "Surname"], ["A1", "Oak"], ["A2", "Ash"]]


def test_of_two_tables_each_shows_its_own_rows(framework: Framework, tmp_path: Path) -> None:
    """Under the upper one's headings the lower one's results would be read as something else."""
    other = ["UPN", "Surname", "Forename", "Year", "Writing Dec 10"]
    lower = [["A3", "Elm", "Cat", "4", "3c"], ["A4", "Fir", "Dan", "4", "3b"]]
    upper, under = read(framework, tmp_path, [HEAD, *PUPILS, [], other, *lower]).seen
    assert upper.numbers[:3] == [1, 2, 3]
    assert 5 not in upper.numbers
    assert (under.header_rows, under.first, under.numbers[-2:]) == ([5], 6, [6, 7])


def test_a_sheet_that_is_not_used_says_why(framework: Framework) -> None:
    path = SHEET_PER_YEAR
    *years, notes = read_tracking(path, framework, fields_of(framework), {}).seen
    assert all(each.used for each in years)
    assert (notes.name, notes.used, bool(notes.why), notes.header_rows) == ("Office notes", False, True, [])


def test_a_header_far_down_is_still_seen(framework: Framework, tmp_path: Path) -> None:
    notes = [[f"note {n}"] for n in range(20)]
    (seen,) = read(framework, tmp_path, [*notes, HEAD, *PUPILS, *PUPILS[:0]]).seen
    assert seen.header_rows == [21]
    assert seen.numbers[0] == 18
    assert [row[0] for row in seen.rows] == ["note 17", "note 18", "note 19", "UPN", "A1", "A2"]


def test_pupils_are_shown_and_never_printed(framework: Framework, tmp_path: Path) -> None:
    found = read(framework, tmp_path, [HEAD, *PUPILS])
    assert any("Oak" in row for row in found.seen[0].rows)
    assert "Oak" not in str(found.as_json())


def test_only_the_first_rows_and_no_endless_texts(framework: Framework, tmp_path: Path) -> None:
    many = [[f"A{n}", "x" * 500, f"Ann {n}", "3", "2b", "9"] for n in range(100)]
    (seen,) = read(framework, tmp_path, [HEAD, *many]).seen
    assert len(seen.rows) == 24
    assert max(len(text) for row in seen.rows for text in row) == 60


def test_a_column_of_results_of_many_times_is_said_to_be_one(framework: Framework, tmp_path: Path) -> None:
    head = ["UPN", "Surname", "Forename", "Year", "Date", "Subject", "Level"]
    times = [("15/07/2010", "2c"), ("10/12/2010", "2b")]
    rows = [[*p[:4], when, "Reading", level] for p in PUPILS for when, level in times]
    (seen,) = read(framework, tmp_path, [head, *rows]).seen
    assert [c.letters for c in seen.columns] == [*"ABCDEFG"]
    assert seen.columns[-1] == ColumnSeen("G", "Level", means("several_results"))


@pytest.mark.parametrize("answer", ["leave out", "reading 2010-12", "mathematics 2011-07", "upn", "fsm"])
def test_what_a_column_could_mean(framework: Framework, answer: str) -> None:
    assert answer in [each.answer for each in meanings(framework)]


def test_what_a_value_could_be(framework: Framework) -> None:
    found = {each.answer: each.words for each in values(framework)}
    assert found["2b"] == "2b  (15 points)"
    assert "leave out" in found


# -- files that are refused

FOREIGN = [["Bairn", "Klasse", "Lot"], ["Oak", "Y3", "2b"], ["Ash", "Y3", "2a"]]


def test_a_refused_file_shows_its_own_first_rows(framework: Framework, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refusal:
        read(framework, tmp_path, [["Tracking"], [], *FOREIGN])
    (seen,) = refusal.value.seen
    assert (seen.name, seen.used, seen.header_rows, seen.first, seen.numbers[0]) == ("tracking", False, [], 0, 1)
    assert "no heading row" in seen.why
    assert [[text for text in row if text] for row in seen.rows] == [["Tracking"], [], *FOREIGN]
    assert "Oak" not in str(refusal.value)


def test_what_was_said_of_a_refused_file_shows_and_in_the_end_it_is_read(framework: Framework, tmp_path: Path) -> None:
    said = {"means:tracking!A": "surname"}
    with pytest.raises(Unusable) as refusal:
        read(framework, tmp_path, FOREIGN, said | {"means:elsewhere!B": "year"})
    (seen,) = refusal.value.seen
    assert [column.means for column in seen.columns] == ["surname", "", ""]
    more = {"means:tracking!B": "year", "means:tracking!C": "reading 2010-12"}
    assert [(c.aps, c.pupils) for c in read(framework, tmp_path, FOREIGN, said | more).grid] == [(16.0, 2)]


def named(row: int, other: int, sheet: str = "T", other_sheet: str = "T") -> Problem:
    """What is wrong with two rows."""
    facts: Facts = {"other_row": other, "other_sheet": other_sheet}
    return Problem(
        f"a.xls: {sheet}!A{row}", f"row {row} is as row {other}", "", facts, Place(sheet, "A", row), code="alike"
    )


def test_the_rows_that_a_refusal_names_are_among_those_shown(framework: Framework) -> None:
    many: list[list[Cell]] = [["", f"Oak{n}", "Ann", "3", "2b", "9"] for n in range(2, 101)]
    (seen,), _ = glimpses.glimpse(
        [Sheet(name="T", rows=[[*HEAD], *many])], framework, {}, {}, [named(62, 57), named(100, 57)]
    )
    assert seen.numbers == [*range(1, 25), *range(55, 65), *range(98, 101)]
    assert list(dict.fromkeys((each.row, each.letters) for each in seen.named)) == [
        *((62, "B"), (62, "C"), (57, "B"), (57, "C"), (100, "B"), (100, "C"))
    ]
    assert seen.named[0].says == "row 62 is as row 57"


def test_a_sheet_that_is_named_is_shown_however_far_back_it_stands(framework: Framework) -> None:
    sheets = [Sheet(name=f"Sheet {n}", rows=[["x"]] * 9) for n in range(50)]
    twice = named(9, 3, "Sheet 45", "Sheet 44")
    seen, _ = glimpses.glimpse(sheets, framework, {}, {}, [twice])
    assert [(each.name, [n.row for n in each.named]) for each in seen[-2:]] == [("Sheet 44", [3]), ("Sheet 45", [9])]


def test_headings_are_understood_also_where_a_file_is_refused(framework: Framework, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="is no question of this file") as refusal:
        read(framework, tmp_path, [HEAD, *PUPILS], {"year:nothing": "3"})
    (seen,) = refusal.value.seen
    assert (seen.used, seen.why, seen.header_rows, seen.first) == (True, "", [1], 2)
    assert seen.columns[4] == ColumnSeen("E", "Reading Dec 10", means("result", subject="reading", point="2010-12"))
    assert "left out" in seen.columns[5].means
    with pytest.raises(Unusable) as refusal:
        read(framework, tmp_path, [["Surname", "Year", "Shoes"], ["Oak", "3", "12"]])
    (seen,) = refusal.value.seen
    assert (seen.used, seen.header_rows) == (False, [1])
    assert "no results" in seen.why


def test_what_could_not_be_opened_shows_nothing(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "tracking.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(Refused) as refusal:
        read_tracking(path, framework, fields_of(framework), {})
    assert not isinstance(refusal.value, Unusable)


def test_a_refusal_is_said_also_where_nothing_can_be_shown(framework: Framework, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text("a,b\n")
    monkeypatch.setattr(glimpses, "find_table", lambda *_: 1 / 0)
    answer = _Worker(0)._read(path, Request(bytes(path), framework, {}, {}))
    assert ("no table" in answer.problems[0].what, answer.seen) == (True, [])


def test_only_the_first_sheets_of_many_are_shown(framework: Framework) -> None:
    sheets = [Sheet(name=f"Sheet {n}", rows=[["x"]]) for n in range(500)]
    assert len(glimpses.glimpse(sheets, framework, {}, {})[0]) == glimpses.MOST_SHEETS
