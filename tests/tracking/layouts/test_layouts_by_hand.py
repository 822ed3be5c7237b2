"""Layouts that schools use, built here, with answers reckoned by hand."""

import codecs
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from siptui.records.change import Change
from siptui.records.problem import Refused
from support.spreadsheets.small_tables import ANSWER, PLAIN, Rows, grid, people, read, xlsx


def as_xlsx(path: Path) -> None:
    xlsx(path, {"Tracking": PLAIN})


def as_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Tracking")
    for y, row in enumerate(PLAIN):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell)
    book.save(str(path))


def as_ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Tracking")
    for row in PLAIN:
        line = TableRow()
        for cell in row:
            filled = TableCell(valuetype="string")
            filled.addElement(P(text=str(cell)))
            line.addElement(filled)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def as_text(delimiter: str, encoding: str, mark: bytes = b"") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        text = "\r\n".join(delimiter.join(str(c) for c in row) for row in PLAIN)
        path.write_bytes(mark + text.replace("Teal", "Téal").encode(encoding))

    return write


@pytest.mark.parametrize(
    "write",
    [
        as_xlsx,
        as_xls,
        as_ods,
        as_text(",", "cp1252"),
        as_text(",", "utf-8", codecs.BOM_UTF8),
        as_text(";", "utf-8"),
        as_text("\t", "utf-16-le", codecs.BOM_UTF16_LE),
        as_text("\t", "cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["pupils.xlsx", "pupils.xls", "pupils.csv", "pupils.ods"])
def test_every_container_whatever_its_name(tmp_path: Path, write: Callable[[Path], None], name: str) -> None:
    path = tmp_path / name
    write(path)
    found = read(path)
    assert grid(found) == ANSWER
    assert [(n.row, n.column, n.value, n.reason) for n in found.not_counted] == [(3, "F", "A", "absent")]
    assert not found.problems
    assert not found.questions


def test_changes_are_only_what_differs(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": PLAIN})
    found = read(path, record={"progress/reading/3/2010-12": 16, "progress/reading/4/2010-12": 20})
    assert found.changes[0] == Change("progress/reading/4/2010-12", 21, 20)
    assert "progress/reading/3/2010-12" not in {c.path for c in found.changes}
    assert "Oak" not in str(found.as_json())
    assert set(found.as_json()) >= {"grid", "columns", "not_counted", "problems", "questions", "changes"}
    assert found.as_json()["changes"][0] == {"path": "progress/reading/4/2010-12", "old": 20, "new": 21}


def test_two_rows_of_merged_headings_below_title_and_notes(tmp_path: Path) -> None:
    rows: Rows = [
        ["An invented school, tracking July 2010 to July 2011"],
        [],
        ["Pupil", None, None, None, "Reading", None, "Maths", None],
        ["UPN", "Surname", "Forename", "Year", "Jul 10", "Dec 10", "Jul 10", "Target July 11"],
        [None, "Oak", "Wren", "Y1", 9, 11, "1a", "2b"],
        [None, "Ash", "Teal", "Y1", 11, 12, 1, "2b"],
        [None, "Average", None, None, 10, 11.5, 10, None],
    ]
    for merges in (("A3:D3", "E3:F3", "G3:H3"), ()):
        found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}, merges))
        assert grid(found) == {
            ("reading", 1, "2010-07"): (10.0, 2),
            ("reading", 1, "2010-12"): (11.5, 2),
            ("mathematics", 1, "2010-07"): (10.0, 2),
        }
        assert [c.means for c in found.columns][-1] == "target (left out)"
        assert found.not_counted[-1].row == 7


def test_a_sheet_a_year_with_notes_and_a_hidden_sheet(tmp_path: Path) -> None:
    table: Rows = [["Name", "R Dec 10", "W Dec 10"], ["Wren Oak", "2b", "2c"], ["Teal Ash", "2a", None]]
    other: Rows = [["Name", "R Dec 10", "W Dec 10"], ["Coot Elm", "3b", "3c"]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": table, "Yr 4": other, "Notes": [["Read me"]]})
    found = read(path)
    assert grid(found)[("reading", 3, "2010-12")] == (16.0, 2)
    assert grid(found)[("writing", 3, "2010-12")] == (13.0, 1)
    assert grid(found)[("reading", 4, "2010-12")] == (21.0, 1)
    assert [(n.sheet, n.reason.partition(":")[0]) for n in found.not_counted] == [
        ("Notes", "passed over"),
        ("Year 3", "blank"),
    ]


def test_year_from_the_class_and_a_mixed_class(tmp_path: Path) -> None:
    rows: Rows = [
        ["Surname", "Forename", "Class", "Maths Dec 10"],
        ["Oak", "Wren", "3B", "2b"],
        ["Ash", "Teal", "3/4B", "3b"],
    ]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["year:3/4B"]
    assert found.questions[0].choices == ["1", "2", "3", "4", "5", "6", "Reception", "leave out"]
    without = read(path, {"year:3/4B": "leave out"})
    assert grid(without) == {("mathematics", 3, "2010-12"): (15.0, 1)}
    assert "3/4B" in without.not_counted[0].reason
    assert grid(read(path, {"year:3/4B": "4"}))[("mathematics", 4, "2010-12")] == (21.0, 1)


def test_a_sheet_whose_year_nobody_says_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Surname", "Forename", "Maths Dec 10"], ["Oak", "Wren", "2b"]]
    path = xlsx(tmp_path / "a.xlsx", {"Oak class": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["year:Oak class"]
    assert grid(read(path, {"year:Oak class": "3"})) == {("mathematics", 3, "2010-12"): (15.0, 1)}


def test_reception_and_older_years_are_not_in_part_d(tmp_path: Path) -> None:
    rows: Rows = [
        ["Surname", "Forename", "Year", "Maths Dec 10"],
        ["Oak", "Wren", "R", "W"],
        ["Ash", "Teal", 7, "4b"],
        ["Elm", "Coot", 6, "4b"],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("mathematics", 6, "2010-12"): (27.0, 1)}
    assert [(n.row, n.column) for n in found.not_counted] == [(2, ""), (3, "")]


def test_two_summers_in_their_order_and_one_alone(tmp_path: Path) -> None:
    head = ("Maths Summer", "Maths Autumn", "Maths Spring", "Maths Summer")
    found = read(xlsx(tmp_path / "a.xlsx", {"T": people(["2c", "2b", "2b", "2a"], head=head)}))
    assert {k[2]: v[0] for k, v in grid(found).items()} == {"2010-07": 13, "2010-12": 15, "2011-03": 15, "2011-07": 17}
    alone = xlsx(tmp_path / "b.xlsx", {"T": people(["2b", "2a"], head=("Maths Spring", "Maths Summer"))})
    found = read(alone)
    assert {c.point for c in found.grid} == {"2011-03"}
    assert [(q.key, q.choices) for q in found.questions] == [("point:summer", ["2010-07", "2011-07", "leave out"])]
    assert grid(read(alone, {"point:summer": "2011-07"}))[("mathematics", 3, "2011-07")] == (17.0, 1)
    assert not read(alone, {"point:summer": "Leave out"}).questions


def test_real_dates_in_headings(tmp_path: Path) -> None:
    head = (date(2010, 12, 17), date(2011, 3, 25))
    rows: Rows = [[None, None, None, "Reading", None], *people(["2b", "2a"], head=head)]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert {c.point: c.aps for c in found.grid} == {"2010-12": 15, "2011-03": 17}


def test_july_10_that_excel_made_a_date_of_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [[None, None, None, "Reading"], *people(["2b"], head=(date(2011, 7, 10),))]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.grid
    assert len(found.questions) == 1


def test_levels_and_points_side_by_side(tmp_path: Path) -> None:
    head = ("Reading Dec 10", "Reading Dec 10 pts")
    same = read(xlsx(tmp_path / "a.xlsx", {"T": people(["2b", 15], ["A", None], head=head)}))
    assert grid(same) == {("reading", 3, "2010-12"): (15.0, 1)}
    assert same.columns[-1].means == "reading 2010-12 (the same as column D)"
    path = xlsx(tmp_path / "b.xlsx", {"T": people(["2b", 17], head=head)})
    differ = read(path)
    assert not differ.grid
    assert differ.questions[0].choices == ["D", "E", "leave out"]
    assert grid(read(path, {differ.questions[0].key: "E"})) == {("reading", 3, "2010-12"): (17.0, 1)}


def test_decimals_are_never_guessed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people([2.3, "2b"], [3.0, "2b"], head=("Reading Dec 10", "Maths Dec 10"))})
    found = read(path)
    assert {c.subject for c in found.grid} == {"mathematics"}
    assert found.questions[0].key == "decimals"
    assert "2.3" in found.questions[0].asks
    told = read(path, {"decimals": ".0 is c, .3 is b, .7 is a"})
    assert grid(told)[("reading", 3, "2010-12")] == (17.0, 2)
    assert not told.questions


@pytest.mark.parametrize(
    ("values", "aps", "asked"),
    [
        ((2, 3, 4), 21.0, ""),
        ((15, 17, 13), 15.0, ""),
        (("15", "17.0", 13), 15.0, ""),
        ((7, 9, 11), 9.0, ""),
        ((3, 7, 3), None, "notation:T!D"),
        ((3, 3, 9), None, "notation:T!D"),
        (("W", 9, 11, 13), 9.0, ""),
        (("2b", "2a", 15), None, "notation:T!D"),
        (("2b", "2a", 14), 16.0, "unknown"),
    ],
)
def test_bare_numbers(tmp_path: Path, values: tuple[object, ...], aps: float | None, asked: str) -> None:
    """Whole levels, points; what could be either, or is partly neither, is asked about."""
    path = xlsx(tmp_path / "a.xlsx", {"T": people(*([v] for v in values))})
    found = read(path)
    if asked == "unknown":
        assert found.grid == []
        found.grid = read(path, {"unknown": "leave out"}).grid
    assert [c.aps for c in found.grid] == ([] if aps is None else [aps])
    assert [q.key for q in found.questions] == ([asked] if asked else [])


def test_an_average_with_an_unknown_level_waits_for_an_answer(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b"], ["Z9"], ["2d"])})
    found = read(path)
    assert not found.grid
    assert not found.changes
    assert grid(read(path, {"unknown": "leave out"})) == {("reading", 3, "2010-12"): (15.0, 1)}
    assert found.problems[0].line().startswith("a.xlsx: T!D3: 'Z9' is not a level; ")
    assert len(found.problems) == 2
    assert [(n.row, n.column, n.value) for n in found.not_counted] == [(3, "D", "Z9"), (4, "D", "2d")]
    assert [q.key for q in found.questions] == ["unknown"]
    assert not read(path, {"unknown": "leave out"}).questions


def test_answers_to_nothing_or_of_no_choice_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b"])})
    with pytest.raises(Refused, match="no question"):
        read(path, {"decimals": "x"})
    path = xlsx(tmp_path / "b.xlsx", {"T": people([2.3])})
    with pytest.raises(Refused, match="answer one of"):
        read(path, {"decimals": "guess"})


def test_rows_of_totals_in_all_their_forms(tmp_path: Path) -> None:
    rows = people(["2b"], ["2a"])
    rows += [
        [],
        ["Total", 2, None, 32],
        ["Average", None, None, 16],
        [None, None, None, "2b"],
        ["Boys", None, None, "2b"],
        ["% L4+", None, None, 4],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, "2010-12"): (16.0, 2)}
    assert [n.row for n in found.not_counted] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("by", ["upn", "dob", "name", "sheets"])
def test_a_pupil_twice_is_asked_about_naming_both_rows(tmp_path: Path, by: str) -> None:
    tables: dict[str, tuple[Rows, Rows]] = {
        "upn": ([["UPN", "Surname", "Forename", "Year", "Maths Dec 10"]], [["A826999907001", "Oak", "Wren", 3, "2b"]]),
        "dob": ([["Surname", "Forename", "DOB", "Year", "Maths Dec 10"]], [["Oak", "Wren", date(2003, 1, 2), 3, "2b"]]),
        "name": ([["Name", "Year", "Maths Dec 10"]], [["Wren Oak", 3, "2b"]]),
    }
    head, row = tables["upn" if by == "sheets" else by]
    sheets = {"A": head + row, "B": head + row} if by == "sheets" else {"A": head + row + row}
    (question,) = read(xlsx(tmp_path / "a.xlsx", sheets)).questions
    assert question.where == ("a.xlsx: B!A2" if by == "sheets" else "a.xlsx: A!A3")
    assert "row 2" in question.asks
    assert "Oak" not in question.asks


def test_a_pupil_on_a_sheet_a_subject_is_not_twice(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {s: [["UPN", "Year", "Dec 10"], ["A826999907001", 3, "2b"]] for s in ("Reading", "Maths")}
    assert set(grid(read(xlsx(tmp_path / "a.xlsx", sheets)))) == {
        ("reading", 3, "2010-12"),
        ("mathematics", 3, "2010-12"),
    }


def test_a_pupil_whose_name_is_a_total_s_counts(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year", "Maths Dec 10"], ["Max Oak", 3, "2b"], ["Min Ash", 3, "2a"]]
    assert grid(read(xlsx(tmp_path / "a.xlsx", {"T": rows}))) == {("mathematics", 3, "2010-12"): (16.0, 2)}


def test_errors_and_formulas_without_a_result_are_no_blanks(tmp_path: Path) -> None:
    """calamine gives both as blanks; openpyxl saves a formula without its result."""
    path = xlsx(tmp_path / "a.xlsx", {"T & U": people(["#N/A"], ["#DIV/0!"], ["#REF!"], ["=1+1"], [None], ["2b"])})
    found = read(path)
    said = [(n.row, n.value) for n in found.not_counted]
    assert said == [(2, "#N/A"), (3, "#DIV/0!"), (4, "#REF!"), (5, "(a formula without its result)"), (6, "")]
    assert [p.where for p in found.problems] == ["a.xlsx: T & U!D4", "a.xlsx: T & U!D5"]
    assert grid(read(path, {"unknown": "leave out"})) == {("reading", 3, "2010-12"): (15.0, 1)}


def test_points_reckoned_by_formulas_that_were_not_saved_do_not_contradict(tmp_path: Path) -> None:
    rows = people(["2b", "=14+1"], ["2a", "=16+1"], head=("Reading Dec 10", "Reading Dec 10 pts"))
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, "2010-12"): (16.0, 2)}
    assert not found.problems


def test_three_rows_of_headings_and_a_sheet_for_a_point_in_time(tmp_path: Path) -> None:
    rows: Rows = [
        [None, None, None, "Reading", None, None, None],
        [None, None, None, "Aut 2010", None, "Spr 2011", None],
        ["Surname", "Forename", "Yr", "Level", "Pts", "Level", "Pts"],
        ["Oak", "Wren", 3, "2b", 15, "2a", 17],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}, ("D1:G1", "D2:E2", "F2:G2")))
    assert {c.point: c.aps for c in found.grid} == {"2010-12": 15, "2011-03": 17}
    rows = [["Surname", "Forename", "Yr", "Reading", "Maths"], ["Oak", "Wren", 3, "2b", "2a"]]
    found = read(xlsx(tmp_path / "b.xlsx", {"Dec 2010": rows, "March 2011": rows}))
    assert {(c.subject, c.point) for c in found.grid} == {
        (s, p) for s in ("reading", "mathematics") for p in ("2010-12", "2011-03")
    }


def test_results_at_no_named_time_are_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b", "2a"], head=("Reading", "Maths"))})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["point:undated"]
    assert found.questions[0].where == "a.xlsx: T!D1 and 1 more"
    assert {c.point for c in read(path, {"point:undated": "2011-03"}).grid} == {"2011-03"}


def test_pupils_known_by_numbers_only_and_headings_without_spaces(tmp_path: Path) -> None:
    rows: Rows = [["PupilName", "YearGroup", "MathsDec10"], [1, 3, "2b"], [2, 3, "2a"], ["Total", None, 2]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("mathematics", 3, "2010-12"): (16.0, 2)}


def test_another_subject_beside_a_heading_that_is_not_merged(tmp_path: Path) -> None:
    """Where merges are not known, "Reading" reaches over the blanks to its right, but not over English."""
    text = ",,,Reading,,\nSurname,Forename,Year,Dec 10,Mar 11,English Jul 11\nOak,Wren,3,2b,2a,3a\n"
    path = tmp_path / "a.csv"
    path.write_text(text)
    assert {k[2]: v[0] for k, v in grid(read(path)).items()} == {"2010-12": 15.0, "2011-03": 17.0}


def test_dates_as_text_below_subjects(tmp_path: Path) -> None:
    text = ",,,Reading,,,\nSurname,Forename,Year,16/07/2010,17/12/2010,31/03/2011,15/07/2011\nOak,Wren,3,2c,2b,2a,3c\n"
    path = tmp_path / "a.csv"
    path.write_text(text)
    assert [v[0] for _, v in sorted(grid(read(path)).items())] == [13.0, 15.0, 17.0, 19.0]
