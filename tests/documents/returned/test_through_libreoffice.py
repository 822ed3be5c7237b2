"""The note through LibreOffice, as a school saves it: untouched it proposes nothing, whatever the route."""

from datetime import date
from pathlib import Path

import pytest

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import note
from siptui.documents.pdf import as_pdf
from siptui.documents.returned.proposal import document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import Framework
from siptui.records.fields import fields_of
from support.documents.edited_docx import EditedDocx
from support.documents.libreoffice import PROGRAM, converted
from support.documents.whole_year import whole_year

pytestmark = [pytest.mark.torture, pytest.mark.timeout(300)]
TEXT = "visits/autumn/judgements/S1.1/evaluation"
HARD = "One\tline – “quoted”, e\u2011mail, co\u00adoperate,  two spaces.\n\nAfter an empty line: £5 & <b>, café, 😀 "


@pytest.mark.parametrize("route", [("docx",), ("odt", "docx"), ("doc", "docx"), ("docx", "docx")])
def test_untouched_it_proposes_nothing_and_edited_exactly_that(
    framework: Framework, tmp_path: Path, route: tuple[str, ...]
) -> None:
    assert PROGRAM, "LibreOffice is not on this machine, and torture insists on it"
    fields = fields_of(framework)
    record = whole_year(fields) | {TEXT: HARD, "progress/reading/3/2010-12": 46 / 3}
    document = EditedDocx(content_of(note(fields, record, date.today()), fields, record, "ashwell", 7))
    for edited in (False, True):
        if edited:
            document.type_over("visits/spring/activities", "Lessons were seen.")
        [content] = converted(tmp_path / str(edited), [document.saved()], route)
        read = read_document(content)
        identity = identity_of(read.properties)
        assert identity is not None
        found = document_proposal("note.docx", read, identity, fields, record, record)
        assert [p.line() for p in found.problems] == []
        expected = {"visits/spring/activities": "Lessons were seen."} if edited else {}
        assert {c.path: c.new for c in found.merged.changes} == expected
        assert found.merged.clashes == []


def test_a_pdf_is_made(framework: Framework, tmp_path: Path) -> None:
    fields = fields_of(framework)
    record = whole_year(fields)
    content = content_of(note(fields, record, date.today(), "autumn"), fields, record, "ashwell", 7)
    assert as_pdf(content, tmp_path / "note.pdf").startswith(b"%PDF")
