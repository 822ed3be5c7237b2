"""Right prose of the field is let alone, and what is wrong in it is found: all of it, at its place."""

from pathlib import Path

import pytest

from siptui.framework import Framework
from siptui.proofing.mark import Known
from siptui.proofing.proof import marks
from support.proofing.planted_faults import FIRST, SECOND, Fault

MOST, IN = 5, 3000  # marks in so many words of right prose
PROSE = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "right_prose").glob("*.txt"))}
"""Invented evaluations, preparations and letters, written before what marks them; a line is a paragraph."""


@pytest.fixture(scope="module")
def known(framework: Framework) -> Known:
    codes = [kip.code for kip in framework.register.kips]
    return Known(codes=codes, school="Ashwell Primary", other_schools=["Beechcroft Junior School"])


def with_faults(planted: list[Fault]) -> dict[str, str]:
    texts = dict(PROSE)
    for fault in planted:
        assert texts[fault.prose].count(fault.right) == 1, fault.right
        texts[fault.prose] = texts[fault.prose].replace(fault.right, fault.wrong)
    return texts


def test_right_prose_gives_at_most_five_marks_in_three_thousand_words(known: Known) -> None:
    words = sum(len(text.split()) for text in PROSE.values())
    assert words >= 2 * IN
    found = marks(PROSE, known)
    assert len(found) <= MOST * words // IN, found


@pytest.mark.parametrize("planted", [FIRST, SECOND], ids=["first", "second"])
def test_forty_planted_faults_are_all_found_and_little_else(known: Known, planted: list[Fault]) -> None:
    assert len(planted) == 40
    texts = with_faults(planted)
    found = marks(texts, known)
    assert [f for f in planted if (f.prose, f.code, f.word) not in {(m.path, m.code, m.word) for m in found}] == []
    assert len(found) <= len(planted) + MOST
    assert all(texts[mark.path][mark.start : mark.end] == mark.word for mark in found)


@pytest.mark.parametrize("fault", [*FIRST, *SECOND], ids=lambda fault: fault.word)
def test_each_fault_alone_is_marked_at_its_place_with_what_was_meant(known: Known, fault: Fault) -> None:
    text = with_faults([fault])[fault.prose]
    before = {(mark.code, mark.word) for mark in marks({fault.prose: PROSE[fault.prose]}, known)}
    found = [mark for mark in marks({fault.prose: text}, known) if (mark.code, mark.word) not in before]
    assert [(mark.code, mark.word) for mark in found] == [(fault.code, fault.word)]
    place = text.index(fault.wrong)
    assert place <= found[0].start < place + len(fault.wrong) or fault.code.startswith(("bracket", "quote"))
    assert not fault.meant or fault.meant in found[0].suggestions
