"""Right prose of the field is let alone, and what is wrong in it is found: all of it, at its place."""

from pathlib import Path
from typing import NamedTuple

import pytest

from siptui.framework import Framework
from siptui.proofing.mark import Known
from siptui.proofing.proof import marks

MOST = 5  # marks in 3,000 words of right prose
PROSE = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "right_prose").glob("*.txt"))}
"""Invented evaluations, preparations and letters, written before what marks them; a line is a paragraph."""


class Fault(NamedTuple):
    """In the text `prose`, `wrong` stands for `right`; `word` is marked, and `meant` is among what is offered."""

    prose: str
    right: str
    wrong: str
    code: str
    word: str
    meant: str = ""


PLANTED = [
    Fault("autumn_standards", "Attainment on entry", "Attianment on entry", "spelling", "Attianment", "Attainment"),
    Fault("autumn_standards", "lowest-attaining", "lowest-ataining", "spelling", "ataining", "attaining"),
    Fault("autumn_standards", "broadly average", "broadly avarage", "spelling", "avarage", "average"),
    Fault("autumn_standards", "Boys' writing", "Boys' writting", "spelling", "writting", "writing"),
    Fault("autumn_standards", "The headteacher and I", "The headteacer and I", "spelling", "headteacer", "headteacher"),
    Fault("autumn_standards", "(44% in 2009)", "(44% in 2009", "bracket_open", "("),
    Fault("autumn_standards", "KIP S1.3", "KIP S1.9", "no_such_code", "S1.9", "S1.3"),
    Fault("autumn_standards", "There are five", "There are are five", "doubled_word", "are are", "are"),
    Fault("autumn_teaching", "and I agree. During", "and I agree . During", "space_before", " .", "."),
    Fault("autumn_teaching", "Our judgements", "Our judgments", "spelling", "judgments", "judgements"),
    Fault("autumn_teaching", 'have to think."', "have to think.", "quote_open", '"'),
    Fault("autumn_teaching", "a coaching programme", "a coaching progamme", "spelling", "progamme", "programme"),
    Fault("autumn_teaching", "Pupils assessed", "Pupils asses", "hardly_meant", "asses", "assess"),
    Fault("autumn_teaching", "popular with parents.", "popular with parents", "no_full_stop", "parents", "parents."),
    Fault("spring_care_and_behaviour", "Behaviour in", "Behavior in", "spelling", "Behavior", "Behaviour"),
    Fault("spring_care_and_behaviour", "on 4 October", "on TBC", "placeholder", "TBC"),
    Fault("spring_care_and_behaviour", "is dealt with", "is  dealt with", "doubled_space", "  ", " "),
    Fault("spring_care_and_behaviour", "multi-agency", "mutli-agency", "spelling", "mutli", "multi"),
    Fault("spring_care_and_behaviour", "zones introduced", "zones intorduced", "spelling", "intorduced", "introduced"),
    Fault("spring_leadership", "reorganised", "reorganized", "other_ending", "reorganized", "reorganised"),
    Fault("spring_leadership", "external adviser", "adviser to Beechcroft Junior", "other_school", "Beechcroft"),
    Fault("spring_leadership", "Governors bring", "Govenors bring", "spelling", "Govenors", "Governors"),
    Fault("spring_leadership", "(for instance", "for instance", "bracket_closed", ")"),
    Fault("spring_leadership", "governor. It is", "governor. it is", "no_capital", "it", "It"),
    Fault("summer_summary", "The provisional", "The provisonal", "spelling", "provisonal", "provisional"),
    Fault("summer_summary", "moderated by the LA", "moderated by xxx", "placeholder", "xxx"),
    Fault("summer_summary", "is uneven.", "is uneven ???", "placeholder", "???"),
    Fault("summer_summary", "Thirty-one per cent", "Thirty-one percant", "spelling", "percant", "percent"),
    Fault("summer_summary", "the papers provided.", "the papers provided", "no_full_stop", "provided", "provided."),
    Fault("summer_summary", "children from the", "children form form the", "doubled_word", "form form", "form"),
    Fault("additional_visit", "leader, scrutinised", "leader,scrutinised", "no_space_after", ",", ", "),
    Fault("additional_visit", "the most able pupils", "the most able pulips", "spelling", "pulips", "pupils"),
    Fault("additional_visit", "said one, and", "said one , and", "space_before", " ,", ","),
    Fault("additional_visit", "£2,400 for", "[..] for", "placeholder", "[..]"),
    Fault("additional_visit", "on 6 June", "on [insert date]", "placeholder", "[insert date]"),
    Fault("part_a_preparation", "on maternity leave", "on maternaty leave", "spelling", "maternaty", "maternity"),
    Fault("support_and_finance", "at the latter.", "at teh latter.", "spelling", "teh", "the"),
    Fault("support_and_finance", "is a strength. The", "is a strength.The", "no_space_after", ".", ". "),
    Fault("paired_and_secondary", "its manager tracks", "its manger tracks", "hardly_meant", "manger", "manager"),
    Fault("handover_mail", "S2 and Q5", "S2 and Q55", "no_such_code", "Q55", "Q5"),
]


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


def test_three_thousand_words_of_right_prose_give_at_most_five_marks(known: Known) -> None:
    assert sum(len(text.split()) for text in PROSE.values()) >= 3000
    found = marks(PROSE, known)
    assert len(found) <= MOST, found


def test_forty_planted_faults_are_all_found_and_little_else(known: Known) -> None:
    assert len(PLANTED) == 40
    texts = with_faults(PLANTED)
    found = marks(texts, known)
    assert [f for f in PLANTED if (f.prose, f.code, f.word) not in {(m.path, m.code, m.word) for m in found}] == []
    assert len(found) <= len(PLANTED) + MOST
    assert all(texts[mark.path][mark.start : mark.end] == mark.word for mark in found)


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.word)
def test_each_fault_alone_is_marked_at_its_place_with_what_was_meant(known: Known, fault: Fault) -> None:
    text = with_faults([fault])[fault.prose]
    before = {(mark.code, mark.word) for mark in marks({fault.prose: PROSE[fault.prose]}, known)}
    found = [mark for mark in marks({fault.prose: text}, known) if (mark.code, mark.word) not in before]
    assert [(mark.code, mark.word) for mark in found] == [(fault.code, fault.word)]
    place = text.index(fault.wrong)
    assert place <= found[0].start < place + len(fault.wrong) or fault.code.startswith(("bracket", "quote"))
    assert not fault.meant or fault.meant in found[0].suggestions
