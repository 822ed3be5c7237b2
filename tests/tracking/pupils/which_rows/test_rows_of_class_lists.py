"""Rows of class lists in which a search once found a wrong or a missing pupil: right now, or asked about."""

from pathlib import Path

import pytest

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, MARCH, grid, pupils
from support.spreadsheets.judging import judge, reading
from support.spreadsheets.layouts import Rows, Sheet, Style

JUNIORS = pupils(years=(3, 4), each=4, seed=2)
THIRD = [p for p in JUNIORS if p.year == 3]
FOUR = grid(THIRD)


def asked(path: Path, answers: dict[str, str] | None = None) -> list[str]:
    return [q.key for q in reading(path, answers).questions]


def third(who: str = "names", notation: str = "levels", **more: object) -> Rows:
    """Year 3 without a column of the year group: it is in the sheet's name."""
    return made.table(THIRD, Style(who=who, notation=notation, year="none", **more))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("notation", ["levels", "points", "decimals"])
@pytest.mark.parametrize("who", ["names", "one name"])
def test_results_beside_nothing_at_all_may_be_a_pupil_s(tmp_path: Path, who: str, notation: str) -> None:
    rows = third(who, notation)
    named = 2 if who == "names" else 1
    rows[3][:named] = [None] * named
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    told = {"decimals": ".0 is c, .3 is b, .7 is a"} if notation == "decimals" else {}
    assert "rows:Year 3:4" in asked(path, told)
    assert judge(path, FOUR, {**told, "rows:Year 3:4": "pupils"}) == ("right", "")


@pytest.mark.parametrize("values", [[17.3, 18.4], [17, 18.25], ["45%", "50%"], [0.45, 0.5], [2.45, 3.15], [4, 4]])
@pytest.mark.parametrize("notation", ["levels", "points"])
def test_averages_and_counts_beside_nothing_at_all_are_no_pupil(
    tmp_path: Path, notation: str, values: list[object]
) -> None:
    rows = third(notation=notation, points=(DECEMBER, MARCH), subjects=("reading",))
    rows.append([None, None, *values])
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    known = grid(THIRD, (DECEMBER, MARCH), ["reading"])
    if values != [4, 4] or notation == "levels":
        assert judge(path, known) == ("right", "")
    else:
        assert judge(path, known)[0] in ("right", "asked")  # 4 is P6


@pytest.mark.parametrize("who", ["upn and names", "names", "one name", "surname first"])
@pytest.mark.parametrize("word", ["Left", "LEAVERS:", "Left Feb 2011", "Off roll"])
def test_pupils_below_left_are_asked_about(tmp_path: Path, who: str, word: str) -> None:
    for year in ("column", "none"):
        rows = made.table(THIRD, Style(who=who, year=year))[0]
        rows[-1:-1] = [[word]]
        path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
        assert asked(path) == ["leavers"]
        assert judge(path, FOUR, {"leavers": "count"}) == ("right", "")
        assert judge(path, grid(THIRD[:-1]), {"leavers": "leave out"}) == ("right", "")
        assert any(n.row == len(rows) and "left" in n.reason for n in reading(path).not_counted)


def test_a_sheet_of_leavers_is_asked_about(tmp_path: Path) -> None:
    style = Style(year="column")
    sheets = [Sheet("Year 3", *made.table(THIRD[:3], style)), Sheet("Leavers", *made.table(THIRD[3:], style))]
    path = write("xlsx", tmp_path, sheets)
    assert asked(path) == ["leavers"]
    assert judge(path, grid(THIRD[:3]), {"leavers": "leave out"}) == ("right", "")


def test_a_pupil_with_a_leaving_date_is_asked_about(tmp_path: Path) -> None:
    rows = third("upn and names")
    rows = [[*row[:3], "Leaving Date" if not y else "12/02/2011" if y == 2 else None, *row[3:]] for y, row in
            enumerate(rows)]  # fmt: skip
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    assert asked(path) == ["leavers"]
    assert judge(path, grid([THIRD[0], *THIRD[2:]]), {"leavers": "leave out"}) == ("right", "")


@pytest.mark.parametrize("word", ["Joined", "New starters"])
def test_joined_is_a_heading_of_pupils_who_count(tmp_path: Path, word: str) -> None:
    rows = made.table(THIRD, Style(who="names", year="column"))[0]
    rows[-1:-1] = [[word]]
    assert judge(write("xlsx", tmp_path, [Sheet("Tracking", rows)]), FOUR) == ("right", "")


@pytest.mark.parametrize("who", ["names", "one name", "surname first"])
def test_counts_below_a_small_class_are_no_pupils(tmp_path: Path, who: str) -> None:
    """A child who came late below them, so that what most rows have is not what nearly all have."""
    rows = third(who, "points", points=(DECEMBER, MARCH), subjects=("reading",))
    blanks = [None] * (len(rows[0]) - 3)
    counts: Rows = [[word, *blanks, 9, 7] for word in ("Below", "At", "Above")]
    rows = [*rows[:4], [], *counts, rows[4]]
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    assert judge(path, grid(THIRD, (DECEMBER, MARCH), ["reading"]))[0] == "asked"


def test_a_list_of_next_years_classes_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Class list 2011-12"], ["Surname", "Forename", "Year", "Reading Jul 11"]]
    rows += [["Oak", "Wren", 4, "2b"], ["Ash", "Teal", 4, "2c"]]
    path = write("xlsx", tmp_path, [Sheet("List", rows)])
    assert asked(path) == ["years:2011-12"]
    for answer, year in (("of 2011-12", 3), ("of 2010-11", 4)):
        found = reading(path, {"years:2011-12": answer})
        assert [(c.subject, c.year, c.point, c.aps) for c in found.grid] == [("reading", year, "2011-07", 14.0)]
