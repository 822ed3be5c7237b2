"""Which words are right and which are not, however they are written and wherever they stand."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.proofing import dictionary
from siptui.proofing.data import ize_verbs, listed
from siptui.proofing.dictionary import NoDictionary, has
from siptui.proofing.mark import CODES, Known, Mark
from siptui.proofing.marks_in_words import WORDS, in_words
from siptui.proofing.proof import marks

RIGHT = [
    "The governors' minutes, the pupils’ books and the headteacher’s office.",
    "They'd said it wasn’t; he’ll do it at nine o'clock.",
    "A well-planned, pupil-led, co-ordinated, cross-curricular and multi‑agency pre-school plan.",
    "KS2, Y6, L4+, 2a, 4b/4c, P8, W3, 1st, 22nd, 2010-11, 2010/11, 95.3%, £2,400 and 10.30am.",
    "SENCO, SENCo, INSET, EYFS, TAs, NQTs, HMI’s, DfE, Ofsted's, RAISEonline and CAMHS.",
    "Write to head@ashwlel.example.sch.uk or see https://www.exampel.org/xyzzy?q=teh, or note_vzit.docx.",
    "Year 6 (see i.e. ii and iv), e.g. A/R, B. Sc. and St. Mary’s.",
    "Wellbeing, safeguarding, numeracy, phonics, timetabled, judgements, learnt, focussed on",
    "Children in Hertfordshire and Milton Keynes; families of Traveller heritage.",
    "so\u00adft hy\u00adphens and de\u0301cor",
    "COMMUNITY COHESION AND SAFEGUARDING",
    "An ad hoc group, an ad-hoc one, pro forma, per se and vis-à-vis; three-year-olds, pre-teaching and co-optees.",
    "What'll it be? There’d be no anonymised comparator, and a dataset of deciles in Tigrinya.",
    "and/or, he/she, in-service, 'quoted' and ‘quoted’ words",
]
WRONG = [
    ("The govenors' minutes", "govenors"),
    ("the pupil’s’ atainment", "atainment"),
    ("a cross-curicular theme", "curicular"),
    ("THe school", "THe"),
    ("ATTIANMENT ON ENTRY", "ATTIANMENT"),
    ("She colored the center", "colored"),
    ("teh", "teh"),
    ("the olds pre teaching", "olds"),
    ("it was 0f note", "0f"),
    ("it was 1o%", "1o"),
    ("the hoc group", "hoc"),
    ("your're late", "your're"),
    ("safe­gaurding", "safe­gaurding"),
    ("the headteacer’s report", "headteacer"),
    ("Mrs Quillfeather said teh", "teh"),
]


def spelled(text: str, known: Known = Known()) -> list[Mark]:  # noqa: B008 - it is frozen
    return [m for m in marks({"a": text}, known) if m.code in ("spelling", "other_ending", "hardly_meant")]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_let_alone(text: str) -> None:
    assert [mark.word for mark in spelled(text)] == (["focussed"] if "focussed" in text else [])


@pytest.mark.parametrize(("text", "word"), WRONG)
def test_what_is_wrong_is_marked_where_it_stands(text: str, word: str) -> None:
    found = spelled(text)[0]
    assert (found.word, text[found.start : found.end]) == (word, word)


def test_a_suggestion_is_written_as_the_word_is() -> None:
    assert "Achievement" in spelled("Acheivement rose.")[0].suggestions
    assert spelled("Teh end.")[0].suggestions[0] == "The"
    assert "ATTAINMENT" in spelled("ATTIANMENT ON ENTRY")[0].suggestions
    assert "headteacher" in spelled("The headteacer’s view.")[0].suggestions


def test_names_of_people_and_schools_and_words_of_ones_own_are_right() -> None:
    text = "Zbigniewska met Ms Quorndon at Wexlebury; Quorndon's view of the plonkets was clear."
    assert [m.word for m in spelled(text)] == ["Zbigniewska", "Wexlebury", "plonkets"]
    known = Known(words=["Anna Zbigniewska", "plonkets"], school="Wexlebury CE Primary School")
    assert spelled(text, known) == []
    assert spelled("Wexelbury’s pupils", known)[0].suggestions[0] == "Wexlebury"
    assert [m.word for m in spelled("wexlebury", known)] == ["wexlebury"]  # a name has its capital


def test_one_capital_and_a_stop_before_a_word_are_no_initials() -> None:
    assert [m.word for m in spelled("It is in Part F. Govenors agreed; J. R. Tollandly came.")] == ["Govenors"]


@pytest.mark.parametrize(
    ("spelling", "wrong", "instead"),
    [("ise", "organized", "organised"), ("ize", "organised", "organized"), ("either", "", "")],
)
def test_an_authority_writes_ise_or_ize_or_either(spelling: str, wrong: str, instead: str) -> None:
    known = Known(spelling=spelling)  # type: ignore[arg-type]
    found = spelled("It was organised; no, it was organized. They advise, revise and supervise.", known)
    assert [(m.code, m.word, m.suggestions) for m in found] == ([("other_ending", wrong, [instead])] if wrong else [])


def test_endings_keep_their_capitals_and_possessives() -> None:
    found = spelled("Organization’s RECOGNIZED prioritizing", Known())
    assert [m.suggestions for m in found] == [["Organisation"], ["RECOGNISED"], ["prioritising"]]


def test_verbs_that_may_have_either_ending_are_british_words() -> None:
    assert [verb for verb in sorted(ize_verbs()) if not has(f"{verb}ise")] == []
    assert not {"adv", "superv", "exerc", "rev", "prom"} & ize_verbs()


def test_the_lists_hold_no_word_that_another_list_refuses() -> None:
    assert [w for name in ("field", "names", "places", "doubled") for w in listed(name) if not has(w)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code: str) -> None:
    assert (
        "this" in in_words(Mark("a", 0, 4, code, "this"))
        or code in ("quote_open", "quote_closed", "doubled_space")
        or ("“t”" in in_words(Mark("a", 0, 4, code, "this")))
    )
    assert set(WORDS) == set(CODES)


def test_where_there_is_no_dictionary_it_is_said_and_slips_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    dictionary._hunspell.cache_clear()
    has.cache_clear()
    known = Known(school="Ashwell", other_schools=["Beechcroft"])
    with pytest.raises(NoDictionary, match=r"spelling: there is no dictionary to look in.*pip"):
        marks({"a": "teh  end"}, known)
    assert [m.code for m in marks({"a": "teh  end"}, known, spelling=False)] == ["doubled_space"]


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=300), max_size=3))
def test_whatever_is_written_is_marked_within_it_and_in_order(texts: dict[str, str]) -> None:
    found = marks(texts, Known(codes=["S1.1"], school="Ashwell", other_schools=["Beechcroft"]))
    assert all(texts[m.path][m.start : m.end] == m.word and m.word and m.code in CODES for m in found)
    assert [m.path for m in found] == sorted((m.path for m in found), key=list(texts).index)
    for path in texts:
        places = [m.start for m in found if m.path == path]
        assert places == sorted(places)


def test_of_very_many_wrong_words_all_are_marked_and_the_first_are_offered_others() -> None:
    text = " ".join(
        f"behavior{'abcdefghij'[n // 100]}{'kqvxzjwyhf'[n // 10 % 10]}{'kqvxzjwyhf'[n % 10]}" for n in range(200)
    )
    found = spelled(text)
    assert len(found) == 200
    assert not any(mark.suggestions for mark in found[150:])
