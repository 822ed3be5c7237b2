"""A file that siptui wrote is known as long as nobody has saved it since."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from siptui.records.problem import Refused
from siptui.store.files.export_file import save_bytes
from siptui.store.files.untouched_since_export import is_as_written, signed


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook that siptui wrote."""
    out = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(out)
    out.write_bytes(signed(out.read_bytes()))
    return out


def test_it_is_known_and_can_still_be_read(book: Path) -> None:
    assert is_as_written(book)
    assert openpyxl.load_workbook(book).sheetnames == ["Sheet"]
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None


def test_saved_by_another_program_or_changed_in_a_byte_it_is_somebodys_work(book: Path) -> None:
    content = bytearray(book.read_bytes())
    content[40] ^= 1
    (book.parent / "b.xlsx").write_bytes(content)
    assert not is_as_written(book.parent / "b.xlsx")
    openpyxl.load_workbook(book).save(book)
    assert not is_as_written(book)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x05\x06", b"siptui " + b"0" * 64])
def test_what_is_no_archive_is_none_of_ours_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    assert signed(content) == content
    (tmp_path / "x").write_bytes(content)
    assert not is_as_written(tmp_path / "x")


def test_only_what_nobody_worked_in_is_replaced_unasked(book: Path) -> None:
    save_bytes(book.read_bytes(), book, replace=False)
    openpyxl.load_workbook(book).save(book)
    theirs = book.read_bytes()
    with pytest.raises(Refused, match="exists already"):
        save_bytes(b"other", book, replace=False)
    assert book.read_bytes() == theirs
    save_bytes(b"other", book)
    assert book.read_bytes() == b"other"
