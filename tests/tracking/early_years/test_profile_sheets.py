"""Which sheets are profiles of the early years, and what their pupils come to; typed cell by cell."""

import pytest

from siptui.sheets.cells import Sheet
from siptui.tracking.early_years.profile_sheets import UNDATED, ProfileSheets
from siptui.tracking.early_years.reception_results import Profiles
from siptui.tracking.early_years.rows_that_count import year_of_setting
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.tables_found import HEADINGS, asking, keys, sheet

SCALES = "DA SD ED LCT LSL R W NLC C SSM KUW PD CD".split()
PLAIN = SCALES[:7]


def profile(*points: int, scales: list[str] = SCALES, name: str = "Reception") -> Sheet:
    """A sheet of pupils who each have the same points in every scale."""
    rows = ([f"Oak{n}", "Wren", *[each] * len(scales)] for n, each in enumerate(points))
    return sheet(["Surname", "Forename", *scales], *rows, name=name)


def read(*sheets: Sheet) -> tuple[Profiles, list[str]]:
    asked = asking()
    return Profiles("school.xlsx", ProfileSheets(list(sheets), HEADINGS), Levels(level_table()), asked), keys(asked)


def test_every_scale_has_its_column() -> None:
    (found,) = ProfileSheets([profile(6)], HEADINGS).found
    assert found.sets == {UNDATED: {scale: n for n, scale in enumerate(SCALES, 2)}}
    assert found.scales[2] == "DA"


def test_scales_by_their_names_in_full() -> None:
    head = ["Dispositions and attitudes", "Social development", "Emotional development"]
    head += ["Language for communication and thinking", "Linking sounds and letters", "Reading", "Writing"]
    (found,) = ProfileSheets([profile(6, scales=head)], HEADINGS).found
    assert set(found.sets[UNDATED]) == set(PLAIN)


@pytest.mark.parametrize("scales", [PLAIN[:6], ["R", "W", "C"]])
def test_a_sheet_without_every_scale_that_part_d_needs_is_none(scales: list[str]) -> None:
    sheets = ProfileSheets([profile(6, scales=scales)], HEADINGS)
    assert (sheets.found, len(sheets.others)) == ([], 1)


def test_a_hidden_sheet_and_one_of_which_somebody_said_what_it_is_are_none() -> None:
    hidden = profile(6)
    hidden.hidden = True
    assert ProfileSheets([hidden], HEADINGS).found == []
    assert ProfileSheets([profile(6)], HEADINGS, {"Reception"}).found == []


# -- what they come to


def test_the_percentages_and_the_gap_of_three_pupils() -> None:
    """Two have 6 points in everything and so 78 in all; the third has 4, 52 in all, a third less than the median."""
    profiles, asked = read(profile(6, 6, 4))
    result = profiles.result()
    assert result is not None
    assert (result.pupils, asked) == (3, [])
    assert result.percentages == pytest.approx(dict.fromkeys(("psed", "cll", "psed_cll", "psed_cll_78"), 200 / 3))
    assert result.gap is not None
    assert result.gap.percent == pytest.approx(100 / 3)


def test_without_all_thirteen_there_is_neither_total_nor_gap() -> None:
    result = read(profile(6, 4, scales=PLAIN))[0].result()
    assert result is not None
    assert set(result.percentages) == {"psed", "cll", "psed_cll"}
    assert result.gap is None


def test_a_pupil_who_lacks_a_scale_is_left_out() -> None:
    given = profile(6, 6)
    given.rows[1][3] = ""
    result = read(given)[0].result()
    assert result is not None
    assert (result.pupils, result.left_out) == (1, 1)


def test_no_pupils_come_to_nothing() -> None:
    assert read()[0].result() is None


@pytest.mark.parametrize(("text", "year"), [("FS2", 0), ("F2 Oak", 0), ("FS1", -1), ("2", None), ("Oak", None)])
def test_the_year_group_of_a_setting(text: str, year: int | None) -> None:
    assert year_of_setting(text) == year
