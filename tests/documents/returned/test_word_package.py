"""What is no document that can be read is said, and nothing is fetched or run."""

from datetime import date

import pytest

from siptui.documents.export import content_of
from siptui.documents.layout.note import note
from siptui.documents.returned import word_package
from siptui.documents.returned.read import read_document
from siptui.documents.returned.read_problems import UnreadableDocument
from siptui.framework import Framework
from siptui.records.fields import fields_of
from support.documents.edited_docx import EditedDocx
from support.documents.whole_year import SCHOOL


@pytest.fixture
def document(framework: Framework) -> EditedDocx:
    fields = fields_of(framework)
    return EditedDocx(content_of(note(fields, SCHOOL, date.today(), "autumn"), fields, SCHOOL, "ashwell", 1))


def code(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data)
    return caught.value.code


def test_what_is_no_word_document_is_said(document: EditedDocx) -> None:
    assert code(b"Dear SIP,") == "other_document"
    assert code(b"%PDF-1.7") == "document_is_pdf"
    assert code(word_package.OLE2 + b"\0" * 600) == "old_document"
    assert code(word_package.OLE2 + "EncryptedPackage".encode("utf-16-le")) == "document_locked"
    whole = document.saved()
    assert code(whole[: len(whole) // 2]) == "document_damaged"
    assert code(whole[:3000] + bytes(60) + whole[3060:]) in ("document_damaged", "other_document")
    document.parts.pop("word/document.xml")
    del document.parts["_rels/.rels"]
    document.parts["word/other.xml"] = b"<a/>"
    document.body = document.xml("word/other.xml")
    document.parts["mimetype"] = b"application/vnd.oasis.opendocument.text"
    saved = document.saved()
    assert code(saved.replace(b"word/document.xml", b"word/documenX.xml")) == "other_document"


def test_a_document_type_is_refused(document: EditedDocx) -> None:
    document.parts["docProps/custom.xml"] = b'<?xml version="1.0"?><!DOCTYPE a><Properties/>'
    assert code(document.saved()) == "document_type_in_it"


def test_one_that_unpacks_to_too_much_is_refused(document: EditedDocx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "LARGEST_UNPACKED", 10_000)
    assert code(document.saved()) == "document_too_large"
    monkeypatch.undo()
    monkeypatch.setattr(word_package, "LARGEST_PART", 1_000)
    assert code(document.saved()) == "document_too_large"
    monkeypatch.undo()
    assert read_document(document.saved()).properties["siptui_subject"] == "ashwell"


def test_macros_and_what_would_be_fetched_are_told(document: EditedDocx) -> None:
    assert read_document(document.saved()).also == []
    document.parts["word/vbaProject.bin"] = b"no macro at all"
    document.relate_outside("hyperlink", "https://school.invalid/")  # nobody fetches that
    assert read_document(document.saved()).also == ["macros"]
    document.relate_outside("image", "https://school.invalid/crest.png")
    assert read_document(document.saved()).also == ["macros", "outside"]
