"""Slips of the keyboard, and what looks like one and is none; other schools and codes that there are not."""

import pytest

from siptui.proofing.mark import Known
from siptui.proofing.proof import marks

KNOWN = Known(
    codes=["S1.1", "S2", "S4.1", "Q10.1", "E13", "19", "20"],
    school="Ashwell CE Primary School",
    other_schools=["Beechcroft Junior School", "The Grove Primary School", "Ashwell Nursery", "Holly Bank Infants"],
)

SLIPS = [
    ("It is the the best.", "doubled_word", "the the"),
    ("The the best.", "doubled_word", "The the"),
    ("It is in\nin order.", "doubled_word", "in\nin"),
    ("Two  spaces.", "doubled_space", "  "),
    ("A space , here.", "space_before", " ,"),
    ("A bracket ( here).", "space_before", "( "),
    ("None after,so it is.", "no_space_after", ","),
    ("It is (of course)good.", "no_space_after", ")"),
    ("It ends.It begins.", "no_space_after", "."),
    ("One two three four five six seven eight", "no_full_stop", "eight"),
    ("It is good. It is short", "no_full_stop", "short"),
    ("A mark ,then more.", "space_before", " ,"),
    ('She called it " good" now.', "space_before", '" '),
    ('She called it "good " now.', "space_before", ' "'),
    ("The school 's hall.", "space_before", " '"),
    ("The pupils ’ books.", "space_before", " ’"),
    ("In reading,84% did.", "no_space_after", ","),
    ("In 2010,84% did.", "no_space_after", ","),
    ("One action:the head.", "no_space_after", ":"),
    ("The gap(29% in Year 2).", "no_space_before", "("),
    ("standards at the end of the year rose.", "no_capital", "standards"),
    ("It is well!!", "doubled_sign", "!!"),
    ("The pupils’’ books.", "doubled_sign", "’’"),
    ("It is in the in the plan.", "doubled_word", "in the in the"),
    ("It is a hour long.", "a_or_an", "a"),
    ("They could of done more.", "hardly_meant", "could of"),
    ("Its a good school.", "hardly_meant", "Its a"),
    ("It has it’s own hall.", "hardly_meant", "it’s own"),
    ("Under KIP 21 it is.", "no_such_code", "21"),
    ("Under KIP S 1.4 it is.", "no_such_code", "S 1.4"),
    ("Good.\n\nIt was a long paragraph of prose and it just\n\nGood.", "no_full_stop", "just"),
    ("It is so. it is not.", "no_capital", "it"),
    ("It is,, so.", "doubled_sign", ",,"),
    ("It is well..", "doubled_sign", ".."),
    ("In Year 6.The end.", "no_space_after", "."),
    ("Now i think so.", "no_capital", "i"),
    ("Now i’m here.", "no_capital", "i"),
    ("It is a excellent school.", "a_or_an", "a"),
    ("It is an good school.", "a_or_an", "an"),
    ("Under KIP Z3 it is.", "no_such_code", "Z3"),
    ("Open (and not closed.", "bracket_open", "("),
    ("Not open) but closed.", "bracket_closed", ")"),
    ("Wrong [pair) here.", "bracket_open", "["),
    ("Said “well.", "quote_open", "“"),
    ("Said well”.", "quote_closed", "”"),
    ('Said "well.', "quote_open", '"'),
    ("Said ‘well.", "quote_open", "‘"),
    ("Said 'well.", "quote_open", "'"),
    *(
        (f"By {left} it is.", "placeholder", left)
        for left in (
            "xxx",
            "XX",
            "TBC",
            "tbc",
            "TODO",
            "???",
            "____",
            "[..]",
            "[…]",
            "[]",
            "[ ]",
            "<name>",
            ".....",
            "##",
            "__",
            "{school}",
            "dd/mm/yyyy",
            "[to be confirmed]",
            "(check with head)",
            "***",
            "NAME",
        )
    ),
    ("Under S1.7 it is.", "no_such_code", "S1.7"),
    ("Under E16 and S3 it is.", "no_such_code", "E16"),
    ("As at Beechcroft it is.", "other_school", "Beechcroft"),
    ("As at Beechcroft’s it is.", "other_school", "Beechcroft"),
    ("As at Holly\nBank it is.", "other_school", "Holly\nBank"),
    ("As at Grove Primary it is.", "other_school", "Grove Primary"),
]
NONE = [
    "Comments such as “Super!” and “Why?” help; an adult:child ratio of 1:8; section 47(1); child(ren), class(es).",
    "It grew year on year on year. Could they? They could of course; it is not so, rather then and now.",
    "improve marking.\nraise attendance.\nTeach phonics.",
    "The school will:\nimprove all of the marking that there is.",
    "KIP 19, KIPs 19 and 20, S1.1 and KIP S 1.1. Section 21.",
    "Its not inconsiderable budget; its use; they practise it, and access to loose parts.",
    "He had had it; she said that that was right. Bye bye.",
    "Reading\nReading improved.\nMathematics\n\nMathematics improved.",
    "One.  Two.  Three.  Four.  Five.",
    "Reading     84     86\nWriting     71     75",
    "Wait … there is more … and it ends.",
    "At 10.30 a.m. the school, i.e. all of it, e.g. its pupils, etc. was well. See p. 4 and Y2.",
    "a) one (of two)\nb) two\n1) three, see (in Year 3) there\n(iv) four",
    "'Good' is “good” and ‘good’, the governors’ and pupils' “books”, in the '90s, 5'6\" tall.",
    "- monitoring of planning by the leaders of English and mathematics\n- improving marking of writing everywhere",
    "Standards and progress",
    "See the report at www.example.org/reports, or ask head@example.org",
    "It was written by hand in lines that were\nbroken where they were full, and then went on\nto the end.",
    "Under S1.1, S1 and S2, for E13 and Q10.1 and 19 and 27. A4 paper, KS2, P4, B3, MK9, S1.1.",
    "In Ashwell, at Ashwell Primary, by the grove, in a Grove of trees.",
    "A European school, a one-off, an hour, an honest view, a union, an MBE, a user, a unit, an ICT suite, an LA.",
    "Groups a and b; Level 2 a or b; see a in the plan. J.Smith. Section i) and (i) and part ii.",
    "It is 9 a.m., p.m., etc., and so on.",
    "The pupil(s) said that (s)he was (re)organised.",
    "Is it so? Yes! It is: well done; and (so on).",
    "It rose by 3.5 points (2.5 in Y4); it was 1,200 in 2009/10.",
]


@pytest.mark.parametrize(("text", "code", "word"), SLIPS)
def test_a_slip_is_found(text: str, code: str, word: str) -> None:
    found = marks({"a": text}, KNOWN, spelling=False)
    assert [(m.code, m.word) for m in found][:1] == [(code, word)]
    assert text[found[0].start : found[0].end] == word


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_slip_is_let_alone(text: str) -> None:
    assert [(m.code, m.word) for m in marks({"a": text}, KNOWN, spelling=False)] == []


def test_a_school_that_has_the_same_name_in_it_is_not_another() -> None:
    known = Known(school="Ashwell Green Primary", other_schools=["Ashwell Primary", "Ashwell Green Nursery"])
    assert marks({"a": "Ashwell Green is good."}, known, spelling=False) == []


def test_a_framework_whose_codes_are_numbers_has_no_codes_to_miss() -> None:
    assert marks({"a": "In Year 3 it is S9 or 21."}, Known(codes=["19", "20"]), spelling=False) == []


def test_ones_own_words_hold_for_codes_too() -> None:
    assert marks({"a": "Room S9 is bright."}, Known(codes=["S1.1"], words=["S9"]), spelling=False) == []


def test_a_wrong_last_word_and_a_missing_stop_are_both_said() -> None:
    found = marks({"a": "It is good. It is a fine skool"}, KNOWN)
    assert {m.code for m in found} == {"no_full_stop", "spelling"}
