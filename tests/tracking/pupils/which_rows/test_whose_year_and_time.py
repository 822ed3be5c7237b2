"""Workbooks as a deputy head makes them, in which a figure was silently another year group's or nobody was asked."""

from pathlib import Path

import pytest

from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, upn
from support.spreadsheets.judging import figures, judge, reading
from support.spreadsheets.layouts import Rows, Sheet
from support.spreadsheets.two_pupils import asked, known, two

# -- last year's list


@pytest.mark.parametrize(("name", "title"), [("Year 3", "Year 3 2009-10"), ("Year 3 2009-10", ""), ("A", "3B 2009/10")])
def test_last_years_list_with_this_years_results_added_is_asked_about(tmp_path: Path, name: str, title: str) -> None:
    rows = two(["Reading Jul 10", "Reading Dec 10"], ["2b", "2a"], ["2c", "2b"])
    if title.startswith("3B"):
        title, rows = f"Class {title}", [[*r, "Year" if not n else 3] for n, r in enumerate(rows)]
    path = write("xlsx", tmp_path, [Sheet(name, [[title], *rows] if title else rows)])
    assert asked(path) == ["years:2009-10"]
    assert judge(path, known(4, july=14.0, december=16.0), {"years:2009-10": "of 2009-10"}) == ("right", "")
    assert judge(path, known(3, july=14.0, december=16.0), {"years:2009-10": "of 2010-11"}) == ("right", "")


def test_last_years_list_beside_this_years_is_compared_and_not_moved_twice(tmp_path: Path) -> None:
    sheets = [
        Sheet("Year 3 2009-10", two(["Reading Jul 10", "Reading Dec 10"], ["2b", "2a"], ["2c", "2b"])),
        Sheet("Year 4 2010-11", two(["Reading Mar 11"], ["3c"], ["2a"])),
    ]
    path = write("xlsx", tmp_path, sheets)
    assert judge(path, known(4, july=14.0, december=16.0, march=18.0)) == ("right", "")


def test_last_years_list_with_terms_by_year_group_is_asked_about(tmp_path: Path) -> None:
    """Results of Year 3's summer are those of July 2010 if it was last year that they were in Year 3."""
    rows = two(["Reading Y2 Sum", "Reading Y3 Aut", "Reading Y3 Sum"], ["1a", "2c", "2b"], ["1a", "2c", "2c"])
    path = write("xlsx", tmp_path, [Sheet("Year 3", [["Year 3 2009-10"], *rows])])
    assert asked(path) == ["years:2009-10"]
    assert judge(path, known(4, july=14.0), {"years:2009-10": "of 2009-10"}) == ("right", "")


@pytest.mark.parametrize("title", ["Year 3 2010-11", "Year 3, 2009-10 to 2010-11", "Results since 2009-10"])
def test_a_title_of_this_year_is_not_asked_about(tmp_path: Path, title: str) -> None:
    rows = two(["Reading Jul 10", "Reading Dec 10"], ["2b", "2a"], ["2c", "2b"])
    path = write("xlsx", tmp_path, [Sheet("Year 3", [[title], *rows])])
    assert judge(path, known(3, july=14.0, december=16.0)) == ("right", "")


@pytest.mark.parametrize("heads", [["Year", "NCY"], ["Year", "Year Group"], ["Class", "Reg"]])
def test_two_columns_of_year_groups_that_differ_are_asked_about(tmp_path: Path, heads: list[object]) -> None:
    values: list[object] = ["3B", "4B"] if heads[0] == "Class" else [3, 4]
    path = write("xlsx", tmp_path, [Sheet("T", two([*heads, "Reading Dec 10"], [*values, "2a"], [*values, "2b"]))])
    assert asked(path) == ["year:T:column"]
    assert judge(path, known(3, december=16.0), {"year:T:column": "C"}) == ("right", "")
    assert judge(path, known(4, december=16.0), {"year:T:column": "D"}) == ("right", "")


def test_of_two_columns_of_year_groups_that_of_this_year_counts(tmp_path: Path) -> None:
    rows = two(["Year", "Class", "Year", "Class", "Jul 10", "Dec 10"], [3, "3A", 4, "4B", "2b", "2a"],
               [3, "3A", 4, "4B", "2c", "2b"])  # fmt: skip
    band: list[object] = ["", "", "2009-10", "", "2010-11", "", "Reading"]
    path = write("xlsx", tmp_path, [Sheet("T", [band, *rows], ["C1:D1", "E1:F1", "G1:H1"])])
    assert judge(path, known(4, july=14.0, december=16.0)) == ("right", "")


def test_the_column_that_somebody_says_is_the_year_group_counts(tmp_path: Path) -> None:
    rows = two(["Year", "Now", "Reading Dec 10"], [3, 4, "2a"], [3, 4, "2b"])
    path = write("xlsx", tmp_path, [Sheet("T", rows)])
    assert judge(path, known(4, december=16.0), {"means:T!D": "year"}) == ("right", "")


def test_two_columns_that_agree_are_not_asked_about(tmp_path: Path) -> None:
    rows = two(["Year", "NCY", "Reading Dec 10"], [3, "Y3", "2a"], [3, "", "2b"])
    rows.append(["Total", "", 2, 1])
    assert judge(write("xlsx", tmp_path, [Sheet("T", rows)]), known(3, december=16.0)) == ("right", "")


# -- one question for two things


def test_current_and_latest_on_two_sheets_are_two_questions(tmp_path: Path) -> None:
    sheets = [
        Sheet("Year 3", two(["Reading Latest", "Reading Current"], ["2b", "2a"], ["2c", "2b"])),
        Sheet("Year 4", [["Surname", "Forename", "Reading Current"], ["Elm", "Jay", "3b"], ["Fir", "Tit", "3c"]]),
    ]
    path = write("xlsx", tmp_path, sheets)
    told = {"point:undated": DECEMBER, "point:undated:2": MARCH}
    assert asked(path) == ["point:undated", "point:undated:2", "point:undated:Year 4"]
    right = {**known(3, december=14.0, march=16.0), **known(4, march=20.0)}
    assert judge(path, right, {**told, "point:undated:Year 4": MARCH}) == ("right", "")


def test_a_summer_before_autumn_on_one_sheet_and_after_it_on_another_are_two_questions(tmp_path: Path) -> None:
    sheets = [
        Sheet("Year 3", two(["Reading Sum", "Reading Aut"], ["2b", "2a"], ["2c", "2b"])),
        Sheet("Year 4", [["Surname", "Forename", "Reading Aut", "Reading Sum"], ["Elm", "Jay", "3b", "3a"],
                         ["Fir", "Tit", "3c", "3b"]]),
    ]  # fmt: skip
    path = write("xlsx", tmp_path, sheets)
    assert asked(path) == ["point:summer", "point:summer:Year 4"]
    right = {**known(3, july=14.0, december=16.0), **known(4, december=20.0), ("reading", 4, "2011-07"): (22.0, 2)}
    assert judge(path, right, {"point:summer": JULY, "point:summer:Year 4": "2011-07"}) == ("right", "")


def test_the_same_heading_on_two_sheets_and_for_two_subjects_is_one_question(tmp_path: Path) -> None:
    rows = two(["Reading Current", "Writing Current"], ["2b", "2a"], ["2c", "2b"])
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows), Sheet("Year 4", [rows[0], ["Elm", "Jay", "3b", "3a"]])])
    assert asked(path) == ["point:undated"]


def test_half_terms_outside_part_d_under_a_subject_s_name_are_not_asked_about(tmp_path: Path) -> None:
    terms: list[object] = ["Aut 1", "Aut 2", "Spr 1", "Spr 2", "Sum 1"]
    rows = two(terms, ["1c", "1b", "1a", "2c", "2b"], ["1c", "1a", "1a", "2b", "2b"])
    named = [[*r, "Year" if not n else 3] for n, r in enumerate(rows)]
    path = write("xlsx", tmp_path, [Sheet("Reading", named)])
    assert judge(path, known(3, december=10.0, march=14.0)) == ("right", "")


@pytest.mark.parametrize("years", [("2009-10", "2010-11"), ("09/10", "10/11"), ("2009 - 2010", "2010 - 2011")])
def test_school_years_between_subjects_and_terms(tmp_path: Path, years: tuple[str, str]) -> None:
    """Three rows of headings, of which the second has no letter in it."""
    first, second = years
    rows: Rows = [["", "", "Reading", "", "", "Writing"], ["", "", first, second, "", first]]
    rows += [["Surname", "Forename", "Sum", "Aut", "Spr", "Sum"], ["Oak", "Wren", "2c", "2b", "2a", "1a"]]
    rows += [["Ash", "Teal", "2b", "2a", "3c", "1b"]]
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows, ["C1:E1", "D2:E2"])])
    right = {**known(3, july=14.0, december=16.0, march=18.0), ("writing", 3, JULY): (10.0, 2)}
    assert judge(path, right) == ("right", "")


# -- a year that may be a school year


@pytest.mark.parametrize("place", ["title", "band", "sheet"])
def test_a_summer_under_2010_may_be_that_of_the_school_year_that_begins_then(tmp_path: Path, place: str) -> None:
    rows = two(["Reading Aut", "Reading Sum"], ["2c", "2a"], ["2b", "3c"])
    rows = [[*r, "Year" if not n else 3] for n, r in enumerate(rows)]
    above: Rows = {"title": [["2010"]], "band": [["", "", "2010"]], "sheet": []}[place]
    path = write("xlsx", tmp_path, [Sheet("2010" if place == "sheet" else "Tracking", [*above, *rows])])
    assert asked(path) == ["point:summer"]
    right = {**known(3, december=14.0), ("reading", 3, "2011-07"): (18.0, 2)}
    assert judge(path, right, {"point:summer": "2011-07"}) == ("right", "")


@pytest.mark.parametrize("title", ["2011", "Tracking 2011"])
def test_terms_under_2011_are_read(tmp_path: Path, title: str) -> None:
    """A summer of which one time is left was a fault of the program's."""
    rows = two(["Reading Aut", "Reading Spr", "Reading Sum"], ["2c", "2b", "2a"], ["2b", "2a", "3c"])
    path = write("xlsx", tmp_path, [Sheet("Year 3", [[title], *rows])])
    assert asked(path) == ["point:autumn"]
    right = {**known(3, december=14.0, march=16.0), ("reading", 3, "2011-07"): (18.0, 2)}
    assert judge(path, right, {"point:autumn": DECEMBER}) == ("right", "")


def by_school_year(*years: object) -> Rows:
    terms = ["Summer", "Autumn", "Summer"]
    rows: Rows = [["Name", "Year", "Subject", "Academic Year", "Term", "Level"]]
    for name, marks in (("Oak Wren", ["2c", "2b", "2a"]), ("Ash Teal", ["2b", "2a", "3c"])):
        rows += [[name, 3, "Reading", y, t, m] for y, t, m in zip(years, terms, marks, strict=True)]
    return rows


@pytest.mark.parametrize(("years", "answer"), [((2009, 2010, 2010), "2010-11"), (("2010", "2011", "2011"), "2010-11")])
def test_a_school_year_of_one_number_beside_a_term_is_asked_about(
    tmp_path: Path, years: tuple[object, ...], answer: str
) -> None:
    path = write("xlsx", tmp_path, [Sheet("Results", by_school_year(*years))])
    right = {**known(3, july=14.0, december=16.0), ("reading", 3, "2011-07"): (18.0, 2)}
    assert asked(path) == ["years:Results!D"]
    assert not figures(reading(path))
    assert judge(path, right, {"years:Results!D": answer}) == ("right", "")


@pytest.mark.parametrize("years", [("2009/10", "2010/11", "2010/11"), ("2009-2010", "2010-2011", "2010-2011")])
def test_a_school_year_written_out_is_not_asked_about(tmp_path: Path, years: tuple[object, ...]) -> None:
    path = write("xlsx", tmp_path, [Sheet("Results", by_school_year(*years))])
    right = {**known(3, july=14.0, december=16.0), ("reading", 3, "2011-07"): (18.0, 2)}
    assert judge(path, right) == ("right", "")


# -- rows that say what they hold


@pytest.mark.parametrize("heading", ["Assessment", "Assessment Name", "Subject"])
def test_subjects_below_assessment_are_the_rows_own(tmp_path: Path, heading: str) -> None:
    """One subject was asked for, and was then that of every row."""
    rows: Rows = [["Name", "NC Year", heading, "Autumn Term 2010", "Spring Term 2011"]]
    rows += [["Oak", 3, "Reading", "2c", "2b"], ["Oak", 3, "Writing", "1a", "2c"], ["Ash", 3, "Reading", "2b", "2a"]]
    rows += [["Ash", 3, "Writing", "1a", "2c"], ["Ash", 3, "Science", "3a", "3a"]]
    path = write("xlsx", tmp_path, [Sheet("Export", rows)])
    right = known(3, december=14.0, march=16.0)
    right |= {("writing", year, point): (aps - 3.0, n) for (_, year, point), (aps, n) in right.items()}
    assert judge(path, right) == ("right", "")


@pytest.mark.parametrize("heading", ["Core", "", "Area"])
@pytest.mark.parametrize("answers", [{}, {"means:Export!C": "subject"}])
def test_a_column_that_holds_nothing_but_subjects_is_theirs(
    tmp_path: Path, heading: str, answers: dict[str, str]
) -> None:
    rows: Rows = [["Name", "NC Year", heading, "Autumn 2010"], ["Oak", 3, "Reading", "2c"], ["Oak", 3, "Writing", "1a"]]
    rows += [["Ash", 3, "Reading", "2b"], ["Ash", 3, "Writing", "1b"]]
    path = write("xlsx", tmp_path, [Sheet("Export", rows)])
    right = {**known(3, december=14.0), ("writing", 3, DECEMBER): (10.0, 2)}
    assert judge(path, right, answers) == ("right", "")


@pytest.mark.parametrize("values", [("Reading", "Maths"), ("Dec 10", "Mar 11"), ("TA", "1:1")])
def test_extra_lessons_and_dates_of_arrival_tell_no_rows_apart(tmp_path: Path, values: tuple[str, str]) -> None:
    rows = two(["Year", "Booster", "Reading Dec 10"], [3, values[0], "2c"], [3, values[1], "2b"])
    assert judge(write("xlsx", tmp_path, [Sheet("T", rows)]), known(3, december=14.0)) == ("right", "")


def test_extra_lessons_beside_results_without_a_time_are_no_subjects_of_theirs(tmp_path: Path) -> None:
    rows = two(["Year", "Booster", "Reading"], [3, "Maths", "2c"], [3, "Reading", "2b"])
    path = write("xlsx", tmp_path, [Sheet("T", rows)])
    assert judge(path, known(3, december=14.0), {"point:undated": DECEMBER}) == ("right", "")


@pytest.mark.parametrize("heading", ["Type", "", "Row"])
@pytest.mark.parametrize(("mine", "other"), [("Actual", "Target"), ("Dec 10", "Predicted"), ("TA", "Test")])
def test_rows_of_targets_below_results_do_not_count_as_more_pupils(
    tmp_path: Path, heading: str, mine: str, other: str
) -> None:
    """A class by first names, each in two rows."""
    rows: Rows = [["Name", "NC Year", heading, "Reading Dec 10"]]
    rows += [[n, 3, kind, level] for n in ("Oak", "Ash") for kind, level in ((mine, "2b"), (other, "3c"))]
    path = write("xlsx", tmp_path, [Sheet("T", rows)])
    key = "column:T!C:rows"
    assert asked(path) == [key]
    assert not figures(reading(path))
    assert judge(path, known(3, december=15.0), {key: mine}) == ("right", "")
    assert [n.row for n in reading(path, {key: mine}).not_counted] == [3, 5]
    assert figures(reading(path, {key: "all of them"})) == {("reading", 3, DECEMBER): (17.0, 4)}


# -- the same pupils on two sheets


def test_what_the_first_of_two_sheets_leaves_blank_counts_on_the_other(tmp_path: Path) -> None:
    """A class's list has a column for mathematics, of which the sets' lists hold more."""
    one = two(["Year", "Reading Dec 10", "Maths Dec 10"], [3, "2b", ""], [3, "2a", "2c"])
    path = write(
        "xlsx", tmp_path, [Sheet("Oak", one), Sheet("Set 1", two(["Year", "Maths Dec 10"], [3, "2a"], [3, "3c"]))]
    )
    key = "sheets:Oak+Set 1"
    assert asked(path) == [key]
    right = {**known(3, december=16.0), ("mathematics", 3, DECEMBER): ((17.0 + 13.0) / 2, 2)}
    assert judge(path, right, {key: "the same pupils"}) == ("right", "")
    found = reading(path, {key: "the same pupils"})
    assert [(n.sheet, n.row) for n in found.not_counted if n.reason == "counted on another sheet"] == [("Set 1", 3)]


# -- groups


def test_a_file_that_contradicts_itself_about_a_pupil_s_group_says_so(tmp_path: Path) -> None:
    """Gender on two sheets; and first language in two columns of one."""

    def sheet(subject: str, gender: str) -> Sheet:
        head: list[object] = ["UPN", "Surname", "Forename", "Year", "Gender", "EAL", "First language"]
        return Sheet(subject, [
            [*head, f"{subject} Dec 10"],
            [upn(1, 7), "Oak", "Wren", 3, gender, "N", "English", "2b"],
            [upn(2, 7), "Ash", "Teal", 3, "F", "N", "Urdu", "2a"],
        ])  # fmt: skip

    found = reading(write("xlsx", tmp_path, [sheet("Reading", "M"), sheet("Writing", "F")]))
    assert [n.partition(" (")[0] for n in found.notes] == [
        "first language: the file says two things of the same pupil",
        "gender: the file says two things of the same pupil",
    ]
    assert {(g.group, g.subject, g.pupils) for g in found.groups} == {("Girls", "reading", 1), ("Girls", "writing", 1)}


# -- year groups


def test_pupils_without_a_year_group_on_a_sheet_that_names_one_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [
        ["Surname", "Forename", "Year", "Reading Dec 10"],
        ["Oak", "Wren", "", "2b"],
        ["Ash", "Teal", "", "2a"],
    ]
    rows += [["Elm", "Jay", 4, "3c"], ["Fir", "Tit", "", "3b"]]
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    [question] = reading(path).questions
    assert question.choices == ["1", "2", "3", "4", "5", "6", "Reception", "leave out"]
    found = reading(path, {question.key: "3"})
    assert not found.questions
    assert {(c.year, c.pupils) for c in found.grid} == {(3, 3), (4, 1)}


@pytest.mark.parametrize("title", ["", "Year 3"])
def test_a_year_group_that_contradicts_the_sheet_s_name_is_asked_about(tmp_path: Path, title: str) -> None:
    rows = two(["Reading Dec 10"], ["2a"], ["2b"])
    rows = [[title], *rows] if title else [[*r, "Year" if not n else 3] for n, r in enumerate(rows)]
    path = write("xlsx", tmp_path, [Sheet("Year 4", rows)])
    [question] = reading(path).questions
    assert "Year 3" in question.asks
    assert {c.year for c in reading(path, {question.key: "4"}).grid} == {4}


def test_a_year_column_that_nobody_filled_in_leaves_it_to_the_sheet_s_name(tmp_path: Path) -> None:
    rows = [[*r, "Year" if not n else ""] for n, r in enumerate(two(["Reading Dec 10"], ["2a"], ["2b"]))]
    found = reading(write("xlsx", tmp_path, [Sheet("Year 4", rows)]))
    assert {(c.year, c.pupils) for c in found.grid} == {(4, 2)}
    assert not found.questions
