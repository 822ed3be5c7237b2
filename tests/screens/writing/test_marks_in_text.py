"""Marks stay with their words while the text is written, whatever is written."""

from hypothesis import given
from hypothesis import strategies as st

from screens.writing.marks_in_text import TextMarks, changed
from siptui.proofing.mark import Mark


def mark(text: str, word: str, code: str = "spelling", nth: int = 0) -> Mark:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    return Mark("p", start, start + len(word), code, word, [])


def held(text: str, *marks: Mark) -> TextMarks:
    marked = TextMarks()
    marked.begin(text)
    marked.found(text, marks)
    return marked


def words(marked: TextMarks) -> list[str]:
    return [marked.text[m.start : m.end] for m in marked.all]


@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_a_change_is_found_as_it_is(before: str, now: str) -> None:
    first, last, longer = changed(before, now)
    assert 0 <= first <= last <= len(before)
    assert before[:first] + now[first : last + longer] + before[last:] == now


def test_marks_behind_what_is_written_move_and_one_written_in_goes() -> None:
    text = "Teh governers met."
    marked = held(text, mark(text, "Teh"), mark(text, "governers"))
    marked.follow("Teh new governers met.")
    assert words(marked) == ["Teh", "governers"]
    marked.follow("Teh new governors met.")
    assert words(marked) == ["Teh"]
    marked.follow("The new governors met.")
    assert words(marked) == []


def test_a_word_that_goes_on_is_another_word() -> None:
    marked = held("Attainm", mark("Attainm", "Attainm"))
    marked.follow("Attainme")
    assert words(marked) == []
    marked = held("Teh", mark("Teh", "Teh"))
    marked.follow("Teh ")
    assert words(marked) == ["Teh"]
    marked = held("teh end", mark("teh end", "teh"))
    marked.follow("a teh end")
    assert words(marked) == ["teh"]
    marked.follow("a oteh end")
    assert words(marked) == []


def test_an_answer_that_comes_late_is_of_the_text_as_it_was() -> None:
    marked = TextMarks()
    marked.begin("Teh governers met.")
    marked.follow("Now teh governers met.")
    marked.found("Teh governers met.", [mark("Teh governers met.", "governers")])
    assert words(marked) == ["governers"]


def test_nothing_is_shown_of_a_word_or_a_paragraph_that_is_still_being_written() -> None:
    text = "One teh two.\nNo end"
    found = [mark(text, "teh"), mark(text, "end", "no_full_stop")]
    marked = held(text, *found)
    assert marked.shown(len(text)) == found  # as long as it is only looked at
    marked.written_in = True
    assert marked.shown(0) == found
    assert marked.shown(text.index("teh") + 3) == found[1:]
    assert marked.shown(len(text)) == found[:1]
    assert marked.shown(text.index("No")) == found[:1]


def test_the_walk_goes_from_mark_to_mark_and_then_ends() -> None:
    text = "Teh one, teh two."
    found = [mark(text, "Teh"), mark(text, "teh")]
    marked = held(text, *found)
    assert [marked.next(len(text)), marked.number(), marked.next(3), marked.next(12)] == [found[0], 1, found[1], None]
    assert marked.next(12) == found[0]
    marked = held(text, *found)
    marked.next(0)
    marked.follow("The one, teh two.")
    assert marked.next(3) == Mark("p", 9, 12, "spelling", "teh", [])
