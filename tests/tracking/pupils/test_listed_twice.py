"""A pupil in two rows is asked about, and never refuses the file: two pupils of one name, twins, a list again below."""

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import figures, keys, read_rows, read_sheets, sheet

HEAD = ["UPN", "Surname", "Forename", "Gender", "DOB", "Year", "Reading Dec 10", "Reading Mar 11"]
DECEMBER, MARCH = "reading 3 2010-12", "reading 3 2011-03"
Row = list[Cell | None]


def rows(*pupils: Row) -> list[Row]:
    """Headings, one pupil of 15 and 17 points who is nobody else, and these."""
    return [[*HEAD], [None, "Fir", "Jay", "M", None, 3, "2b", "2a"], *pupils]


def oak(december: Cell | None, march: Cell | None = None, upn: Cell | None = None, gender: str = "M") -> Row:
    return [upn, "Oak", "Wren", gender, None, 3, december, march]


def test_two_of_one_name() -> None:
    table = rows(oak("2b"), oak("3b"))
    found = read_rows(*table)
    assert keys(found) == ["same:T:4"]
    assert found.questions[0].where == "t.xlsx: T!A4"
    assert not found.grid
    two, first, last, out = found.questions[0].choices
    for answer, aps, pupils in ((two, 17.0, 3), (first, 15.0, 2), (last, 18.0, 2), (out, 15.0, 1)):
        assert figures(read_rows(*table, answers={"same:T:4": answer}))[DECEMBER] == (aps, pupils)


def test_an_exact_copy_of_a_row_counts_once_or_twice() -> None:
    table = rows(oak("3b", "3a"), oak("3b", "3a"))
    found = read_rows(*table)
    assert keys(found) == ["same:T:4"]
    two, once, _ = found.questions[0].choices
    assert figures(read_rows(*table, answers={"same:T:4": once})) == {DECEMBER: (18.0, 2), MARCH: (20.0, 2)}
    assert figures(read_rows(*table, answers={"same:T:4": two})) == {DECEMBER: (19.0, 3), MARCH: (21.0, 3)}


def test_two_rows_may_complete_each_other() -> None:
    table = rows(oak("3b"), oak(None, "3a"))
    once = read_rows(*table).questions[0].choices[1]
    assert figures(read_rows(*table, answers={"same:T:4": once})) == {DECEMBER: (18.0, 2), MARCH: (20.0, 2)}


def test_gender_birth_and_lasting_numbers_tell_two_apart() -> None:
    for one, other in (
        (oak("2b"), oak("3b", gender="F")),
        ([None, "Oak", "Wren", "M", "3/5/2003", 3, "2b", None], [None, "Oak", "Wren", "M", "4/5/2003", 3, "3b", None]),
        (oak("2b", upn="H801200001001"), oak("3b", upn="Z801200001002")),
    ):
        found = read_rows(*rows(one, other))
        assert not keys(found)
        assert figures(found)[DECEMBER] == (17.0, 3)


@pytest.mark.parametrize("word", ["Temp", "New", "TBC", "temporary", "-", "n/a", "0"])
def test_words_for_want_of_a_upn_are_none(word: str) -> None:
    table = rows([word, "Oak", "Wren", "M", None, 3, "2b", None], [word, "Ash", "Teal", "F", None, 3, "3b", None])
    found = read_rows(*table)
    assert not keys(found)
    assert figures(found)[DECEMBER] == (17.0, 3)


def test_one_upn_beside_two_names_is_asked_about() -> None:
    upn = "H801200001001"
    table = rows(oak("2b", upn=upn), [upn, "Ash", "Teal", "F", None, 3, "3b", None])
    assert keys(read_rows(*table)) == ["same:T:4"]
    assert figures(read_rows(*table, answers={"same:T:4": "two pupils"}))[DECEMBER] == (17.0, 3)


@pytest.mark.parametrize("number", ["A80120000123B", None, "Temp"])
def test_a_temporary_number_or_none_beside_a_lasting_one(number: str | None) -> None:
    table = rows(oak("2b", upn="H801200001001"), oak("3b", upn=number))
    assert keys(read_rows(*table)) == ["same:T:4"]


def test_pupils_listed_again_under_a_heading() -> None:
    table = [*rows(oak("2b"), [None, "Ash", "Teal", "F", None, 3, "3b", None]), ["FSM pupils"], oak("2b")]
    found = read_rows(*table)
    assert keys(found) == ["same:T:6"]
    assert figures(read_rows(*table, answers={"same:T:6": "the same pupil, count once"}))[DECEMBER] == (17.0, 3)


def test_many_are_asked_about_together() -> None:
    again: list[Row] = [[None, f"Oak{chr(97 + n)}", "Wren", "M", None, 3, "2b", None] for n in range(9)]
    found = read_rows(*rows(*again, *again))
    assert keys(found) == ["same:T"]
    assert "9 pupils stand in two rows, as in rows 3 and 12" in found.questions[0].asks
    assert figures(read_rows(*rows(*again, *again), answers={"same:T": "the same pupil, count once"})) == {
        DECEMBER: (15.0, 10),
        MARCH: (17.0, 1),
    }


def test_the_same_number_on_two_sheets() -> None:
    one = sheet(*rows(oak("2b", upn="H801200001001")), name="A")
    other = sheet(HEAD, oak("3b", upn="H801200001001"), name="B")
    found = read_sheets(one, other)
    assert keys(found) == ["same:A+B:2"]
    key, choices = found.questions[0].key, found.questions[0].choices
    assert figures(read_sheets(one, other, answers={key: choices[1]}))[DECEMBER] == (15.0, 2)
    assert figures(read_sheets(one, other, answers={key: choices[2]}))[DECEMBER] == (18.0, 2)


@pytest.mark.parametrize(("level", "asked"), [("Maths", []), ("Reading", ["same:T:3"])])
def test_a_upn_that_stands_in_some_rows_of_results_alone(level: str, asked: list[str]) -> None:
    """Nothing is asked where it makes no figure another: the rows hold results of other subjects."""
    upn = "A826999907001"
    found = read_rows(
        ["UPN", "Surname", "Forename", "Year", "Subject", "Date", "Level"],
        [upn, "Oak", "Wren", 3, "Reading", "Dec 10", "2b"],
        [None, "Oak", "Wren", 3, level, "Dec 10", "2a"],
    )
    assert keys(found) == asked
    if not asked:
        assert figures(found) == {"reading 3 2010-12": (15.0, 1), "mathematics 3 2010-12": (17.0, 1)}
