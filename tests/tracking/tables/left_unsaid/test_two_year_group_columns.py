"""Last year's year group and this year's, in two columns: the one under this school year is now's, else it is asked."""

from support.spreadsheets.rows_read import figures, keys, read_rows

FIGURE = {"reading 4 2010-12": (15.0, 1)}


def test_of_two_year_columns_which_is_now_s_is_asked() -> None:
    rows = [["Surname", "Forename", "Year", "Yr", "Reading Dec 10"], ["Oak", "Wren", 3, 4, "2b"]]
    assert keys(read_rows(*rows)) == ["year:T:column"]
    (asked,) = read_rows(*rows).questions
    told = [figures(read_rows(*rows, answers={asked.key: choice})) for choice in asked.choices[:2]]
    assert told == [{"reading 3 2010-12": (15.0, 1)}, FIGURE]


def test_a_column_that_holds_the_school_year_is_no_year_group() -> None:
    rows = [["Surname", "Forename", "Year", "Class", "Reading Dec 10"], ["Oak", "Wren", "2010/11", "4A", "2b"]]
    assert figures(read_rows(*rows)) == FIGURE
