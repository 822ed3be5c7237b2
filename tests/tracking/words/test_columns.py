"""What a column was understood to be, in words, and the answer that would say the same."""

import pytest

from siptui.tracking.words.columns import NOTHING, Means, because, means


@pytest.mark.parametrize(
    ("meant", "words", "left_out", "answer"),
    [
        (means("result", subject="reading", point="2010-12"), "reading 2010-12", False, "reading 2010-12"),
        (means("about_pupil", name="date of birth", key="dob"), "date of birth", False, "dob"),
        (means("left_out", because="target"), "target (left out)", True, ""),
        (means("other_counts", subject="reading", point="2010-12"), "reading 2010-12 (left out)", True, ""),
        (
            means("same_as", subject="reading", point="2010-12", of="D"),
            "reading 2010-12 (the same as column D)",
            False,
            "",
        ),
        (NOTHING, "", False, ""),
    ],
)
def test_what_a_column_means(meant: Means, words: str, left_out: bool, answer: str) -> None:
    assert (meant.words, meant.left_out, meant.answer) == (words, left_out, answer)


def test_why_a_column_is_left_out() -> None:
    assert because("other_subject", "science") == "science, not in Part D"
    assert because("outside") == "a point in time not in Part D"
    assert because("target") == "target"  # the reasons of headings.toml are words as they stand
