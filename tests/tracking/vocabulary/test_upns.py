"""The shape and the check letter of a UPN: letters and weights are the DfE's (facts.md §5d)."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.vocabulary.upns import is_right, is_temporary, upn_in


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


def test_the_check_letter() -> None:
    """2*8 + 3*2 + 4*6 + 5*9 + 6*9 + 7*9 + 8*9 + 9*0 + 10*7 + 11*0 + 12*0 + 13*1 = 363; 363 - 15*23 = 18, an R."""
    assert is_right("t826999907001") is ("abcdefghjklmnpqrtuvwxyz".index("t") == 363 % 23)
    right = [letter for letter in "abcdefghjklmnpqrtuvwxyz" if is_right(f"{letter}826999907001")]
    assert right == ["abcdefghjklmnpqrtuvwxyz"[363 % 23]]


def test_a_letter_at_the_end_is_a_temporary_number_s() -> None:
    assert is_temporary("a82699990700b")
    assert not is_temporary("a826999907001")
    assert not is_temporary("temp")
