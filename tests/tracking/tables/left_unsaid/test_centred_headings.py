"""A heading typed over the middle of its columns, without a merge: how far it reaches is asked."""

from support.spreadsheets.rows_read import figures, keys, read_rows

ROWS = [
    ["", "", "", "", "Reading", "", "", "Writing", ""],
    ["Surname", "Forename", "Year", "Dec 10", "Mar 11", "Jul 11", "Dec 10", "Mar 11", "Jul 11"],
    ["Oak", "Wren", 3, "2c", "2b", "2a", "3c", "3b", "3a"],
]


def test_each_over_the_middle_of_its_columns() -> None:
    assert keys(read_rows(*ROWS)) == ["bands:T"]
    found = figures(read_rows(*ROWS, answers={"bands:T": "each over the middle of its columns"}))
    assert [found[f"reading 3 {point}"][0] for point in ("2010-12", "2011-03", "2011-07")] == [13.0, 15.0, 17.0]
    assert [found[f"writing 3 {point}"][0] for point in ("2010-12", "2011-03", "2011-07")] == [19.0, 21.0, 23.0]
