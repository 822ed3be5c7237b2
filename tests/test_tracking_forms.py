"""Forms of tables other than a row a pupil under one header; the answers are worked out by hand."""

from datetime import date
from pathlib import Path

import pytest
from test_tracking_layouts import Rows, grid, read, xlsx

from siptui.records.proposal import Refused

JULY, DECEMBER, MARCH, NEXT_JULY = "2010-07", "2010-12", "2011-03", "2011-07"
UPNS = ["A826999907001", "B826999907002", "C826999907003"]
WHO = [[UPNS[0], "Oak", "Wren", 3], [UPNS[1], "Ash", "Teal", 3], [UPNS[2], "Elm", "Coot", 4]]
HEAD: list[object] = ["UPN", "Surname", "Forename", "Year"]
RESULTS = {
    ("Reading", "December 2010"): ["2b", "2a", "3b"],
    ("Reading", "March 2011"): ["2a", "A", "3a"],
    ("Maths", "December 2010"): ["2c", None, "3c"],
}
ANSWER = {
    ("reading", 3, DECEMBER): (16.0, 2),
    ("reading", 4, DECEMBER): (21.0, 1),
    ("reading", 3, MARCH): (17.0, 1),
    ("reading", 4, MARCH): (23.0, 1),
    ("mathematics", 3, DECEMBER): (13.0, 1),
    ("mathematics", 4, DECEMBER): (19.0, 1),
}


def long(*head: str) -> Rows:
    """A row a result; by pupil, then by subject and time."""
    rows: Rows = [[*HEAD, *head]]
    return rows + [[*who, *said, levels[n]] for n, who in enumerate(WHO) for said, levels in RESULTS.items()]


@pytest.mark.parametrize(
    "head", [("Subject", "Term", "Level"), ("Aspect", "Assessment Date", "Result"), ("Subject", "Result Set", "Grade")]
)
def test_a_row_a_result(tmp_path: Path, head: tuple[str, ...]) -> None:
    found = read(xlsx(tmp_path / "a.xlsx", {"Export": [["An invented school"], [], *long(*head)]}))
    assert grid(found) == ANSWER
    assert not found.questions
    assert [(n.row, n.column, n.value, n.reason) for n in found.not_counted] == [
        (8, "G", "A", "absent"),
        (9, "G", "", "blank"),
    ]
    means = {(c.column, c.means) for c in found.columns}
    assert {("E", "subject"), ("F", "point in time"), ("G", "reading 2010-12"), ("G", "mathematics 2010-12")} <= means


def test_a_row_a_result_with_real_dates_and_other_subjects(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year Group", "Subject", "Date", "Result"]]
    for day, level in ((date(2010, 12, 14), "2b"), (date(2011, 3, 25), "2a"), (date(2010, 11, 2), "3a")):
        rows += [["Oak, Wren", "Y3", "Reading", day, level], ["Oak, Wren", "Y3", "Science", day, "4b"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 3, MARCH): (17.0, 1)}
    assert {c.means for c in found.columns} >= {
        "science, not in Part D (left out)",
        "a point in time not in Part D (left out)",
    }


def test_subjects_down_and_terms_across(tmp_path: Path) -> None:
    rows: Rows = [[*HEAD, "Subject", "Dec 10", "Mar 11"]]
    for n, who in enumerate(WHO):
        rows.append([*who, "Reading", RESULTS["Reading", "December 2010"][n], RESULTS["Reading", "March 2011"][n]])
        rows.append([*who, "Maths", RESULTS["Maths", "December 2010"][n]])
        rows.append([*who, "PE", "1a", "1a"])
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == ANSWER
    assert not found.questions


def test_terms_down_and_subjects_across(tmp_path: Path) -> None:
    rows: Rows = [[*HEAD, "Academic Year", "Term", "Reading", "Maths"]]
    for n, who in enumerate(WHO):
        rows.append([*who, "2010-11", "Autumn", *(RESULTS[s, "December 2010"][n] for s in ("Reading", "Maths"))])
        rows.append([*who, "2010-11", "Spring", RESULTS["Reading", "March 2011"][n]])
        rows.append([*who, "2009-10", "Spring", "1a", "1a"])
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == ANSWER


def test_a_row_a_result_of_one_subject_named_by_the_sheet(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year", "Term", "Level"], ["Wren Oak", 3, "Dec 10", "2b"], ["Wren Oak", 3, "Mar 11", "2a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Reading": rows}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 3, MARCH): (17.0, 1)}


def test_a_term_and_a_date_are_believed_together(tmp_path: Path) -> None:
    """Spring is not in December."""
    rows: Rows = [["Name", "Year", "Subject", "Term", "Date", "Level", "Target"]]
    rows += [["Wren Oak", 3, "Reading", "Autumn 2010", "17/12/2010", "2b", "2a"]]
    rows += [["Teal Ash", 3, "Reading", "Spring 2011", "17/12/2010", "3b", "3a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}
    with pytest.raises(Refused):
        read(tmp_path / "a.xlsx", {"means:T!F": "leave out"})


def test_targets_and_points_a_row_a_result(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year", "Subject", "Term", "Type", "Level", "Points"]]
    rows += [["Wren Oak", 3, "Writing", "Dec 10", "Actual", "2b", 15]]
    rows += [["Wren Oak", 3, "Writing", "Dec 10", "Target", "2a", 17]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("writing", 3, DECEMBER): (15.0, 1)}
    assert not found.questions


def test_two_results_at_one_time_are_asked_about(tmp_path: Path) -> None:
    """2b at the beginning of December, 2a at its end."""
    rows: Rows = [["Name", "Year", "Subject", "Date", "Level"]]
    rows += [["Wren Oak", 3, "Reading", "01/12/2010", "2b"], ["Wren Oak", 3, "Reading", "20/12/2010", "2a"]]
    rows += [["Teal Ash", 3, "Reading", "20/12/2010", "3b"], ["Wren Oak", 3, "Reading", "25/03/2011", "3c"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert grid(found) == {("reading", 3, MARCH): (19.0, 1)}
    assert [(q.key, q.where) for q in found.questions] == [("twice:T", "a.xlsx: T!E3")]
    december = ("reading", 3, DECEMBER)
    told = {c: grid(read(path, {"twice:T": c}))[december] for c in found.questions[0].choices}
    assert list(told.values()) == [(19.0, 2), (18.0, 2), (21.0, 1)]


def test_the_year_group_at_the_time_of_each_result(tmp_path: Path) -> None:
    """Part D follows a class by its year group now: Year 2's July is this Year 3's."""
    rows: Rows = [["UPN", "Name", "Year", "Subject", "Term", "Level"]]
    rows += [[UPNS[0], "Wren Oak", 2, "Reading", "July 2010", "2c"]]
    rows += [[UPNS[0], "Wren Oak", 3, "Reading", "Dec 2010", "2b"]]
    rows += [[UPNS[1], "Teal Ash", 2, "Reading", "July 2010", "2a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, JULY): (15.0, 2), ("reading", 3, DECEMBER): (15.0, 1)}
    rows[1][2] = 5
    path = xlsx(tmp_path / "b.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["year:5 / 3"]
    assert grid(read(path, {"year:5 / 3": "3"}))[("reading", 3, DECEMBER)] == (15.0, 1)


def test_a_date_beside_dated_results_turns_nothing(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year", "Date", "Reading Dec 10"], ["Wren Oak", 3, "01/09/2008", "2b"]]
    assert grid(read(xlsx(tmp_path / "a.xlsx", {"T": rows}))) == {("reading", 3, DECEMBER): (15.0, 1)}
