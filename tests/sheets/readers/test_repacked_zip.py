"""Packed files whose parts are named otherwise than their format has it."""

import io
import zipfile

from siptui.sheets.readers.repacked_zip import MIMETYPE, with_plain_names


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"held")
    return held.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_backslashes_become_slashes() -> None:
    data = packed("placeholder", "xl!workbook.xml").replace(b"xl!workbook.xml", b"xl\\workbook.xml")
    assert "xl/workbook.xml" in parts(with_plain_names(data))


def test_an_open_document_without_its_type_has_it_first() -> None:
    found = parts(with_plain_names(packed("content.xml", "styles.xml")))
    assert list(found) == ["mimetype", "content.xml", "styles.xml"]
    assert found["mimetype"].decode() == MIMETYPE
    assert found["styles.xml"] == b"held"


def test_a_file_as_it_should_be_is_left_byte_for_byte() -> None:
    data = packed("xl/workbook.xml", "[Content_Types].xml")
    assert with_plain_names(data) == data
