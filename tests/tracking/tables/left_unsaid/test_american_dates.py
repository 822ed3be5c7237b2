"""Dates that can only be month first make all of their column so, and that is said."""

from pathlib import Path

from support.spreadsheets.rows_read import figures, read_rows
from support.spreadsheets.small_tables import grid, people, read, xlsx

HEAD = ["Surname", "Forename", "Year", "Subject", "Date", "Level"]


def test_one_that_can_be_nothing_else_tells_of_all() -> None:
    """12/10/2010 is 10 December beside 12/17/2010; alone it would be 12 October."""
    rows = [["Oak", "Wren", 3, "Reading", "12/17/2010", "2b"], ["Ash", "Teal", 3, "Reading", "12/10/2010", "2a"]]
    found = read_rows(HEAD, *rows)
    assert figures(found) == {"reading 3 2010-12": (16.0, 2)}
    assert any("month first, as 12/17/2010" in note for note in found.notes)


def test_where_others_can_only_be_day_first_nothing_is_turned() -> None:
    rows = [["Oak", "Wren", 3, "Reading", "17/12/2010", "2b"], ["Ash", "Teal", 3, "Reading", "10/12/2010", "2a"]]
    found = read_rows(HEAD, *rows)
    assert figures(found) == {"reading 3 2010-12": (16.0, 2)}
    assert not any("month first" in note for note in found.notes)


def test_headings_in_the_american_way_are_read_month_first(tmp_path: Path) -> None:
    """6/7/2010 beside 12/17/2010 is in June, which is asked about, and no 6 July."""
    rows = people(["2b", "2a"], head=("Reading 6/7/2010", "Reading 12/17/2010"))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert [q.key for q in read(path).questions] == ["near:months"]
    found = read(path, {"near:months": "leave out"})
    assert grid(found) == {("reading", 3, "2010-12"): (17.0, 1)}
    assert "Sheet T: the dates in the headings are read month first" in found.notes
