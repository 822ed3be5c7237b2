"""Which rows are pupils, their year groups, and what their cells are worth; the answers are worked out by hand."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.spreadsheets.invented_pupils import DECEMBER
from support.spreadsheets.small_tables import Rows, grid, named, people, read, readings, xlsx


@pytest.mark.parametrize("label", ["Y3 average", "Boys average", "LA average", "Expected", "% 2b+", "Boys", "Non FSM"])
def test_totals_in_a_column_of_names(tmp_path: Path, label: str) -> None:
    """15 and 17 are 16, whatever stands below."""
    rows = named(["Wren Oak", 15], ["Teal Ash", 17], [label, 40])
    assert readings(tmp_path, rows, sheet="Year 3") == {DECEMBER: 16.0}


def test_totals_in_two_columns_of_names(tmp_path: Path) -> None:
    pupils = people([15], [17])
    for row in (["Year 3", "Average", 3, 40], ["Boys", "APS", 3, 50], ["Total", "Boys", 3, 20]):
        assert readings(tmp_path, [*pupils, row]) == {DECEMBER: 16.0}
    rows: Rows = [["Class", "Name", "Reading Dec 10"], ["3B", "Wren Oak", 15], ["3B", "Teal Ash", 17]]
    assert readings(tmp_path, [*rows, ["3B", "Average", 30]], sheet="Year 3") == {DECEMBER: 16.0}


def test_a_child_called_max_among_others(tmp_path: Path) -> None:
    rows = named(["Ann", 15], ["Max", 17], ["Bob", 19], ["Zed", 21])
    assert readings(tmp_path, rows, sheet="Year 3") == {DECEMBER: 18.0}


def test_max_below_the_pupils_is_asked_about_or_plainly_a_total(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": named(["Ann", 15], ["Bob", 19], ["Max", 19])})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("rows:Year 3", ["pupils", "no pupils"])]
    assert [c.aps for c in read(path, {"rows:Year 3": "no pupils"}).grid] == [17.0]
    assert [c.aps for c in read(path, {"rows:Year 3": "pupils"}).grid] == [pytest.approx(53 / 3)]
    assert readings(tmp_path, named(["Ann", 15], ["Bob", 19], ["All", 17.5]), sheet="Year 3") == {DECEMBER: 17.0}


def test_names_below_a_total_are_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": named(["Ann", 15], ["Average", 15], ["Bob", 19])})
    found = read(path)
    assert not found.grid
    assert [c.aps for c in read(path, {"rows:Year 3": "pupils"}).grid] == [17.0]
    assert [c.aps for c in read(path, {"rows:Year 3": "no pupils"}).grid] == [15.0]


@pytest.mark.parametrize(
    ("head", "whole", "partly"),
    [
        (["UPN", "Name"], ["A826999907001", "Wren Oak"], [None, "Teal Ash"]),
        (["Name", "DOB"], ["Wren Oak", "01/02/2003"], ["Teal Ash", None]),
        (["Surname", "Forename"], ["Oak", "Wren"], ["Ash", None]),
        (["UPN", "Surname", "Forename"], ["A826999907001", "Oak", "Wren"], ["B826999907002", None, None]),
    ],
)
def test_a_pupil_with_a_blank_in_the_name_counts(
    tmp_path: Path, head: list[object], whole: list[object], partly: list[object]
) -> None:
    rows: Rows = [[*head, "Year", "Reading Dec 10"], [*whole, 3, 15], [*partly, 3, 27]]
    assert readings(tmp_path, rows) == {DECEMBER: 21.0}


def test_headings_further_down(tmp_path: Path) -> None:
    head: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10", "Maths Dec 10"]
    rows: Rows = [head, ["Oak", "Wren", 3, "2b", "1a"], []]
    other: Rows = [["Surname", "Forename", "Year", "Maths Dec 10", "Reading Dec 10"], ["Ash", "Teal", 4, "2b", "4a"]]
    path = xlsx(tmp_path / "c.xlsx", {"T": [*rows, *other]})
    assert [(q.key, q.where) for q in read(path).questions] == [("tables:T", "c.xlsx: T!A4")]
    assert not read(path).grid
    assert grid(read(path, {"tables:T": "each is a table of its own"})) == {
        ("reading", 3, DECEMBER): (15.0, 1),
        ("mathematics", 3, DECEMBER): (11.0, 1),
        ("reading", 4, DECEMBER): (29.0, 1),
        ("mathematics", 4, DECEMBER): (15.0, 1),
    }
    with pytest.raises(Refused, match="left out, as you said"):
        read(path, {"tables:T": "leave out"})
    printed: Rows = [*rows, head, ["Ash", "Teal", 3, "2a", "1a"]]
    assert grid(read(xlsx(tmp_path / "b.xlsx", {"T": printed}))) == {
        ("reading", 3, DECEMBER): (16.0, 2),
        ("mathematics", 3, DECEMBER): (11.0, 2),
    }
    titled: Rows = [["Year 3"], *named(["A B", 15]), ["Year 4"], *named(["C D", 21])]
    assert grid(read(xlsx(tmp_path / "d.xlsx", {"T": titled}))) == {
        ("reading", 3, DECEMBER): (15.0, 1),
        ("reading", 4, DECEMBER): (21.0, 1),
    }


def test_year_groups_merged_written_once_or_as_headings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Surname", "Forename", "Year", "Reading Dec 10"],
        ["Oak", "Wren", 3, 15],
        ["Ash", "Teal", None, 27],
        ["Elm", "Coot", None, 15],
    ]
    assert readings(tmp_path, rows, ("C2:C4",)) == {DECEMBER: 19.0}
    path = xlsx(tmp_path / "b.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["year:T:blank"]
    assert not read(path).grid
    assert grid(read(path, {"year:T:blank": "as in the row above"})) == {("reading", 3, DECEMBER): (19.0, 3)}
    assert grid(read(path, {"year:T:blank": "leave out"})) == {("reading", 3, DECEMBER): (15.0, 1)}
    sections: Rows = [*named(), ["Year 3"], ["Ann", 15], ["Year 4"], ["Bob", 21]]
    found = read(xlsx(tmp_path / "c.xlsx", {"T": sections}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 4, DECEMBER): (21.0, 1)}


def test_year_groups_in_other_words(tmp_path: Path) -> None:
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10"]]
    rows += [[f"Oak{n}", "Wren", year, 15 + 2 * n] for n, year in enumerate(["Yr3A", "3A", "Y3 Oak", 3, "3/4"])]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [(q.key, q.choices[-1]) for q in read(path).questions] == [("year:3/4", "leave out")]
    assert grid(read(path, {"year:3/4": "leave out"})) == {("reading", 3, DECEMBER): (18.0, 4)}
    assert grid(read(path, {"year:3/4": "3"})) == {("reading", 3, DECEMBER): (19.0, 5)}
    lark = xlsx(
        tmp_path / "b.xlsx", {"T": [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", "Lark", 15]]}
    )
    assert [q.key for q in read(lark).questions] == ["year:Lark"]


def test_small_points_are_not_taken_for_levels(tmp_path: Path) -> None:
    """3, 3, 5 and 6 points are 4.25; as levels they would be 28.5, which no Year 1 class has."""
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10"]]
    rows += [[f"Oak{n}", "Wren", 1, points] for n, points in enumerate([3, 3, 5, 6])]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["notation:T!D"]
    assert not read(path).grid
    assert grid(read(path, {"notation:T!D": "points"})) == {("reading", 1, DECEMBER): (4.25, 4)}
    head: list[object] = ["Surname", "Forename", "Reading Dec 10"]
    first: Rows = [head, ["Oak", "Wren", 2], ["Ash", "Teal", 1]]
    second: Rows = [head, ["Elm", "Coot", 9], ["Fir", "Dunn", 13], ["Yew", "Rail", 15]]
    found = read(xlsx(tmp_path / "b.xlsx", {"Year 1": first, "Year 2": second}))
    assert not found.grid
    assert [q.key for q in found.questions] == ["notation:Year 1!C"]
    path = xlsx(tmp_path / "b.xlsx", {"Year 1": first, "Year 2": second})
    assert [c.aps for c in read(path, {"notation:Year 1!C": "levels"}).grid] == [12.0, pytest.approx(37 / 3)]


@pytest.mark.parametrize(("year", "level", "asked"), [(1, 2, 0), (1, 3, 1), (2, 4, 1), (3, 4, 0), (6, 5, 0), (6, 6, 1)])
def test_whole_levels_likely_for_the_year_group(tmp_path: Path, year: int, level: int, asked: int) -> None:
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", year, level]]
    assert len(read(xlsx(tmp_path / "a.xlsx", {"T": rows})).questions) == asked


def test_levels_with_a_sign_are_asked_about_once(tmp_path: Path) -> None:
    """2b+ is 15 or 16, 2a- is 17 or 16."""
    rows = people(["2b+", "2b"], ["2c", "2a-"], head=("Reading Dec 10", "Maths Dec 10"))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["plus"]
    told = {choice: read(path, {"plus": choice}).grid for choice in found.questions[0].choices}
    assert {choice: [(c.aps, c.pupils) for c in cells] for choice, cells in told.items()} == {
        "as the level without the sign": [(14.0, 2), (16.0, 2)],
        "one point more or less": [(14.5, 2), (15.5, 2)],
        "leave out": [(13.0, 1), (15.0, 1)],
    }


def test_a_level_column_and_a_points_column_complete_each_other(tmp_path: Path) -> None:
    head = ("Reading Dec 10 Level", "Reading Dec 10 Pts")
    found = read(xlsx(tmp_path / "a.xlsx", {"T": people(["2b", 15], ["2a", None], [None, 13], ["W", "W"], head=head)}))
    assert grid(found) == {("reading", 3, DECEMBER): (12.0, 4)}
    assert not found.questions
    absent = read(xlsx(tmp_path / "b.xlsx", {"T": people(["2b", 15], ["A", 13], head=head)}))
    assert [q.choices for q in absent.questions] == [["D", "E", "leave out"]]


@pytest.mark.parametrize(
    "head",
    [
        ["Surname, Forename"],
        ["Surname Forename"],
        ["Pupils"],
        ["Children"],
        ["UPN No", "Pupil Surname", "Pupil Forename"],
        ["UPN Number", "Surname(s)", "Forename(s)"],
        ["Pupil UPN", "Preferred Surname", "Chosen Name"],
    ],
)
def test_names_under_other_headings(tmp_path: Path, head: list[object]) -> None:
    names: list[object] = ["Oak, Wren"] if len(head) == 1 else ["A826999907001", "Oak", "Wren"]
    rows: Rows = [[*head, "N C Year", "Reading Dec 10"], [*names, 3, "2b"]]
    assert readings(tmp_path, rows) == {DECEMBER: 15.0}


def test_text_dates_of_birth(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,DOB,Year,Reading Dec 10\nWren Oak,01/02/2003,3,15\nTeal Ash,03/04/2003,3,27\n")
    assert grid(read(path)) == {("reading", 3, DECEMBER): (21.0, 2)}


@pytest.mark.parametrize(
    "heading",
    [
        "Year 3 Reading Dec 2010",
        "Reading Dec 2010 Y3",
        "Reading Dec 10 (Y3)",
        "Rd Dec 10",
        "Rdg Dec10",
        "RDec10",
        "Reading Autumn 2010 Y3",
    ],
)
def test_dated_headings_with_a_year_group_or_short(tmp_path: Path, heading: str) -> None:
    assert readings(tmp_path, people(["2b"], head=(heading,))) == {DECEMBER: 15.0}


def test_letters_on_a_sheet_named_after_a_month(tmp_path: Path) -> None:
    rows = people(["2b", "2a", "3c"], head=("R", "W", "M"))
    found = read(xlsx(tmp_path / "a.xlsx", {"Dec 10": rows}))
    assert {k[0]: v[0] for k, v in grid(found).items()} == {"reading": 15.0, "writing": 17.0, "mathematics": 19.0}
    below: Rows = [["Surname", "Forename", "Year", "Target", "Reading"], [None, None, None, "Reading Jul 11", "Dec 10"]]
    assert readings(tmp_path, [*below, ["Oak", "Wren", 3, "3a", "2b"]]) == {DECEMBER: 15.0}


def test_notes_that_name_a_year_group_tell_nothing(tmp_path: Path) -> None:
    rows: Rows = [["Results at the end of Year 2"], *named(["Ann", 15], ["Bob", 17]), [], ["Year 4 average to follow"]]
    path = xlsx(tmp_path / "a.xlsx", {"Oak class": rows})
    assert [q.key for q in read(path).questions] == ["year:Oak class"]
    assert grid(read(path, {"year:Oak class": "3"})) == {("reading", 3, DECEMBER): (16.0, 2)}
    later: Rows = [*named(["Ann", 15]), ["Year 4"], ["Bob", 21]]
    assert {c.year: c.aps for c in read(xlsx(tmp_path / "b.xlsx", {"Year 3": later})).grid} == {3: 15.0, 4: 21.0}


def test_averages_above_or_just_below_the_headings_change_nothing(tmp_path: Path) -> None:
    for cell in (15, 15.7, "15", "45%", "15.7", 20.1, 15.16, "2b"):
        rows = people([15], [17], head=("Reading Autumn",))
        assert readings(tmp_path, [[None, None, None, cell], *rows]) == {DECEMBER: 16.0}
        assert readings(tmp_path, [["Average", None, None, cell], *rows]) == {DECEMBER: 16.0}
        rows.insert(1, [None, None, None, cell])
        may_be = {} if cell in (15, "15", "2b") else {DECEMBER: 16.0}  # a pupil without a name: asked
        assert readings(tmp_path, rows) == may_be


def test_levels_without_a_upn_where_only_that_tells_pupils_apart_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["UPN", "Year", "Reading Dec 10"], ["H801200001001", 3, "2b"], ["", 3, "2a"], ["", "", 16.0]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["rows:T"]
    assert not grid(read(path))
    told = {"rows:T": "some are pupils", "rows:T:3": "pupils", "rows:T:4": "no pupils"}
    assert grid(read(path, told)) == {("reading", 3, DECEMBER): (16.0, 2)}


def test_a_table_beside_another_is_asked_about(tmp_path: Path) -> None:
    head: list[object] = ["Surname", "Forename", "Year"]
    rows: Rows = [[*head, "Reading Dec 10", *head, "Maths Dec 10"], ["Oak", "Wren", 3, 15, "Ash", "Teal", 4, 21]]
    path = xlsx(tmp_path / "b.xlsx", {"T": rows})
    assert [(q.key, q.where) for q in read(path).questions] == [("tables:T", "b.xlsx: T!E1")]
    assert grid(read(path, {"tables:T": "each is a table of its own"})) == {
        ("reading", 3, DECEMBER): (15.0, 1),
        ("mathematics", 4, DECEMBER): (21.0, 1),
    }
    rows[1][4:7] = ["Oak", "Wren", 3]
    assert readings(tmp_path, rows) == {DECEMBER: 15.0}


def test_small_numbers_on_a_sheet_of_progress_are_asked_about(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "a.xlsx", {"Progress": people([2], [3])}))
    assert not found.grid
    assert [q.key for q in found.questions] == ["notation:Progress!D"]
    assert grid(read(xlsx(tmp_path / "b.xlsx", {"Progress": people(["2b"])})))[("reading", 3, DECEMBER)] == (15.0, 1)


def test_a_pupil_without_a_name_is_asked_about(tmp_path: Path) -> None:
    """15 and 13 are 14; 17 is a pupil's whose name was forgotten, or an average's."""
    rows: Rows = [["Surname", "Forename", "Year", "Gender", "Reading Dec 10"], ["Oak", "Wren", 3, "F", "2b"]]
    rows += [[None, None, 3, "M", "2a"], ["Ash", "Teal", 3, "M", "2c"]]
    for written in (("2b", "2a", "2c"), (15, 17, 13)):
        for row, cell in zip(rows[1:], written, strict=True):
            row[4] = cell
        path = xlsx(tmp_path / "a.xlsx", {"T": rows})
        assert [q.key for q in read(path).questions] == ["rows:T:3"]
        assert [c.aps for c in read(path, {"rows:T:3": "pupils"}).grid] == [15.0]
        assert [c.aps for c in read(path, {"rows:T:3": "no pupils"}).grid] == [14.0]


def test_rows_without_names_are_asked_about_together(tmp_path: Path) -> None:
    """A pupil's three rows, one a subject, of which the first alone names the pupil."""
    rows: Rows = [["Name", "Year", "Subject", "Dec 10"]]
    for name, level in (("Wren Oak", "2b"), ("Teal Ash", "2c")):
        rows += [[name, 3, "Reading", level], [None, None, "Writing", level], [None, None, "Maths", level]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.grid
    assert len(found.questions) <= 2


def test_a_row_of_numbers_alone_is_no_pupil(tmp_path: Path) -> None:
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", 3, 15], ["Ash", "Teal", 3, 17]]
    for last in ([None, None, None, 16], [None, None, 3, 15.5], [None, None, 2, None]):
        assert readings(tmp_path, [*rows, last]) == {DECEMBER: 16.0}


def test_an_example_row_is_left_out(tmp_path: Path) -> None:
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Example", "Pupil", 3, "3a"]]
    rows += [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2c"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, "2010-12"): (14.0, 2)}
    assert [(n.row, n.reason) for n in found.not_counted] == [(2, "a row of totals, averages or an example")]
