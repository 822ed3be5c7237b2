"""Rows of two schools in one table: whose averages are wanted is asked."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows

ROWS = [
    ["School", "Surname", "Forename", "Year", "Reading Dec 10"],
    ["Ashwell", "Oak", "Wren", 3, "2b"],
    ["Birch Lane", "Ash", "Teal", 3, "3b"],
]


@pytest.mark.parametrize(
    ("answer", "figure"), [("Ashwell", (15.0, 1)), ("Birch Lane", (21.0, 1)), ("all of them", (18.0, 2))]
)
def test_a_school_is_chosen(answer: str, figure: tuple[float, int]) -> None:
    assert keys(read_rows(*ROWS)) == ["whose:T!A"]
    assert figures(read_rows(*ROWS, answers={"whose:T!A": answer})) == {"reading 3 2010-12": figure}
