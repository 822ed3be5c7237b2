"""Rows of results put together by pupil: words under UPN are none, and two pupils of one name are two."""

from pathlib import Path

import pytest

from siptui.tracking.vocabulary.headings import Headings, Meaning
from support.spreadsheets.rows_read import figures, read_rows
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


def test_times_of_day_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A date and a time a row make no heading of each row: different texts are reckoned once."""
    read: set[str] = set()
    real = Headings._read

    def counted(self: Headings, text: str) -> Meaning:
        read.add(text)
        return real(self, text)

    monkeypatch.setattr(Headings, "_read", counted)
    rows = [
        [
            f"H{n:012}",
            f"Oak{n}",
            "Wren",
            3,
            "Reading",
            f"{8 + n % 2}/12/2010 {8 + n % 9:02}:{n % 60:02}:{n % 59:02}",
            "2b",
        ]
        for n in range(400)
    ]
    found = read_rows([str(c) for c in HEAD], *rows)
    assert figures(found) == {"reading 3 2010-12": (15.0, 400)}
    assert len([text for text in read if "2010" in text]) < 20
