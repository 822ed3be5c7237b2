"""Last summer's file: whether its year groups are those of then is asked, and everybody is moved up by the answer."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows

LAST = [["Name", "Year", "Reading Jul 10"], ["Oak, Wren", 3, "2b"], ["Ash, Teal", 3, "2a"]]


@pytest.mark.parametrize(("answer", "year"), [("of 2009-10", 4), ("of 2010-11", 3)])
def test_last_summers_year_groups_are_of_then_or_of_now(answer: str, year: int) -> None:
    assert keys(read_rows(*LAST)) == ["years:2009-10"]
    assert figures(read_rows(*LAST, answers={"years:2009-10": answer})) == {f"reading {year} 2010-07": (16, 2)}


def test_a_later_result_tells_that_they_are_of_now() -> None:
    rows = [[*LAST[0], "Reading Dec 10"], [*LAST[1], "2a"], [*LAST[2], "3c"]]
    assert not keys(read_rows(*rows))
