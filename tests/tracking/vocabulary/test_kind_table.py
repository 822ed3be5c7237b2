"""Kinds of result as data: what each framework reads files by, and that the data fits together."""

import pytest

from siptui.tracking.vocabulary.kind_table import detected, kind_table, wordings_of
from siptui.tracking.vocabulary.levels import levels_of_all
from siptui.tracking.vocabulary.schema_tables import level_table, wordings

STANDARDS = kind_table("standards")


def test_levels_and_points_are_kinds_of_their_own() -> None:
    levels = kind_table()
    assert [kind.key for kind in levels.kinds] == ["levels", "points"]
    assert levels.by_levels
    assert not STANDARDS.by_levels
    assert detected() == level_table()
    assert wordings_of() == wordings()


@pytest.mark.parametrize("kind", STANDARDS.kinds, ids=lambda kind: kind.key)
def test_no_word_of_a_kind_means_two_things(kind: object) -> None:
    mine = next(each for each in STANDARDS.kinds if each is kind)
    words = [word.casefold() for each in (*mine.values, *mine.codes) for word in each.words]
    assert len(set(words)) == len(words)


def test_what_is_combined_has_parts_that_there_are() -> None:
    for combined in STANDARDS.combined:
        for part in combined.parts:
            kinds = STANDARDS.of_subject(part)
            assert kinds, part
            for measure in combined.measures:
                assert any(m.key == measure.of for kind in kinds for m in kind.measures), (part, measure.key)


def test_the_threshold_is_that_of_the_year() -> None:
    phonics = STANDARDS.of("phonics")
    assert phonics is not None
    assert [phonics.threshold(f"{year}-07") for year in (2025, 2026, 2027)] == [32, 31, None]


TOLD = {"EXS": True, "exs+": True, "Working towards": True, "2b": False, "E": False, "3": False}


@pytest.mark.parametrize("cell", TOLD)
def test_words_of_today_tell_a_result_and_levels_do_not(cell: str) -> None:
    assert levels_of_all("standards").is_level_text(cell) is TOLD[cell]
