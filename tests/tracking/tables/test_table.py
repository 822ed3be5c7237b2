"""A table's columns by what they are called, and its cells as headings are read."""

from datetime import date, datetime

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.tables.table import LONGEST_HEADING, Column, names_at, text_at
from siptui.tracking.vocabulary.headings import Meaning
from support.spreadsheets.tables_found import table

HEAD: list[Cell] = ["Surname", "Forename", "Surname", "UPN", "Year", "Reading Dec 10"]


def test_columns_by_what_they_are_called() -> None:
    found = table(HEAD)
    assert found.of("surname") == [0, 2]
    assert found.of("class") == []
    assert [c.index for c in found.results] == [5]
    assert names_at(found) == [3, 0, 2, 1]


def test_a_column_s_letters_are_those_in_the_file() -> None:
    meaning = Meaning("unknown")
    assert [Column(27, "", meaning).letters, Column(27, "", meaning, source=2).letters] == ["AB", "C"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Reading", "Reading"),
        (" \u00a0 ", ""),
        ("x" * 200, "x" * LONGEST_HEADING),
        (2010.0, "2010"),
        (7.5, "7.5"),
        (True, "True"),
        (date(2010, 12, 10), "2010-12-10"),
        (datetime(2010, 12, 10), "2010-12-10T00:00:00"),
    ],
)
def test_a_cell_as_a_heading_is_read(cell: Cell, text: str) -> None:
    assert text_at([cell], 0) == text
    assert text_at([cell], 1) == ""
