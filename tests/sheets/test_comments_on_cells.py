"""What people remark on cells is read whole from .xlsx, .ods and .xls, and a broken part costs no cell."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from siptui.sheets.cells import CellComment
from siptui.sheets.comments_on_cells.of_file import add_comments
from siptui.sheets.open_file import read_file, sheets_of

THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
STAND_IN = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed.\n\nComment:\n    Which cohort?\nReply:\n    Last year's"
)


def commented(file: Path) -> list[tuple[str, CellComment]]:
    data = read_file(file)
    sheets = sheets_of(file, data)
    add_comments(data, sheets)
    return [(sheet.name, each) for sheet in sheets for each in sheet.comments]


def with_notes(file: Path, notes: dict[str, Comment]) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("Other & last")
    for address, note in notes.items():
        sheet = book.worksheets["!" in address]
        sheet[address.lstrip("!")] = 1
        sheet[address.lstrip("!")].comment = note
    book.save(file)
    return file


def with_conversation(file: Path, said: str) -> Path:
    """As Excel writes one on B2: the conversation, who speaks, and the note that stands for it in old programs."""
    with_notes(file, {"B2": Comment(STAND_IN, "tc={0}")})
    made = file.with_name("made.xlsx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                relation = f'<Relationship Id="rT" Type="{RELATION}" Target="../threadedComments/t1.xml"/>'
                content = content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            new.writestr(name, content)
        new.writestr("xl/threadedComments/t1.xml", f'<ThreadedComments xmlns="{THREADS}">{said}</ThreadedComments>')
        people = '<person displayName="Mrs J. Invented" id="{A}"/><person displayName="Mr K" id="{B}"/>'
        new.writestr("xl/persons/person.xml", f'<personList xmlns="{THREADS}">{people}</personList>')
    return made


def test_notes_with_and_without_their_writer_s_name(tmp_path: Path) -> None:
    notes = {
        "B2": Comment("Mrs Invented:\nSurely 14.2?\n\nSee £5 – é", "Mrs Invented"),
        "C4": Comment("Note: as agreed", "Mr K"),
        "!D1": Comment("  ", "Mr K"),
        "!A7": Comment("Targets:\nto be set", ""),
    }
    assert commented(with_notes(tmp_path / "n.xlsx", notes)) == [
        ("Sheet", CellComment(1, 1, "Mrs Invented", "", "Surely 14.2?\n\nSee £5 – é")),
        ("Sheet", CellComment(3, 2, "Mr K", "", "Note: as agreed")),
        ("Other & last", CellComment(6, 0, "Targets", "", "to be set")),
    ]


def test_a_conversation_is_read_from_where_it_was_held(tmp_path: Path) -> None:
    said = (
        '<threadedComment ref="B2" dT="2011-03-04T10:22:33.45" personId="{A}" id="{1}"><text>Which cohort?</text>'
        '</threadedComment><threadedComment ref="B2" dT="2011-03-05T08:00:00" personId="{B}" id="{2}" parentId="{1}">'
        "<text>Last year&#39;s</text></threadedComment>"
    )
    assert commented(with_conversation(tmp_path / "t.xlsx", said)) == [
        ("Sheet", CellComment(1, 1, "Mrs J. Invented", "2011-03-04T10:22", "Which cohort?")),
        ("Sheet", CellComment(1, 1, "Mr K", "2011-03-05T08:00", "Last year's")),
    ]


def test_where_a_program_kept_only_what_stands_for_a_conversation_its_words_are_read(tmp_path: Path) -> None:
    ((_, found),) = commented(with_notes(tmp_path / "s.xlsx", {"B2": Comment(STAND_IN, " ")}))
    assert (found.author, found.text) == ("", "Which cohort?\nReply:\n    Last year's")


@pytest.mark.parametrize(
    "said", ["<threadedComment ref=", '<!DOCTYPE a [<!ENTITY b "c">]>', '<threadedComment ref="x"/>']
)
def test_a_broken_or_hostile_part_costs_no_cell(tmp_path: Path, said: str) -> None:
    file = with_conversation(tmp_path / "b.xlsx", said)
    assert sheets_of(file, read_file(file))[0].cell(1, 1) == 1
    assert all(each.text for _, each in commented(file))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_they_are_read_as_libreoffice_saves_them(tmp_path: Path) -> None:
    words = "Mrs Invented:\n" + "A long remark, é – £5. " * 60
    file = with_notes(tmp_path / "n.xlsx", {"B2": Comment("Mr K:\nA", "Mr K"), "!C9": Comment(words, "Mrs Invented")})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("ods", "xls"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(file)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        found = commented(file.with_suffix(f".{kind}"))
        assert [(name, c.row, c.column, c.author, c.text) for name, c in found] == [
            ("Sheet", 1, 1, "Mr K", "A"),
            ("Other & last", 8, 2, "Mrs Invented", words.partition("\n")[2].strip()),
        ]
