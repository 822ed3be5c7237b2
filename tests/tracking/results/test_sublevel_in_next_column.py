"""A level in one column and its letter in the next: part of the level, if somebody says so."""

from support.spreadsheets.rows_read import figures, keys, read_rows

ROWS = [
    ["Surname", "Forename", "Year", "Reading Dec 10", ""],
    ["Oak", "Wren", 3, 2, "b"],
    ["Ash", "Teal", 3, 2, "a"],
    ["Elm", "Coot", 3, 3, "c"],
]


def test_a_letter_beside_a_level() -> None:
    assert keys(read_rows(*ROWS)) == ["sublevels:T!E"]
    told = {
        choice: figures(read_rows(*ROWS, answers={"sublevels:T!E": choice}))
        for choice in ("part of the level", "something else")
    }
    assert told["part of the level"] == {"reading 3 2010-12": (17.0, 3)}
    assert told["something else"] == {"reading 3 2010-12": (17.0, 3)}  # 15, 15 and 21 as whole levels
