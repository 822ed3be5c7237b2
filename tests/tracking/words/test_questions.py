"""What is asked, in words: one or many, lists, and what an answer is about."""

import pytest

from siptui.tracking.words.questions import QUESTIONS, about, asks


def test_one_and_many_are_asked_in_other_words() -> None:
    assert asks("unknown", {"count": 1}) == "1 cell holds what is not a level: go on without?"
    assert asks("unknown", {"count": 12}) == "12 cells hold what is not a level: go on without?"


def test_lists_are_said_one_after_the_other() -> None:
    said = asks("near", {"months": ["November for December 2010", "June for July 2011"]})
    assert "points in time: November for December 2010, June for July 2011. Do" in said


def test_a_heading_is_quoted_and_cut() -> None:
    said = asks("point", {"heading": "Reading " + "y" * 300})
    assert said.startswith("When were the results under 'Reading yyy")
    assert len(said) < 150


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("means:Year 3!F", "Column F of Year 3 means"),
        ("value:2B+", "2B+ counts as"),
        ("sheet:Old!new", "Sheet Old!new:"),
        ("unknown", "Cells that hold no level:"),
        ("leavers", "Pupils who are said to have left:"),
        ("no kind: at all", ""),
    ],
)
def test_what_an_answer_is_about(key: str, words: str) -> None:
    assert about(key) == words


def test_a_question_for_one_names_no_number_of_them() -> None:
    both = [words for words in QUESTIONS.values() if isinstance(words, tuple)]
    assert both
    assert all(one != many and "{count}" not in one for one, many in both)
