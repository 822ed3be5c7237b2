"""A layout is known again by its sheets, columns and headings, whoever stands below them."""

from siptui.tracking.tables.fingerprint import layout_print
from support.spreadsheets.tables_found import HEADINGS, sheet

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]


def test_other_pupils_are_the_same_layout_and_another_heading_is_not() -> None:
    one = layout_print([sheet([*HEAD], ["Oak", "Wren", 3.0, "2b"])], HEADINGS)
    assert layout_print([sheet([*HEAD], ["Ash", "Teal", 4.0, "3b"], ["Elm", "Jay", 4.0, ""])], HEADINGS) == one
    assert layout_print([sheet([*HEAD[:3], "Reading Mar 11"], ["Oak", "Wren", 3.0, "2b"])], HEADINGS) != one
    assert layout_print([sheet([*HEAD], ["Oak", "Wren", 3.0, "2b"], name="Class 4")], HEADINGS) != one
    assert layout_print([sheet(["Tracking"], [*HEAD], ["Oak", "Wren", 3.0, "2b"])], HEADINGS) != one
