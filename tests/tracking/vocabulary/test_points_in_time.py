"""Points in time and the years around them; whether a column holds levels or points; the profile's table."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.vocabulary.headings import Notation
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.levels_or_points import Form, examples, look
from siptui.tracking.vocabulary.points_in_time import Years
from siptui.tracking.vocabulary.profile_table import profile_table
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.tables_found import HEADINGS

MOMENTS = HEADINGS.moments
LEVELS = Levels(level_table())


def test_school_years_begin_in_autumn() -> None:
    assert [MOMENTS.school_year(point) for point in ("2010-07", "2010-12", "2011-07")] == [2009, 2010, 2010]
    assert MOMENTS.latest_school_year == 2010
    assert [MOMENTS.school_year_at(2010, month) for month in (8, 9)] == [2009, 2010]


@pytest.mark.parametrize(
    ("year", "month", "points"),
    [
        *((2011, 1, ("2010-12",)), (2010, 11, ("2010-12",)), (2010, 12, ()), (2011, 5, ("2011-07",))),
        *(
            (2010, 6, ("2010-07",)),
            (2011, 2, ("2011-03",)),
            (2011, 4, ("2011-03",)),
            (2010, 10, ("2010-12",)),
            (2010, 9, ("2010-07",)),
            (2009, 6, ()),
        ),
    ],
)
def test_the_point_in_time_of_the_month_beside(year: int, month: int, points: tuple[str, ...]) -> None:
    assert MOMENTS.near(month, lambda y: y == year) == points


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("reading 2011-07-10", (2011, 7, 10)),
        ("16 july 2010", (2010, 7, 0)),
        ("1st december 2010", (2010, 12, 0)),
        ("dec 10", None),
        ("2010-11", None),
        ("", None),
    ],
)
def test_a_date_that_is_written_out(text: str, date: tuple[int, int, int] | None) -> None:
    assert MOMENTS.written_date(text)[0] == date


@pytest.mark.parametrize(
    ("text", "months", "years"),
    [
        ("2010-11", [], Years(school=(2010,))),
        ("2010", [], Years(months=((2010, 0),))),
        ("dec 10", [12], Years(months=((2010, 12),))),
        ("10", [], Years()),
        ("2.10", [], Years()),
    ],
)
def test_the_years_of_a_title(text: str, months: list[int], years: Years) -> None:
    assert MOMENTS.years(text, months) == years


@pytest.mark.parametrize(("title", "fits"), [("2009-10", True), ("2010-11", False), ("2010", None), ("2012", False)])
def test_whether_a_summer_lies_in_the_years_of_a_title(title: str, fits: bool | None) -> None:
    assert MOMENTS.fits("2010-07", MOMENTS.years(title, [])) is fits


# -- levels or points


@pytest.mark.parametrize(
    ("cells", "hint", "form"),
    [
        (["2b", "2a"], "", "levels"),
        ([15, 17, 21], "", "points"),
        ([15, 17, "W"], "", "points"),
        ([2.3, 3.7], "", "decimals"),
        ([2, 3], "", "levels"),
        ([2, 3], "points", "points"),
        ([15, "W"], "", "either"),
        (["", "A"], "", "empty"),
    ],
)
def test_what_a_column_looks_like(cells: list[Cell], hint: Notation, form: Form) -> None:
    assert look(cells, hint, LEVELS).form == form


def test_bare_whole_numbers_and_levels_without_letters_are_marked() -> None:
    assert (look([2, 3], "", LEVELS).bare, look([2, "W"], "", LEVELS).bare) == (True, False)
    assert (look([2, "W"], "", LEVELS).whole, look([2, "2b"], "", LEVELS).whole) == (True, False)


def test_the_least_few_numbers_are_the_examples() -> None:
    assert examples([9.0, 2.5, 2.5, 7, 3, 8]) == ("2.5", "3", "7", "8")


# -- the profile


def test_the_profile_has_thirteen_scales_of_nine_points() -> None:
    table = profile_table()
    assert (len(table.scales), table.most_points) == (13, 9)
    assert {scale.area for scale in table.scales} >= set(table.plain_areas)
    assert all(set(measure.areas) <= {scale.area for scale in table.scales} for measure in table.measures)
