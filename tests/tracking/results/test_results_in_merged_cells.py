"""A result merged over two pupils or two times is asked about."""

import pytest

from support.spreadsheets.rows_read import Figures, figures, keys, read_sheets, sheet

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10", "Reading Mar 11"]
OVER_PUPILS = sheet(
    HEAD,
    ["Oak", "Wren", 3, "2b", "2a"],
    ["Ash", "Teal", 3, None, "2a"],
    ["Elm", "Kite", 3, "3b", "3b"],
    merges=[(1, 3, 2, 3)],
)
OVER_TIMES = sheet(HEAD, ["Oak", "Wren", 3, "2b", None], ["Ash", "Teal", 3, "3b", "3a"], merges=[(1, 3, 1, 4)])
DECEMBER, MARCH = "reading 3 2010-12", "reading 3 2011-03"


@pytest.mark.parametrize(
    ("answer", "figures_of"),
    [
        ("each of them", {DECEMBER: (17.0, 3), MARCH: (18.33, 3)}),
        ("the first of them", {DECEMBER: (18.0, 2), MARCH: (18.33, 3)}),
        ("leave out", {DECEMBER: (21.0, 1), MARCH: (18.33, 3)}),
    ],
)
def test_over_two_pupils(answer: str, figures_of: Figures) -> None:
    found = read_sheets(OVER_PUPILS)
    assert keys(found) == ["merged:T"]
    assert "D2:D3" in found.questions[0].asks
    assert not found.grid
    assert figures(read_sheets(OVER_PUPILS, answers={"merged:T": answer})) == figures_of


@pytest.mark.parametrize(
    ("answer", "march"), [("each of them", (19.0, 2)), ("the first of them", (23.0, 1)), ("leave out", (23.0, 1))]
)
def test_over_two_times(answer: str, march: tuple[float, int]) -> None:
    assert keys(read_sheets(OVER_TIMES)) == ["merged:T"]
    assert figures(read_sheets(OVER_TIMES, answers={"merged:T": answer}))[MARCH] == march


def test_merges_of_headings_titles_and_notes_raise_no_question() -> None:
    rows = [["Oaks", None, None, None, None], HEAD, ["Oak", "Wren", 3, "2b", "2a"], ["a note", None, None, None, None]]
    assert not keys(read_sheets(sheet(*rows, merges=[(0, 0, 0, 4), (3, 0, 3, 4)])))
