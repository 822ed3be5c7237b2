"""What was answered, told in the form's own words."""

from siptui.tracking.questions.answers_in_words import about, chosen, words
from support.spreadsheets.rows_read import MILTON_KEYNES


def test_an_answer_is_about_its_question_or_what_its_key_says() -> None:
    assert about("decimals", {"decimals": "Which sublevels are these?"}) == "Which sublevels are these?"
    assert about("means:Year 3!C", {}) == "Column C of Year 3 means"
    assert about("something:else", {}) == "something:else:"


def test_subjects_and_points_in_time_are_called_as_the_form_calls_them() -> None:
    assert words(MILTON_KEYNES, "reading 2010-12") == "Reading December 2010"
    assert words(MILTON_KEYNES, "the same pupils") == "the same pupils"


def test_a_choice_reads_as_it_was_put() -> None:
    assert chosen(MILTON_KEYNES, "sheet:Old", "results") == "its results count"
    assert chosen(MILTON_KEYNES, "sheet:Old", "leave out") == "left out"
    assert chosen(MILTON_KEYNES, "means:T!C", "leave out") == "Leave this column out"
    assert chosen(MILTON_KEYNES, "slips", "count") == "count"
