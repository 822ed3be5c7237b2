"""Comments as rows of the table that a form keeps them in: where each goes, and what is not kept is said."""

from datetime import date

import pytest

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import note
from siptui.documents.returned import read as reading
from siptui.documents.returned.document_read import Comment, DocumentRead
from siptui.documents.returned.proposal import DocumentProposal, document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import Framework
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import Fields, fields_of
from siptui.records.values import LONGEST_TEXT, Value
from support.documents.edited_docx import EditedDocx
from support.documents.whole_year import SCHOOL

TEXT = "visits/autumn/judgements/S1.1/evaluation"
AUTUMN, SPRING = "visits/autumn/comments", "visits/spring/comments"
WHEN = "2010-12-01T10:20"
YEAR = SCHOOL | {TEXT: "Ours.", "front/context": "A school.", "visits/spring/activities": "Lessons were seen."}


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


def sent(fields: Fields, record: Record = YEAR) -> EditedDocx:
    return EditedDocx(content_of(note(fields, record, date.today()), fields, record, "ashwell", 7))


def back(fields: Fields, read: DocumentRead, ours: Record = YEAR, edits: tuple[Edit, ...] = ()) -> DocumentProposal:
    identity = identity_of(read.properties)
    assert identity is not None
    return document_proposal("note.docx", read, identity, fields, ours, YEAR, "keeps", lambda: edits)


def kept(found: DocumentProposal) -> dict[str, Value | None]:
    return {change.path: change.new for each in found.comments for change in each.changes}


def said_by(fields: Fields, comment: Comment, ours: Record = YEAR) -> DocumentProposal:
    read = read_document(sent(fields).saved())
    read.comments = [comment]
    return back(fields, read, ours)


def test_each_goes_to_its_own_form_and_what_has_none_to_the_latest(fields: Fields) -> None:
    document = sent(fields)
    document.comment(TEXT, "Mrs J Invented", "One.")
    document.comment("front/context", "Mr K Invented", "Two.")
    rows = kept(back(fields, read_document(document.saved())))
    assert rows[f"{AUTUMN}/1/comment"] == "One."
    assert rows[f"{AUTUMN}/1/about"] == "S1.1 Evaluation: “Ours.”"
    assert rows[f"{SPRING}/1/comment"] == "Two."
    assert rows[f"{SPRING}/1/about"] == "School contextual information: “A school.”"


def test_a_row_that_was_ever_used_is_not_used_again(fields: Fields) -> None:
    read = read_document(sent(fields).saved())
    read.comments = [Comment("Mrs J Invented", WHEN, "One."), Comment("Mrs J Invented", WHEN, "Two.")]
    gone = Edit(revision=3, who="ab", when="", why="typed", changes=[Change(f"{SPRING}/4/comment", None, "Old.")])
    rows = kept(back(fields, read, YEAR, (gone,)))
    assert {path for path in rows if path.endswith("/comment")} == {f"{SPRING}/5/comment", f"{SPRING}/6/comment"}


def test_what_a_terminal_would_obey_is_in_no_name_and_a_text_is_cut_of_controls(fields: Fields) -> None:
    evil = Comment("Mrs\x1b[31m J\u202e\nInvented", "2010-12-01T10:20\x07", "One\x00\x1b]0;x\x07\r\ntwo.")
    rows = kept(said_by(fields, evil))
    assert rows[f"{SPRING}/1/who"] == "Mrs[31m J Invented"
    assert rows[f"{SPRING}/1/when"] == "2010-12-01 10:20"
    assert rows[f"{SPRING}/1/comment"] == "One]0;x\ntwo."
    assert all(value is None or str(value).isprintable() or "\n" in str(value) for value in rows.values())


def test_one_that_is_too_long_is_said_and_not_cut(fields: Fields) -> None:
    found = said_by(fields, Comment("Mrs J Invented", WHEN, "x" * (LONGEST_TEXT + 1)))
    assert (kept(found), [p.code for p in found.problems]) == ({}, ["bad_comment"])
    assert "30,001 characters" in found.problems[0].line()


def test_nobody_and_no_time_are_kept_too(fields: Fields) -> None:
    rows = kept(said_by(fields, Comment("", "", "Accurate.")))
    assert rows == {f"{SPRING}/1/comment": "Accurate."}
    assert kept(said_by(fields, Comment("", "", "Accurate."), YEAR | rows)) == {}  # type: ignore[arg-type]


def test_more_comments_than_are_read_are_said(fields: Fields, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_COMMENTS", 2)
    document = sent(fields)
    for number in range(3):
        document.comment(TEXT, "Mrs J Invented", f"Comment {number}.")
    found = back(fields, read_document(document.saved()))
    assert len(found.comments) == 2
    assert [p.code for p in found.problems] == ["document_many_comments"]


def test_paragraphs_from_elsewhere_are_all_counted(fields: Fields) -> None:
    document = sent(fields)
    for number in range(25):
        document.paste(f"Paragraph {number} from elsewhere.")
    codes = [p.code for p in back(fields, read_document(document.saved())).problems]
    assert codes == ["words_outside"] * 20 + ["more_words_outside"]
