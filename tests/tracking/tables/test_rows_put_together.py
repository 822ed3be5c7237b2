"""Rows of results put together by pupil: words under UPN are none, and two pupils of one name are two."""

from pathlib import Path

import pytest

from support.spreadsheets.small_tables import Rows, grid, read, xlsx

HEAD: list[object] = ["UPN", "Surname", "Forename", "Year", "Subject", "Date", "Level"]
DECEMBER = ("reading", 3, "2010-12")


def results(*rows: tuple[object, ...], head: list[object] | None = None) -> Rows:
    return [head or HEAD, *map(list, rows)]


def test_a_word_for_want_of_a_upn_makes_no_one_pupil_of_several(tmp_path: Path) -> None:
    rows = results(
        ("Temp", "Oak", "Wren", 3, "Reading", "Dec 10", "2b"),
        ("Temp", "Ash", "Teal", 3, "Reading", "Dec 10", "3b"),
        ("A826999907001", "Elm", "Coot", 3, "Reading", "Dec 10", "2b"),
    )
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.questions
    assert grid(found) == {DECEMBER: (17.0, 3)}


def namesakes(second: str, month: str = "Dec 10") -> Rows:
    head: list[object] = ["Name", "Year", "Subject", "Date", "Level"]
    return results(
        ("Wren Oak", 3, "Reading", month, "2b"),
        ("Teal Ash", 3, "Reading", month, "2b"),
        ("Wren Oak", 3, "Reading", month, second),
        head=head,
    )


@pytest.mark.parametrize(
    ("second", "month", "told"),
    [
        ("3b", "Dec 10", {"the one further down": (18.0, 2), "the one further up": (15.0, 2), "leave out": (15.0, 1)}),
        ("2b", "Dec 10", {"the same pupil, count once": (15.0, 2)}),
        ("3b", "Nov 10", {"the one further down": (18.0, 2), "the one further up": (15.0, 2), "leave out": (15.0, 1)}),
    ],
)
def test_two_results_beside_one_name_may_be_two_pupils(
    tmp_path: Path, second: str, month: str, told: dict[str, tuple[float, int]]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": namesakes(second, month)})
    (asked,) = [q for q in read(path).questions if q.key == "twice:T"]
    assert {*asked.choices} == {*told, "two pupils of one name"}
    near = {"near:months": "count"} if month == "Nov 10" else {}
    for choice in asked.choices:
        known = told.get(choice, (pytest.approx((30 + (21 if second == "3b" else 15)) / 3), 3))
        assert grid(read(path, near | {"twice:T": choice})) == {DECEMBER: known}, choice


def test_nothing_is_asked_of_one_result_that_stands_twice_beside_a_upn(tmp_path: Path) -> None:
    row = ("A826999907001", "Elm", "Coot", 3, "Reading", "Dec 10", "2b")
    found = read(xlsx(tmp_path / "a.xlsx", {"T": results(row, row)}))
    assert not found.questions
    assert grid(found) == {DECEMBER: (15.0, 1)}
