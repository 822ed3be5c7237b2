"""2010 beside "Summer" is July 2010 or July 2011, by whether the school year begins or ends with it."""

from support.spreadsheets.rows_read import figures, keys, read_rows

ROWS = [
    ["Surname", "Forename", "Year", "Academic Year", "Term", "Subject", "Level"],
    ["Oak", "Wren", 3, 2011, "Summer", "Reading", "2b"],
    ["Oak", "Wren", 3, 2011, "Autumn", "Reading", "2c"],
]


def test_which_school_year_a_number_is_is_asked() -> None:
    assert keys(read_rows(*ROWS)) == ["years:T!D"]
    told = figures(read_rows(*ROWS, answers={"years:T!D": "2010-11"}))
    assert told == {"reading 3 2010-12": (13.0, 1), "reading 3 2011-07": (15.0, 1)}
