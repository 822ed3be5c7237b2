"""The rows of a large text table, one after the other, whichever way its characters are kept."""

from pathlib import Path

import pytest

from siptui.sheets.problems import Unreadable
from siptui.sheets.readers import text_rows as reader
from siptui.sheets.readers.text_rows import text_rows

TABLE = 'URN,Name\n1,"St Mary, Zoë"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rows_in_either_way_of_writing_characters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE.encode(encoding))
    assert list(text_rows(path)) == [["URN", "Name"], ["1", "St Mary, Zoë"]]


def test_a_letter_that_a_chunk_cuts_in_two_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CHUNK", 1)
    path = tmp_path / "a.csv"
    path.write_text("URN;Name\n1;Zoë\n", encoding="utf-8")
    assert list(text_rows(path))[1] == ["1", "Zoë"]


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"\xe9\n\0\n"])
def test_what_is_no_text_has_no_rows(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert list(text_rows(path)) == []


def test_a_cell_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("URN,Name\n1," + "x" * 40_000, encoding="utf-8")
    with pytest.raises(Unreadable):
        list(text_rows(path))
