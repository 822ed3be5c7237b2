"""A column that tells kinds of results apart: two rows of a pupil, one of targets."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows

ROWS = [
    ["Surname", "Forename", "Year", "", "Reading Dec 10"],
    ["Oak", "Wren", 3, "Target", "3b"],
    ["Oak", "Wren", 3, "Actual", "2b"],
    ["Ash", "Teal", 3, "Target", "3b"],
    ["Ash", "Teal", 3, "Actual", "2a"],
]


@pytest.mark.parametrize(("answer", "average"), [("Actual", 16.0), ("Target", 21.0)])
def test_which_rows_count_is_asked(answer: str, average: float) -> None:
    assert "column:T!D:rows" in keys(read_rows(*ROWS))
    assert figures(read_rows(*ROWS, answers={"column:T!D:rows": answer})) == {"reading 3 2010-12": (average, 2)}
