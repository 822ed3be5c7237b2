"""What is shown of a refused file: its first rows, what its headings say all the same, and what the reason names."""

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.preview.refused_file import MOST_SHEETS, glimpse
from siptui.tracking.words.problems import problem
from support.spreadsheets.rows_read import MILTON_KEYNES, sheet

HEAD: list[Cell | None] = ["Surname", "Forename", "Year", "Marks"]
OAK: list[Cell | None] = ["Oak", "Wren", 3, "12"]


def test_a_table_without_results_is_shown_with_what_its_headings_say() -> None:
    (seen,), remembered = glimpse([sheet(HEAD, OAK)], MILTON_KEYNES, {}, {})
    assert [c.means for c in seen.columns][:3] == ["surname", "forename", "year group"]
    assert seen.why == "pupils, but no results in a subject at a time"
    assert (seen.header_rows, seen.first) == ([1], 2)
    assert remembered == {}


def test_a_sheet_without_headings_is_shown_as_it_stands() -> None:
    (seen,), _ = glimpse([sheet(["Dear colleague"], ["the results are late"])], MILTON_KEYNES, {}, {})
    assert seen.why == "no heading row for pupils was found"
    assert not seen.header_rows
    assert ["Dear colleague"] in seen.rows


def test_what_somebody_said_of_a_column_is_shown_and_what_does_not_fit_is_not() -> None:
    answers = {"means:T!D": "reading 2010-12", "means:Other!A": "surname", "year:T": "3"}
    (seen,), _ = glimpse([sheet(HEAD, OAK)], MILTON_KEYNES, {}, answers)
    assert seen.columns[3].means == "reading 2010-12"


def test_a_sheet_that_was_left_out_says_so() -> None:
    (seen,), _ = glimpse([sheet(HEAD, OAK)], MILTON_KEYNES, {}, {"sheet:T": "leave out"})
    assert seen.why == "left out, as you said"


def test_the_cells_that_tell_who_a_row_is_are_named_where_the_reason_names_it() -> None:
    found = problem("t.xlsx", "headings_again", Place("T", "A", 2))
    (seen,), _ = glimpse([sheet(HEAD, OAK)], MILTON_KEYNES, {}, {}, [found])
    assert {(n.row, n.letters) for n in seen.named} == {(2, "A"), (2, "B")}
    assert {n.says for n in seen.named} == {"headings of another table begin here"}


def test_a_row_that_the_file_has_not_is_not_named() -> None:
    found = problem("t.xlsx", "headings_again", Place("T", "A", 99))
    (seen,), _ = glimpse([sheet(HEAD, OAK)], MILTON_KEYNES, {}, {}, [found])
    assert not seen.named


def test_of_many_sheets_the_first_are_shown_and_those_that_the_reason_names() -> None:
    sheets: list[Sheet] = [sheet(HEAD, OAK, name=f"S{n}") for n in range(MOST_SHEETS + 5)]
    found = problem("t.xlsx", "headings_again", Place(f"S{MOST_SHEETS + 3}", "A", 2))
    seen, _ = glimpse(sheets, MILTON_KEYNES, {}, {}, [found])
    assert [s.name for s in seen] == [*(f"S{n}" for n in range(MOST_SHEETS)), f"S{MOST_SHEETS + 3}"]
