"""Dates that can only be month first make all of their column so, and that is said."""

from support.spreadsheets.rows_read import figures, read_rows

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
