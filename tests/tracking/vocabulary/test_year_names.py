"""Year groups in the words of schools, in a cell, a class's name and a sheet's."""

from datetime import date

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_class, year_of_heading, year_of_name


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (3.0, 3),
        ("3", 3),
        ("Y3", 3),
        ("Year 3", 3),
        ("R", 0),
        ("Reception", 0),
        ("2b", None),
        ("", None),
        ("Three", None),
    ],
)
def test_of_a_cell(cell: Cell, year: int | None) -> None:
    assert year_of_cell(cell) == year


@pytest.mark.parametrize(("cell", "year"), [("3B", 3), ("Robins", None), ("3/4", None)])
def test_of_a_class(cell: str, year: int | None) -> None:
    assert year_of_class(cell) == year


@pytest.mark.parametrize(
    ("name", "year"), [("Year 3", 3), ("Y3 Tracking", 3), ("Tracking 2010-11", None), ("Notes", None)]
)
def test_of_a_sheet(name: str, year: int | None) -> None:
    assert year_of_name(name) == year


def test_a_date_is_no_heading_of_a_year_group() -> None:
    assert year_of_heading(date(2011, 3, 4)) is None
    assert year_of_heading("Year 4") == 4
