"""Forms of tables other than a row a pupil under one header; the answers are worked out by hand."""

from datetime import date, datetime
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

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
    assert not [c for c in found.columns if not c.heading]
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
    """Spring is not in December: that row is asked about."""
    rows: Rows = [["Name", "Year", "Subject", "Term", "Date", "Level", "Target"]]
    rows += [["Wren Oak", 3, "Reading", "Autumn 2010", "17/12/2010", "2b", "2a"]]
    rows += [["Teal Ash", 3, "Reading", "Spring 2011", "17/12/2010", "3b", "3a"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["results:T"]
    assert grid(read(path, {"results:T": "leave out"})) == {("reading", 3, DECEMBER): (15.0, 1)}
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
    assert list(told.values()) == [(19.0, 2), (18.0, 2), (pytest.approx(53 / 3), 3), (21.0, 1)]


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


def test_tables_one_below_the_other_each_with_its_title(tmp_path: Path) -> None:
    """15, 17 and an average; 21, 23; 27."""
    rows: Rows = [["Oak School 2010-11"], ["Class 3B"], ["Name", "Reading Dec 10", "Maths Dec 10"]]
    rows += [["Ann Ash", 15, 15], ["Bob Bell", 17, 17], ["Average", 16, 16], [], ["Note: Y4 were away"]]
    rows += [["Year 4"], ["Name", "Maths Dec 10", "Reading Dec 10"], ["Cy Cole", 19, 21], ["Di Dunn", 19, "A"], []]
    rows += [["Y5"], [], ["Name", "Reading Dec 10"], ["Ed Elm", 27]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert not found.questions
    assert grid(found) == {
        ("reading", 3, DECEMBER): (16.0, 2),
        ("mathematics", 3, DECEMBER): (16.0, 2),
        ("reading", 4, DECEMBER): (21.0, 1),
        ("mathematics", 4, DECEMBER): (19.0, 2),
        ("reading", 5, DECEMBER): (27.0, 1),
    }
    assert [(n.row, n.column) for n in found.not_counted] == [(6, ""), (12, "C")]


def test_a_table_a_subject_one_below_the_other(tmp_path: Path) -> None:
    rows: Rows = [["Reading"], ["Name", "Dec 10", "Mar 11"], ["Ann Ash", "2b", "2a"], ["Bob Bell", "2c", "2b"], []]
    rows += [["Mathematics"], ["Name", "Dec 10", "Mar 11"], ["Ann Ash", "3b", "3a"], ["Bob Bell", "3c", "3b"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}))
    assert not found.questions
    assert {k: v[0] for k, v in grid(found).items()} == {
        ("reading", 3, DECEMBER): 14.0,
        ("reading", 3, MARCH): 16.0,
        ("mathematics", 3, DECEMBER): 20.0,
        ("mathematics", 3, MARCH): 22.0,
    }


@pytest.mark.parametrize("merged", [True, False])
def test_tables_side_by_side_each_with_its_title(tmp_path: Path, merged: bool) -> None:
    rows: Rows = [["Oak School"], ["Year 3", None, None, "Year 4", None, None]]
    rows += [["Name", "Reading Dec 10", None, "Name", "Reading Dec 10", "Maths Dec 10"]]
    rows += [["Ann Ash", 15, None, "Cy Cole", 21, 19], ["Bob Bell", 17, None, "Di Dunn", "A", 21]]
    rows += [["Average", 16, None, "Ed Elm", 23, 23]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}, ("A2:B2", "D2:F2") if merged else ()))
    assert not found.questions
    assert grid(found) == {
        ("reading", 3, DECEMBER): (16.0, 2),
        ("reading", 4, DECEMBER): (22.0, 2),
        ("mathematics", 4, DECEMBER): (21.0, 3),
    }
    assert [(n.row, n.column, n.value) for n in found.not_counted] == [(6, "", ""), (5, "E", "A")]


def test_tables_beside_each_other_known_by_other_things(tmp_path: Path) -> None:
    """The names of the second table are no names of the first's pupils."""
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10", None, "Name", "Year", "Maths Mar 11"]]
    rows += [["Oak", "Wren", 3, 15, None, "Ash, Teal", 4, 21]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["tables:T"]
    assert grid(read(path, {"tables:T": "each is a table of its own"})) == {
        ("reading", 3, DECEMBER): (15.0, 1),
        ("mathematics", 4, MARCH): (21.0, 1),
    }


def test_the_same_pupils_again_below(tmp_path: Path) -> None:
    rows: Rows = [["Year 3"], ["Name", "Reading Dec 10"], ["Ann Ash", 15], ["Bob Bell", 17], ["Cy Cole", 25], []]
    rows += [["Class 3B"], ["Name", "Reading Dec 10"], ["Ann Ash", 15], ["Bob Bell", 17]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert not found.grid
    key = "sheets:T+T!A8"
    assert [q.key for q in found.questions] == [key]
    assert grid(read(path, {key: "the same pupils"})) == {("reading", 3, DECEMBER): (19.0, 3)}


@pytest.mark.parametrize("title", ["Reading", "Year 3 Reading", "Reading 2010-11", "Reading results"])
def test_the_subject_in_a_title_or_the_sheet_s_name(tmp_path: Path, title: str) -> None:
    rows: Rows = [["Name", "Year", "Dec 10", "Mar 11"], ["Wren Oak", 3, "2b", "2a"]]
    answer = {("reading", 3, DECEMBER): (15.0, 1), ("reading", 3, MARCH): (17.0, 1)}
    assert grid(read(xlsx(tmp_path / "a.xlsx", {"T": [[title], [], *rows]}))) == answer
    assert grid(read(xlsx(tmp_path / "b.xlsx", {title: rows}))) == answer


def test_a_subject_that_nothing_names_is_asked_about(tmp_path: Path) -> None:
    """Reading is a town too."""
    rows: Rows = [["Reading Lane School"], ["Name", "Year", "Dec 10"], ["Wren Oak", 3, "2b"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [
        ("subject:T", ["reading", "writing", "mathematics", "leave out"])
    ]
    assert grid(read(path, {"subject:T": "writing"})) == {("writing", 3, DECEMBER): (15.0, 1)}
    with pytest.raises(Refused, match="science"):
        read(xlsx(tmp_path / "b.xlsx", {"Science": rows[1:]}))


def test_a_sheet_a_class_and_a_sheet_a_term(tmp_path: Path) -> None:
    head: list[object] = ["Name", "Reading Dec 10"]
    found = read(xlsx(tmp_path / "a.xlsx", {"3B": [head, ["Wren Oak", "2b"]], "4HS": [head, ["Teal Ash", "3b"]]}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 4, DECEMBER): (21.0, 1)}
    mixed = xlsx(tmp_path / "b.xlsx", {"3/4B".replace("/", "-"): [head, ["Wren Oak", "2b"]]})
    assert [q.key for q in read(mixed).questions] == ["year:3-4B"]
    rows: Rows = [["UPN", "Year", "Reading", "Maths"], [UPNS[0], 3, "2b", "2a"]]
    found = read(xlsx(tmp_path / "c.xlsx", {"Autumn 2010": rows, "Spring 2011": rows}))
    assert set(grid(found)) == {(s, 3, p) for s in ("reading", "mathematics") for p in (DECEMBER, MARCH)}


def test_a_heading_by_year_group_is_counted_by_the_pupil_s_own(tmp_path: Path) -> None:
    """For Year 5, Y4 Sum is last July and Y5 Aut December; for Year 4, Y4 Sum is next July; Y3 is past."""
    head = ("Reading Y3 Sum", "Reading Y4 Aut", "Reading Y4 Sum", "Reading Y5 Aut", "Reading Jul 10")
    rows: Rows = [["Surname", "Forename", "Year", *head]]
    rows += [["Oak", "Wren", 5, "1a", "2c", "3b", "3a", None], ["Ash", "Teal", 5, "1a", "2c", "3c", "A", None]]
    rows += [["Elm", "Coot", 4, "2b", "2a", "3c", None, "2b"], ["Fir", "Dunn", 6, "4b", "4b", "4b", "4c", "4a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.questions
    assert grid(found) == {
        ("reading", 5, JULY): (20.0, 2),
        ("reading", 5, DECEMBER): (23.0, 1),
        ("reading", 4, JULY): (15.0, 1),
        ("reading", 4, DECEMBER): (17.0, 1),
        ("reading", 4, NEXT_JULY): (19.0, 1),
        ("reading", 6, JULY): (29.0, 1),
    }
    assert [(n.row, n.column, n.value) for n in found.not_counted] == [(3, "G", "A")]
    means = {c.column: c.means for c in found.columns}
    assert means["F"] == "reading 2010-07 (Year 5), 2011-07 (Year 4)"
    assert means["G"] == "reading 2010-12 (Year 5)"


def test_the_role_of_each_column(tmp_path: Path) -> None:
    head = {
        "Reading TA Dec 10": ("result", "reading", DECEMBER, "reading 2010-12"),
        "Reading Target Jul 11": ("target", "reading", NEXT_JULY, "target (left out)"),
        "Predicted Maths July 2011": ("prediction", "mathematics", NEXT_JULY, "prediction (left out)"),
        "Writing FFT D": ("estimate", "writing", "", "estimate (left out)"),
        "Est. Writing Mar 11": ("estimate", "writing", MARCH, "estimate (left out)"),
        "Science Dec 10": ("result", "science", DECEMBER, "science, not in Part D (left out)"),
        "S&L Jul 10": ("result", "speaking and listening", JULY, "speaking and listening, not in Part D (left out)"),
        "English Jul 11": ("result", "English", NEXT_JULY, "English, not in Part D (left out)"),
        "Reading Dec 09": ("result", "reading", "", "earlier than Part D (left out)"),
        "Reading Nov 10": ("result", "reading", DECEMBER, "a point in time not in Part D (left out)"),
        "Reading Sum 07-08": ("result", "reading", "", "earlier than Part D (left out)"),
        "Reading Dec 11": ("result", "reading", "", "a point in time not in Part D (left out)"),
        "Reading progress Jul 11": ("", "reading", NEXT_JULY, "progress (left out)"),
        "Shoe size": ("", "", "", "not understood (left out)"),
    }
    rows: Rows = [["Name", "Year", *head], ["Wren Oak", 3, *("2b" for _ in head)]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert {c.heading: (c.role, c.subject, c.point, c.means) for c in found.columns[2:]} == head
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}
    assert found.as_json()["columns"][2]["role"] == "result"


def test_a_title_and_a_sheet_s_name_that_contradict_each_other(tmp_path: Path) -> None:
    """A copied sheet may still have the other's title."""
    rows: Rows = [["Name", "Year", "Dec 10"], ["Wren Oak", 3, "2b"]]
    for title in ("Reading", "Reading results"):
        path = xlsx(tmp_path / "a.xlsx", {"Maths": [[title], *rows], "Science": [[title], [], *rows]})
        assert [q.key for q in read(path).questions] == ["subject:Maths"]
        assert grid(read(path, {"subject:Maths": "mathematics"})) == {("mathematics", 3, DECEMBER): (15.0, 1)}
    rows = [["Name", "Year", "Reading"], ["Wren Oak", 3, "2b"]]
    path = xlsx(tmp_path / "b.xlsx", {"Spring 2011": [["Autumn 2010"], [], *rows]})
    assert [q.key for q in read(path).questions] == ["point:undated"]
    assert not read(path).grid


def test_a_merged_title_is_no_heading(tmp_path: Path) -> None:
    rows: Rows = [["Reading"], ["Name", "Year", "Dec 10", "Mar 11"], ["Wren Oak", 3, "2b", "2a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}, ("A1:D1",)))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 3, MARCH): (17.0, 1)}
    assert [c.heading for c in found.columns] == ["Name", "Year", "Dec 10", "Mar 11"]


def test_tables_without_results_raise_no_question(tmp_path: Path) -> None:
    contacts: Rows = [
        ["Name", "Year", "Address"],
        ["Wren Oak", 3, "a"],
        [],
        ["Name", "Address", "Year"],
        ["T Ash", "b", 4],
    ]
    attendance: Rows = [["Name", "Year", "Autumn 2010"], ["Wren Oak", 3, 95.5]]
    results: Rows = [["Name", "Year", "Reading Dec 10"], ["Wren Oak", 3, "2b"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": results, "Contacts": contacts, "Attendance": attendance}))
    assert not found.questions
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}


@pytest.mark.parametrize("merges", [("D1:E1", "F1:G1"), ()])
def test_year_groups_over_the_headings(tmp_path: Path, merges: tuple[str, ...]) -> None:
    """Under "Year 3" stands what a Year 4 pupil had last year."""
    rows: Rows = [[None, None, None, "Year 3", None, "Year 4", None], ["Surname", "Forename", "Year"]]
    rows[1] += ["Reading Aut", "Reading Sum"] * 2
    rows += [["Oak", "Wren", 4, "2c", "2b", "2a", "3c"], ["Ash", "Teal", 3, "1c", "1b", None, None]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}, merges))
    assert not found.questions
    assert {k[1:]: v[0] for k, v in grid(found).items()} == {
        (4, JULY): 15.0,
        (4, DECEMBER): 17.0,
        (4, NEXT_JULY): 19.0,
        (3, DECEMBER): 7.0,
        (3, NEXT_JULY): 9.0,
    }


def test_a_summer_a_row_a_result_may_be_last_summer(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Year", "Subject", "Term", "Level"]]
    rows += [["Wren Oak", 3, "Reading", "Autumn", "2b"], ["Wren Oak", 3, "Reading", "Summer", "2c"]]
    path = xlsx(tmp_path / "a.xlsx", {"T 2010-11": rows})
    assert [q.key for q in read(path).questions] == ["point:summer"]
    assert grid(read(path, {"point:summer": JULY})) == {
        ("reading", 3, JULY): (13.0, 1),
        ("reading", 3, DECEMBER): (15.0, 1),
    }


def test_results_of_the_month_beside_a_point_in_time_are_asked_about(tmp_path: Path) -> None:
    """Two teachers tested in November, when Part D has no point in time; 15, 17 and 13 are 15, without them 15."""
    rows: Rows = [["UPN", "Year", "Subject", "Date", "Level"]]
    rows += [["A826999907001", 3, "Reading", datetime(2010, 12, 10), "2b"]]
    rows += [["B826999907002", 3, "Reading", datetime(2010, 11, 30), "2a"]]
    rows += [["B826999907002", 3, "Reading", datetime(2010, 10, 1), "1c"]]
    rows += [["C826999907003", 3, "Reading", datetime(2010, 11, 26), "2c"]]
    rows += [["A826999907001", 3, "Reading", datetime(2010, 10, 1), "1c"]]
    path = xlsx(tmp_path / "a.xlsx", {"Results": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["near:months"]
    assert grid(read(path, {"near:months": "count"})) == {("reading", 3, "2010-12"): (15.0, 3)}
    assert grid(read(path, {"near:months": "leave out"})) == {("reading", 3, "2010-12"): (15.0, 1)}
    assert not read(xlsx(tmp_path / "b.xlsx", {"Results": [*rows[:2], rows[5]]})).questions
