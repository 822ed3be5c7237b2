"""Why something is not counted, in words: the facts are filled in, and what a cell holds can be left away."""

import pytest

from siptui.tracking.words.reasons import REASONS, UNCOUNTED, Why, why


def test_facts_are_filled_in_and_what_a_cell_holds_is_quoted() -> None:
    assert why("not_a_level", value="3x").words == "'3x' is not a level"
    assert why("same_as_row", row=7).words == "the same pupil as in row 7, and counted there"


def test_of_a_long_cell_the_beginning_is_said_and_no_terminal_obeys_it() -> None:
    said = why("not_a_level", value="\x1b[31m" + "x" * 500).words
    assert "\x1b" not in said
    assert len(said) < 120


def test_where_a_further_table_begins_stands_before_the_reason() -> None:
    assert why("no_results", part="A20").words.startswith("A20: passed over")


def test_a_lost_profile_is_said_behind_it() -> None:
    assert why("blank").with_facts(profile="whole").words == f"blank:{UNCOUNTED}"
    assert why("blank").words == "blank"


def test_many_odd_cells_of_a_school_are_one_reason() -> None:
    assert why("not_a_level", value="3x").words_of_any == why("not_a_level", value="9q").words_of_any
    assert "3x" not in why("not_a_level", value="3x").words_of_any
    assert why("blank").words_of_any == "blank"


def test_further_facts_make_another_reason_and_leave_the_first() -> None:
    first = Why("year_group_outside", {"value": "9", "years": "years 1 to 6"})
    assert first.with_facts(value="N").words == "year group N: Part D has years 1 to 6"
    assert first.facts["value"] == "9"


def test_a_fact_that_is_wanting_is_found_out() -> None:
    with pytest.raises(KeyError):
        _ = why("same_as_row").words
    assert "{row}" in REASONS["same_as_row"]
