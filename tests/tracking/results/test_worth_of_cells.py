"""What levels with a sign, a word or a remark are worth, as somebody says: 2c is 13, 2b 15, 2a 17."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows


def average(cell: str, answers: dict[str, str]) -> float:
    rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", 3, cell]]
    return figures(read_rows(*rows, answers=answers))["reading 3 2010-12"][0]


@pytest.mark.parametrize(
    ("cell", "key", "answer", "points"),
    [
        ("2b+", "plus", "as the level without the sign", 15),
        ("2b+", "plus", "one point more or less", 16),
        ("2b-", "plus", "one point more or less", 14),
        ("2+", "plus", "two points more or less, as 2- for 2c and 2+ for 2a", 17),
        ("2-", "plus", "two points more or less, as 2- for 2c and 2+ for 2a", 13),
        ("2 (high)", "grades", "low is c, secure is b, high is a", 17),
        ("Low 2", "grades", "low is c, secure is b, high is a", 13),
        ("2 (high)", "grades", "as the level", 15),
    ],
)
def test_the_answer_s_points(cell: str, key: str, answer: str, points: float) -> None:
    rows = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", 3, cell]]
    assert keys(read_rows(*rows)) == [key]
    assert average(cell, {key: answer}) == points
