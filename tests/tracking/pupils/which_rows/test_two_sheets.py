"""Pupils who stand on two sheets, or on a sheet of last year, put into one year group; typed cell by cell."""

import pytest

from siptui.tracking.pupils.moved_up import settle_moved_up
from siptui.tracking.pupils.on_two_sheets import Known, align_years, on_both
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.tables.around_header import settle
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table


def known(name: str, heading: str, *pupils: tuple[str, int]) -> Known:
    """A sheet of pupils, by full name and year group, with a result under one heading."""
    rows = ([*full.split(), year, "2b"] for full, year in pupils)
    found = table(["Surname", "Forename", "Year", heading], *rows, name=name)
    settle(found, HEADINGS)
    return Known((found, read_rows(found, HEADINGS, list(range(1, 7)), asking())))


def years(of: Known) -> list[int | None]:
    return [pupil.year for pupil in of.rows.pupils]


LAST: tuple[tuple[str, int], ...] = (("Oak Wren", 3), ("Ash Teal", 3), ("Elm Coot", 3))
NOW: tuple[tuple[str, int], ...] = (("Ash Teal", 4), ("Oak Wren", 4), ("Elm Coot", 4))


def test_who_is_on_both_by_full_name() -> None:
    both = on_both(known("A", "Reading Jul 10", *LAST), known("B", "Reading Dec 10", *NOW))
    assert {(a.row, b.row) for a, b in both} == {(1, 2), (2, 1), (3, 3)}
    assert on_both(known("A", "Reading Jul 10", *LAST), known("B", "Reading Dec 10", ("Yew Kite", 4))) == []


def test_a_class_that_has_moved_up_is_in_the_year_group_of_its_later_sheet() -> None:
    last, now, asked = known("A", "Reading Jul 10", *LAST), known("B", "Reading Dec 10", *NOW), asking()
    align_years([last, now], asked)
    assert years(last) == years(now) == [4, 4, 4]
    assert keys(asked) == []


def test_year_groups_that_contradict_each_other_are_asked_about() -> None:
    last, now = known("A", "Reading Jul 10", *LAST), known("B", "Reading Dec 10", NOW[0], ("Oak Wren", 5), NOW[2])
    asked = asking()
    align_years([last, now], asked)
    assert keys(asked) == ["years:A+B"]
    assert last.rows.year_open
    assert now.rows.year_open


def test_the_sheet_that_somebody_says_has_the_year_groups_of_now() -> None:
    last, now = known("A", "Reading Jul 10", *LAST), known("B", "Reading Dec 10", NOW[0], ("Oak Wren", 5), NOW[2])
    align_years([last, now], asking(**{"years__A+B": "A"}))
    assert (years(last), years(now)) == ([3, 3, 3], [3, 3, 3])


@pytest.mark.parametrize(
    ("answer", "in_years"), [("", [3, 3, 3]), ("of 2009-10", [4, 4, 4]), ("of 2010-11", [3, 3, 3])]
)
def test_whose_the_year_groups_of_last_summer_are_is_asked(answer: str, in_years: list[int]) -> None:
    last = known("A", "Reading Jul 10", *LAST)
    asked = asking(**({"years__2009-10": answer} if answer else {}))
    settle_moved_up([(last, {"2010-07"})], HEADINGS, asked)
    assert years(last) == in_years
    assert (keys(asked), last.rows.year_open) == (([], False) if answer else (["years:2009-10"], True))


def test_results_of_this_year_need_no_answer() -> None:
    now, asked = known("A", "Reading Dec 10", *NOW), asking()
    settle_moved_up([(now, {"2010-12"})], HEADINGS, asked)
    assert (keys(asked), years(now)) == ([], [4, 4, 4])
