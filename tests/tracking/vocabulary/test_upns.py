"""The shape and the check letter of a UPN: letters and weights are the DfE's (facts.md §5d)."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.vocabulary.upns import is_temporary, upn_in, upns_in, wrong_ones


@pytest.mark.parametrize(
    ("cell", "upn"),
    [
        ("A826999907001", "a826999907001"),
        (" a826 999907 001 ", "a826999907001"),
        ("A82699990700B", "a82699990700b"),
        ("A82699990700", ""),
        ("Temp", ""),
        (826999907001.0, ""),
        ("", ""),
    ],
)
def test_what_has_the_shape_of_one(cell: Cell, upn: str) -> None:
    assert upn_in(cell) == upn


@pytest.mark.parametrize(
    "column",
    [
        ["A826999907001", "b82699990700C"],
        ["A826999907001", "", "Temp"],
        ["A826999907001", "A82699990700", "1A826999907001"],  # as many letters and digits together
        ["A826999907001", "Total in 2010"],
        ["A826999907001", "İ82699990700"],
        ["A826999907001", 826999907001.0],
        [],
    ],
)
def test_a_column_holds_what_its_cells_hold(column: list[Cell]) -> None:
    assert upns_in(column) == [upn_in(cell) for cell in column]


def test_the_check_letter() -> None:
    """2*8 + 3*2 + 4*6 + 5*9 + 6*9 + 7*9 + 8*9 + 9*0 + 10*7 + 11*0 + 12*0 + 13*1 = 363; 363 - 15*23 = 18, an R."""
    letters = "abcdefghjklmnpqrtuvwxyz"
    wrong = wrong_ones([f"{letter}826999907001" for letter in letters])
    assert wrong == [n for n in range(len(letters)) if n != 363 % 23]
    assert wrong_ones([f"{letters[363 % 23]}826999907001"]) == wrong_ones([]) == []


def test_a_letter_at_the_end_is_a_temporary_number_s() -> None:
    assert is_temporary("a82699990700b")
    assert not is_temporary("a826999907001")
    assert not is_temporary("temp")
