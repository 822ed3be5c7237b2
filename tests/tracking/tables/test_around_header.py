"""What stands above, beside and below a header and changes what its headings mean; typed cell by cell."""

import pytest

from siptui.tracking.tables.around_header import says_progress, settle, targets_only, titles
from siptui.tracking.tables.merged_and_missing_headings import add_unheaded, find_subjects
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, meanings, table

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
TWO: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10", "Reading Jul 11"]
PUPIL: list[object] = ["Oak", "Wren", 3, "2b"]


def settled(*rows: list[object], merges: tuple[tuple[int, int, int, int], ...] = ()) -> list[str]:
    """What the columns of results mean at last."""
    found = table(*rows, merges=merges)
    settle(found, HEADINGS)
    return meanings(found)[3:]


def test_a_word_above_leaves_out_what_it_stands_over() -> None:
    assert settled(["", "", "", "", "Target"], TWO, [*PUPIL, "2a"]) == ["reading 2010-12", "target"]


def test_a_merged_word_above_leaves_out_all_that_it_stands_over() -> None:
    assert settled(["", "", "", "Target", ""], TWO, [*PUPIL, "2a"], merges=((0, 3, 0, 4),)) == ["target"] * 2


def test_a_word_below_leaves_out_too() -> None:
    assert settled(HEAD, ["", "", "", "Predicted"], PUPIL) == ["prediction"]


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("", ["reading 2010-07 2011-07"]),
        ("Tracking 2009-10", ["reading 2010-07"]),
        ("Tracking 2010-11", ["reading 2011-07"]),
        ("Tracking 2007-08", ["outside"]),
    ],
)
def test_a_title_s_school_year_tells_which_summer(title: str, columns: list[str]) -> None:
    assert settled([title], ["Surname", "Forename", "Year", "Reading Summer"], PUPIL) == columns


def test_an_average_above_a_column_changes_nothing() -> None:
    assert settled(["", "", "", 15.4], HEAD, PUPIL) == ["reading 2010-12"]


def test_the_titles_nearest_first_and_none_from_over_the_results() -> None:
    found = table(["School"], ["Year 3"], ["", "", "", "", "a note"], HEAD, PUPIL)
    assert titles(found) == ["Year 3", "School"]


END: list[object] = ["Surname", "Forename", "Year", "Reading Jul 11"]


@pytest.mark.parametrize(
    ("title", "said"),
    [("Targets", ("Targets", True)), ("Progress", ("", True)), ("Targets and results", ("Targets and results", False))],
)
def test_whether_a_title_says_that_a_sheet_holds_targets(title: str, said: tuple[str, bool]) -> None:
    assert targets_only(table([title], END, PUPIL), HEADINGS) == said


def test_a_sheet_called_targets_holds_targets() -> None:
    assert targets_only(table(END, PUPIL, name="Targets"), HEADINGS) == ("Targets", True)


def test_where_its_results_are_dated_before_the_end_that_is_not_certain() -> None:
    assert targets_only(table(HEAD, PUPIL, name="Y3 targets 2011"), HEADINGS) == ("Y3 targets 2011", False)


def test_whether_a_title_speaks_of_progress() -> None:
    assert [says_progress(table([t], HEAD, PUPIL), HEADINGS) for t in ("Progress made", "Year 3")] == [True, False]


# -- columns without a heading


def test_columns_without_a_heading_are_listed() -> None:
    found = table([*HEAD, ""], [*PUPIL, "seen"], ["Ash", "Teal", 3, "2a", ""])
    assert not add_unheaded(found)
    assert [(c.letters, c.meaning.name) for c in found.columns][-1] == ("E", "no_heading")


def test_names_and_results_further_right_may_be_more_pupils() -> None:
    rows: Rows = [[*HEAD, "", ""], *([f"Oak{n}", "Wren", 3, "2b", f"Elm{n}", "2a"] for n in range(6))]
    assert add_unheaded(table(*rows))


def test_a_column_of_nothing_but_subjects_is_theirs_where_no_heading_names_one() -> None:
    found = table(["Surname", "Forename", "", "Dec 10"], ["Oak", "W", "Reading", 15], ["Oak", "W", "Writing", 13])
    add_unheaded(found)
    find_subjects(found, HEADINGS)
    assert found.of("subject") == [2]


def test_a_column_of_one_subject_is_none_of_subjects() -> None:
    found = table(["Surname", "Forename", "", "Dec 10"], ["Oak", "W", "Reading", 15], ["Ash", "T", "Reading", 13])
    add_unheaded(found)
    find_subjects(found, HEADINGS)
    assert found.of("subject") == []
