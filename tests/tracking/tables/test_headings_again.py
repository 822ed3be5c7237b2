"""Headings that stand on a sheet again: of another page they are no pupils, of another table they are asked about."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows

HEAD = ["Name", "Year", "Reading Dec 10"]


def test_the_headings_of_the_next_page_are_no_pupil() -> None:
    found = read_rows(HEAD, ["Oak, Wren", 3, "2b"], HEAD, ["Ash, Teal", 3, "2a"])
    assert figures(found) == {"reading 3 2010-12": (16, 2)}
    assert [(n.row, n.why.code) for n in found.not_counted] == [(3, "headings_again")]


@pytest.mark.parametrize("heading", [["Name", "Year", "Writing Dec 10"], [None, None, "Writing Dec 10"]])
def test_other_headings_between_pupils_are_asked_about(heading: list[str | None]) -> None:
    found = read_rows(HEAD, ["Oak, Wren", 3, "2b"], heading, ["Ash, Teal", 3, "2a"])
    assert keys(found) == ["tables:T"]
    assert not found.grid
