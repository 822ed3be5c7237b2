"""What documents cost, in processor time, beside bare scripts of the libraries that do the same with the same texts."""

import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as new_document
from docx2python import docx2python

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import Document, note
from siptui.documents.layout.page_content import Heading, Table
from siptui.documents.returned.proposal import document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import Framework
from siptui.records.fields import fields_of
from support.bench.processor_time import cost
from support.bench.spent_by_command import spent
from support.documents.edited_docx import EditedDocx
from support.documents.whole_year import whole_year

pytestmark = pytest.mark.bench
WORDS = 120
MANY, MOST_OF_SINGLE, MEGABYTES = 120, 0.6, 150
MOST_EXPORT, MOST_IMPORT, MOST_MORE = 1.3, 1.5, 0.1  # times the bare ones, and seconds more


def bare(document: Document) -> bytes:
    """The same headings, words and tables by python-docx alone, row by row as its manual has it."""
    word = new_document()
    for sheet in document.sheets:
        for piece in sheet.pieces:
            if isinstance(piece, Heading):
                word.add_heading(piece.text, piece.level)
            elif isinstance(piece, Table):
                rows = [[c.text for c in row.cells] for row in piece.rows]
                rows = [piece.columns, *rows] if piece.columns else rows
                table = word.add_table(0, len(piece.widths))
                for texts in rows:
                    for cell, text in zip(table.add_row().cells, texts, strict=False):
                        cell.text = text
            else:
                word.add_paragraph(piece.text)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def test_the_note_of_a_full_year(framework: Framework, tmp_path: Path) -> None:
    fields = fields_of(framework)
    record = whole_year(fields, WORDS)
    ready = note(fields, record, date.today())
    floor = cost(lambda: bare(ready))
    ours = cost(lambda: content_of(note(fields, record, date.today()), fields, record, "ashwell", 7))
    print(f"\nexport of a full year's note: {ours * 1000:.0f} ms, bare python-docx {floor * 1000:.0f} ms")
    assert ours <= MOST_EXPORT * floor

    content = content_of(ready, fields, record, "ashwell", 7)
    document = EditedDocx(content)
    document.type_over("visits/autumn/activities", "Lessons were seen.")
    file = tmp_path / "note.docx"
    file.write_bytes(document.saved())

    def by_docx2python() -> str:
        with docx2python(file) as read:
            return str(read.text)

    def by_us() -> int:
        read = read_document(file.read_bytes())
        identity = identity_of(read.properties)
        assert identity is not None
        found = document_proposal("note.docx", read, identity, fields, record, record)
        assert [c.path for c in found.merged.changes] == ["visits/autumn/activities"]
        return len(found.merged.changes)

    least, taken = cost(by_docx2python), cost(by_us)
    print(f"import with merge: {taken * 1000:.0f} ms, bare docx2python {least * 1000:.0f} ms")
    assert taken <= MOST_IMPORT * least + MOST_MORE


def test_a_caseload_of_notes_in_one_command(tmp_path: Path) -> None:
    siptui, store = Path(sys.executable).with_name("siptui"), tmp_path / "store"
    on = [str(siptui), "--store", str(store)]
    subprocess.run([str(siptui), "demo", str(store), "--schools", str(MANY)], capture_output=True, check=True)
    told = subprocess.run([*on, "schools", "--json"], capture_output=True, check=True).stdout
    one = json.loads(told)[0]["id"]
    single, _ = spent([*on, "export", "note", one, "--out", str(tmp_path / "one.docx")])
    every, megabytes = spent([*on, "export", "note", "--all", "--out", str(tmp_path / "all")])
    print(
        f"\n{MANY} notes: {every:.2f} s of processor in one command, {single * MANY:.2f} s singly; {megabytes:.0f} MB"
    )
    assert every <= MOST_OF_SINGLE * single * MANY
    assert megabytes <= MEGABYTES
