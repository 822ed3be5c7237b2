"""Numbers of those who were in Reception last July: points of levels, or the early years profile's scale points."""

from support.spreadsheets.rows_read import figures, keys, read_rows

HEAD = ["Name", "Year", "Reading Points Jul 10", "Reading Points Dec 10"]
ROWS = [HEAD, ["Oak, Wren", 1, 8, 9], ["Ash, Teal", 1, 6, 7], ["Elm, Robin", 1, 6, 9]]


def test_eight_is_no_levels_worth_and_is_asked_about() -> None:
    assert keys(read_rows(*ROWS)) == ["profile:T:points"]
    told = figures(read_rows(*ROWS, answers={"profile:T:points": "leave out"}))
    assert set(told) == {"reading 1 2010-12"}
    told = figures(read_rows(*ROWS, answers={"profile:T:points": "points"}))
    assert told["reading 1 2010-07"] == (6.67, 3)


def test_of_older_pupils_nothing_is_asked() -> None:
    older = [HEAD, *([name, 2, before, now] for name, _, before, now in ROWS[1:])]
    assert "profile:T:points" not in keys(read_rows(*older))
