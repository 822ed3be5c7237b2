"""What the year column says, and where it is blank what else may."""

from support.spreadsheets.rows_read import figures, keys, read_rows

HEAD = ["Surname", "Forename", "Class", "Year", "Reading Dec 10"]
FIGURE = {"reading 3 2010-12": (16.0, 2)}


def test_a_year_stands_for_the_blank_rows_below_it_if_somebody_says_so() -> None:
    rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", 3, "2b"], ["Ash", "Teal", None, "2a"]]
    assert keys(read_rows(*rows)) == ["year:T:blank"]
    assert figures(read_rows(*rows, answers={"year:T:blank": "as in the row above"})) == FIGURE
    assert figures(read_rows(*rows, answers={"year:T:blank": "leave out"})) == {"reading 3 2010-12": (15.0, 1)}


def test_where_most_is_blank_the_class_tells_if_it_says_the_same_elsewhere() -> None:
    found = read_rows(
        HEAD,
        ["Ash", "Teal", "3B", None, "2a"],
        ["Oak", "Wren", "3B", 3, "2b"],
    )
    assert not found.questions
    assert figures(found) == FIGURE


def test_a_year_of_two_is_asked() -> None:
    rows = [HEAD, ["Oak", "Wren", None, "3/4", "2b"], ["Ash", "Teal", None, "3/4", "2a"]]
    assert keys(read_rows(*rows)) == ["year:3/4"]
    assert figures(read_rows(*rows, answers={"year:3/4": "3"})) == FIGURE
