"""A document comes back: exactly what was changed in it is proposed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import note, one_form
from siptui.documents.returned.normal_text import normal
from siptui.documents.returned.proposal import DocumentProposal, document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.records.values import Value
from siptui.records.versions.merge import Blank
from support.documents.edited_docx import EditedDocx
from support.documents.opened_docx import W
from support.documents.whole_year import SCHOOL, only, whole_year
from support.examples import examples

TEXT = "visits/autumn/judgements/S1.1/evaluation"
OTHER = "visits/autumn/judgements/S2/evaluation"
RATING = "visits/autumn/judgements/S1.1/agreement"
DATE = "visits/autumn/next_date"
LINE = "visits/autumn/actions/2/lead"
NEW = "visits/autumn/actions/3/what"
TYPED: dict[str, tuple[str, Value]] = {
    TEXT: ("It is better.\nMuch better.", "It is better.\nMuch better."),
    OTHER: ("Attendance is 95.1%.", "Attendance is 95.1%."),
    RATING: ("R", "red"),
    DATE: ("3 March 2011", "2011-03-03"),
    LINE: ("Mr K Invented", "Mr K Invented"),
    "progress/reading/3/2010-12": ("17.2", 17.2),
    "visits/autumn/judgements/S1.1/current": ("4 Inadequate", "4"),
    "front/context": ("A “quoted” word – and a dash", "A “quoted” word – and a dash"),
}


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


@pytest.fixture(scope="module")
def year(fields: Fields) -> Record:
    record = whole_year(fields) | {"visits/autumn/judgements/S1.1/current": "2", RATING: "green", DATE: "2010-12-01"}
    return {path: value for path, value in record.items() if not path.startswith("visits/autumn/actions/3")}


def sent(fields: Fields, record: Record) -> EditedDocx:
    return EditedDocx(content_of(note(fields, record, date.today()), fields, record, "ashwell", 7))


def back(fields: Fields, content: bytes, ours: Record, base: Record | None, blank: Blank = "keeps") -> DocumentProposal:
    read = read_document(content)
    identity = identity_of(read.properties)
    assert identity is not None
    return document_proposal("note.docx", read, identity, fields, ours, base, blank)


def proposed(found: DocumentProposal) -> dict[str, Value | None]:
    return {change.path: change.new for change in found.merged.changes}


def codes(found: DocumentProposal) -> list[str]:
    return [problem.code for problem in found.problems]


def test_an_untouched_document_proposes_nothing(fields: Fields, year: Record) -> None:
    found = back(fields, sent(fields, year).saved(), year, year)
    assert (proposed(found), found.merged.clashes, found.problems, found.comments) == ({}, [], [], [])
    assert found.three_way


@settings(max_examples=examples(6))
@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.sampled_from(["track", "type", "lost"]), min_size=1))
def test_exactly_what_was_typed_comes_back_tracked_or_not(fields: Fields, year: Record, edits: dict[str, str]) -> None:
    document = sent(fields, year)
    for path, way in edits.items():
        if way == "track":
            document.track(path, TYPED[path][0])
        else:
            document.type_over(path, TYPED[path][0], lost=way == "lost")
    found = back(fields, document.saved(), year, year)
    assert proposed(found) == {path: TYPED[path][1] for path in edits}
    assert found.problems == []


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]) | st.just("\n"), max_size=40)


@settings(max_examples=examples(8))
@given(text=TEXTS, typed=TEXTS)
def test_any_text_comes_back_as_it_was_or_as_it_was_typed(fields: Fields, text: str, typed: str) -> None:
    record = SCHOOL | {"visits/autumn/date": "2010-11-09", TEXT: f"A{text}Z"}
    document = sent(fields, record)
    assert proposed(back(fields, document.saved(), record, record)) == {}
    document.type_over(TEXT, f"B{typed}Z")
    assert normal(str(proposed(back(fields, document.saved(), record, record))[TEXT])) == normal(f"B{typed}Z")


def test_what_both_changed_clashes_and_what_one_did_stands(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "Theirs.")
    document.type_over(OTHER, "The same.")
    document.type_over(LINE, "Theirs alone")
    ours = dict(year) | {TEXT: "Ours.", OTHER: "The same.", "front/context": "Ours alone."}
    found = back(fields, document.saved(), ours, year)
    assert proposed(found) == {LINE: "Theirs alone"}
    [clash] = found.merged.clashes
    assert (clash.path, clash.base, clash.ours, clash.theirs) == (TEXT, year[TEXT], "Ours.", "Theirs.")


def test_a_row_that_both_began_is_never_half_of_each(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(NEW, "Their action.")
    document.type_over("visits/autumn/actions/3/by", "June")
    ours = dict(year) | {NEW: "Our action."}
    found = back(fields, document.saved(), ours, year)
    assert proposed(found) == {}
    assert {c.path for c in found.merged.clashes} == {NEW, "visits/autumn/actions/3/by"}


def test_without_what_it_was_made_from_nobody_is_said_to_have_changed_it(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "Theirs.")
    document.type_over(NEW, "A new action.")
    for base in (None, only(year, "school/")):  # there is none, or another under the same number
        found = back(fields, document.saved(), year, base)
        assert not found.three_way
        assert proposed(found) == {NEW: "A new action."}
        assert [(c.path, c.base) for c in found.merged.clashes] == [(TEXT, None)]
        assert codes(found) == ["base_not_known"]


def test_an_answer_that_was_emptied_is_kept_and_said_unless_it_is_to_be_erased(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "")
    kept = back(fields, document.saved(), year, year)
    assert (proposed(kept), codes(kept)) == ({}, ["blank_kept"])
    assert proposed(back(fields, document.saved(), year, year, "erases")) == {TEXT: None}


def test_what_fits_no_field_is_said_and_not_guessed(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(RATING, "mostly green")
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({}, ["bad_value"])
    assert "is not on the scale" in found.problems[0].line()


@pytest.mark.parametrize("tracked", [False, True])
def test_a_row_that_was_deleted_is_said(fields: Fields, year: Record, tracked: bool) -> None:
    document = sent(fields, year)
    document.delete_row(LINE, tracked)
    found = back(fields, document.saved(), year, year, "erases")
    assert (proposed(found), codes(found)) == ({}, ["answers_gone"])
    assert LINE in found.problems[0].facts["paths"]  # type: ignore[operator]


def test_two_answers_in_one_cell_are_nobodys(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.merge_cells(OTHER, into=TEXT)
    row = document.row(OTHER)
    row.getparent().remove(row)  # type: ignore[union-attr]
    found = back(fields, document.saved(), year, year)
    assert proposed(found) == {}
    assert found.problems[0].facts["paths"] == [TEXT, OTHER]


def test_words_that_were_cut_and_put_elsewhere_take_no_other_answer_along(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.merge_cells(OTHER, into=TEXT)  # with their bookmark, as Word has it
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({}, ["answers_gone", "blank_kept"])
    assert found.problems[0].facts["paths"] == [TEXT]


def test_without_a_bookmark_an_answer_is_known_by_its_place(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.forget_marks()
    assert proposed(back(fields, document.saved(), year, year)) == {}
    document.type_over(TEXT, "Theirs.", lost=True)
    document.comment(OTHER, "Mrs J Invented", "Not quite.")
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), found.problems) == ({TEXT: "Theirs."}, [])
    assert [each.path for each in found.comments] == [OTHER]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_name_that_libreoffice_gives_to_copied_words_says_no_cells_answer(
    fields: Fields, year: Record, elsewhere: bool
) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "Theirs.")
    [copied] = list(document.cell(TEXT).iter(f"{W}bookmarkStart"))
    name = f"{copied.get(f'{W}name')}_Copy_1"
    if elsewhere:  # words of the answer, pasted into another
        pasted = etree.Element(f"{W}bookmarkStart", {f"{W}id": "901", f"{W}name": name})
        next(document.cell(OTHER).iter(f"{W}p")).append(pasted)
    else:  # as it was struck out in an .odt
        copied.set(f"{W}name", name)
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), found.problems) == ({TEXT: "Theirs."}, [])


def test_where_a_row_is_gone_too_no_place_tells_an_answer(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "Theirs.", lost=True)
    document.delete_row(f"{TEXT.rpartition('/')[0]}/current")
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)[0]) == ({}, "answers_gone")
    assert TEXT in found.problems[0].facts["paths"]  # type: ignore[operator]


def test_headings_that_are_gone_or_moved_are_said(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    headings = document.heading_paragraphs("Heading3")
    first, second = headings[:2]
    second.addnext(first)
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({}, ["headings_moved"])
    first.getparent().remove(first)  # type: ignore[union-attr]
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({}, ["headings_gone"])
    assert "STANDARDS - PUPIL OUTCOMES" in found.problems[0].line()


def test_a_part_that_was_moved_with_its_heading_keeps_its_answers(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    heading = document.heading_paragraphs("Heading3")[0]
    table = next(heading.itersiblings(f"{W}tbl"))
    body = heading.getparent()
    assert body is not None
    for each in (heading, table):
        body.insert(len(body) - 1, each)
    document.type_over(TEXT, "Theirs.")
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({TEXT: "Theirs."}, ["headings_moved"])


def test_a_paragraph_from_elsewhere_is_said(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.paste("We also run a breakfast club.")
    found = back(fields, document.saved(), year, year)
    assert (proposed(found), codes(found)) == ({}, ["words_outside"])
    assert "breakfast club" in found.problems[0].line()


def test_comments_come_with_who_said_them_and_of_what(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.comment(TEXT, "Mrs J Invented", "Not quite accurate.")
    document.comment(OTHER, "Mr K Invented", "Accurate.")
    found = back(fields, document.saved(), year, year)
    said = [(each.path, each.comment.author, each.comment.when, each.comment.text) for each in found.comments]
    assert said == [
        (TEXT, "Mrs J Invented", "2010-12-01T10:20", "Not quite accurate."),
        (OTHER, "Mr K Invented", "2010-12-01T10:20", "Accurate."),
    ]
    assert proposed(found) == {}


def test_what_is_final_is_not_changed_and_that_is_said(fields: Fields, year: Record) -> None:
    document = sent(fields, year)
    document.type_over(TEXT, "Too late.")
    found = back(fields, document.saved(), dict(year) | {"visits/autumn/state": "final"}, year)
    assert (proposed(found), codes(found)) == ({}, ["locked"])


def test_any_form_comes_back_in_new_rows_too(fields: Fields) -> None:
    record = SCHOOL | {"forms/alert/1/concern": "An invented concern."}
    document = one_form(fields, record, "forms/alert/1", date.today())
    edited = EditedDocx(content_of(document, fields, record, "ashwell", 7))
    edited.type_over("forms/alert/1/concern", "Another.")
    assert proposed(back(fields, edited.saved(), record, record)) == {"forms/alert/1/concern": "Another."}
