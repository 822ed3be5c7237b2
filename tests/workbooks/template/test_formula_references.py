"""What formulas read, and what follows from a cell that changes."""

import pytest

from siptui.workbooks.template.formula_references import EVERYTHING, Area, Formula, Names, areas, following

NAMES = Names(
    {"sheet1": 0, "my sheet": 1}, {"total": "Sheet1!$A$1:$B$2", "round": "round+1"}, {"table1": (0, 0, 0, 5, 5)}
)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("SUM(A1:B3)+$C$4", [(0, 0, 0, 2, 1), (0, 3, 2, 3, 2)]),
        ("'My Sheet'!B2*2", [(1, 1, 1, 1, 1)]),
        ("SUM(A:A)", [(0, 0, 0, 1_048_575, 0)]),
        ("SUM(2:3)", [(0, 1, 0, 2, 16_383)]),
        ("total+1", [(0, 0, 0, 1, 1)]),
        ("SUM(Table1[Points])", [(0, 0, 0, 5, 5)]),
        ("SUM(Table1[[#This Row],[a:b]])", [(0, 0, 0, 5, 5)]),
        ('IF(B1="A2:A9",TRUE,LOG10(C1))', [(0, 0, 1, 0, 1), (0, 0, 2, 0, 2)]),
        ("[1]Sheet1!A1+'[1]My Sheet'!B2", []),
        ("1.5E3+PI()", []),
        ("Sheet1:Sheet3!A1", [EVERYTHING]),
        ("SUM(A1:INDEX(B:B,3))", [EVERYTHING]),
        ("Sheet1!A1:Sheet1!B2", [EVERYTHING]),
        ('INDIRECT("A"&1)', [EVERYTHING]),
        ("OFFSET(A1,1,1)", [EVERYTHING]),
        ("a_name_nobody_knows*2", [EVERYTHING]),
        ("round", [EVERYTHING]),  # a name that stands for itself
        ("Gone!A1", [EVERYTHING]),
    ],
)
def test_what_a_formula_reads(text: str, reads: list[Area]) -> None:
    assert areas(text, 0, NAMES) == reads


def test_a_shared_formula_reads_beside_its_own_cell() -> None:
    assert areas("A1+$A$1+A$1", 0, NAMES, (2, 3)) == [(0, 2, 3, 2, 3), (0, 0, 0, 0, 0), (0, 0, 3, 0, 3)]


def test_what_follows_is_followed_to_its_end_and_over_sheets() -> None:
    formulas = [
        Formula(0, 5, 5, [(0, 0, 0, 2, 2)]),  # reads what changed
        Formula(1, 0, 0, [(0, 5, 5, 5, 5)]),  # reads the first
        Formula(1, 1, 0, [(1, 0, 0, 0, 0)]),  # reads the second
        Formula(1, 2, 0, [(0, 9, 9, 9, 9)]),  # reads something else
        Formula(1, 3, 0, [EVERYTHING]),
        Formula(1, 4, 0, [(1, 4, 0, 4, 0)]),  # reads itself alone
    ]
    assert following(formulas, [(0, 1, 1)]) == [0, 1, 2, 4]
    assert following(formulas, []) == []
    assert following(formulas, [(2, 0, 0)]) == [4]
