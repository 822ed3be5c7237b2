"""`export note` and `export PATH`: documents on the command line."""

import json
from pathlib import Path

import pytest
from docx import Document
from docx2python import docx2python

from siptui.store.store import Store
from support.shell import Shell


def document_text(file: Path) -> str:
    with docx2python(file) as read:
        return str(read.text)


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    return Shell(store.folder)


def test_the_note_is_written_and_said(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", "visits/autumn/judgements/S1.1/evaluation", "Standards are rising.")
    out = tmp_path / "note.docx"
    assert str(out) in siptui("export", "note", "ashwell", "--out", str(out))
    with docx2python(out) as read:
        assert "Standards are rising." in read.text
    siptui("set", "ashwell", "visits/autumn/judgements/S1.1/evaluation", "They rose.")
    siptui("export", "note", "ashwell", "--out", str(out))  # nobody has worked in it
    assert "They rose." in document_text(out)
    document = Document(str(out))
    document.add_paragraph("Words of the school's own.")
    document.save(str(out))
    said = siptui("export", "note", "ashwell", "--out", str(out), status=1)
    assert "exists already" in said
    assert "Words of the school's own." in document_text(out)
    told = json.loads(siptui("export", "note", "ashwell", "--out", str(out), "--force", "--json"))
    assert told["notes"] == ["it is a draft (Autumn: draft)"]


def test_one_visit_and_any_form(siptui: Shell, tmp_path: Path) -> None:
    out = tmp_path / "spring.docx"
    siptui("export", "note", "ashwell", "--visit", "spring", "--out", str(out))
    with docx2python(out) as read:
        assert "Part B" in read.text
        assert "Part A" not in read.text
    place = siptui("new", "ashwell", "alert").strip()
    siptui("set", "ashwell", f"{place}/concern", "An invented concern.")
    siptui("export", place, "ashwell", "--out", str(tmp_path / "alert.docx"))
    with docx2python(tmp_path / "alert.docx") as read:
        assert "An invented concern." in read.text


def test_what_cannot_be_written_is_said(siptui: Shell, tmp_path: Path) -> None:
    out = str(tmp_path / "x.docx")
    assert "is no form" in siptui("export", "forms/none/1", "ashwell", "--out", out, status=1)
    assert "is no visit" in siptui("export", "note", "ashwell", "--visit", "x", "--out", out, status=1)
    assert "ends in .docx" in siptui("export", "note", "ashwell", "--out", str(tmp_path / "x.doc"), status=1)
    siptui("export", "summary", "ashwell", "--visit", "spring", "--out", out, status=2)
    assert not list(tmp_path.glob("*.doc*"))


def test_every_school_s_note_in_one_command(store: Store, siptui: Shell, tmp_path: Path) -> None:
    store.add_school("Birch Green Primary", "primary")
    said = siptui("export", "note", "--all", "--out", str(tmp_path / "all"))
    assert "2 documents in" in said
    assert {path.name for path in (tmp_path / "all").iterdir()} == {
        "ashwell_primary note.docx",
        "birch_green_primary note.docx",
    }
