"""Hidden rows and columns count like the others, and that is said."""

from pathlib import Path

from siptui.tracking.reading import propose
from support.spreadsheets.rows_read import FIELDS, MILTON_KEYNES, figures, sheet


def test_hidden_pupils_and_results_are_named() -> None:
    made = sheet(
        ["Surname", "Forename", "Year", "Reading Dec 10", "Reading Mar 11"],
        ["Oak", "Wren", 3, "2b", "2a"],
        ["Ash", "Teal", 3, "2a", "3c"],
    )
    made.hidden_rows, made.hidden_columns = frozenset({2}), frozenset({4})
    found = propose(Path("t.xlsx"), [made], MILTON_KEYNES, FIELDS, {}, {})
    assert figures(found) == {"reading 3 2010-12": (16.0, 2), "reading 3 2011-03": (18.0, 2)}
    assert "Sheet T: pupils in hidden rows count like the others: row 3" in found.notes
    assert "Sheet T: results in hidden columns are read like the others: column E" in found.notes
