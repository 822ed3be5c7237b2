"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from siptui.records.versions import word_by_word as compared
from siptui.records.versions.word_by_word import Piece, word_by_word

TEXTS = st.text(st.sampled_from("ab .\n\t’é"), max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts_and_what_is_the_same_is_the_same(one: str, other: str) -> None:
    left, right = word_by_word(one, other)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (one, other)
    assert [p.text for p in left if p.same] == [p.text for p in right if p.same]
    assert all(p.same for p in left) if one == other else not all(p.same for p in left + right)


def test_a_word_is_told_from_what_stands_around_it() -> None:
    left, right = word_by_word("Attainment is high.", "Attainment is very high!")
    assert left == [Piece("Attainment is ", True), Piece("high", True), Piece(".", False)]
    assert [p.text for p in right if not p.same] == ["very ", "!"]


def test_very_long_texts_are_compared_by_lines() -> None:
    one = "a b c\n" * compared.MOST_TOKENS
    left, right = word_by_word(one, one + "more words")
    assert [p.same for p in left] == [True]
    assert right[-1] == Piece("more words", False)
