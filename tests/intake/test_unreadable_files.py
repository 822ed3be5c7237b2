"""Files that cannot be read: one line each that says so, never a traceback, and never a hang."""

import os
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.records.problem import Refused

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
HEAD = ["UPN", "Surname", "Forename", "Year", "Reading Dec 10"]


def saved(path: Path, *rows: Sequence[object], far: str = "") -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if far:
        sheet[far] = "x"
    book.save(path)


def truncated(path: Path) -> None:
    saved(path, HEAD, ["", "Oak", "Wren", 3, "2b"])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def damaged_inside(path: Path) -> None:
    """A zip that opens, with a sheet in it that does not."""
    saved(path, HEAD, ["", "Oak", "Wren", 3, "2b"])
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data[:90] if "sheet1" in name else data)


def bomb(path: Path) -> None:
    saved(path, HEAD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", bytes(40 << 20))


def packed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear school")


BAD: list[tuple[Callable[[Path], object], str]] = [
    (lambda p: None, "no such file"),
    (lambda p: p.write_bytes(b""), "is empty"),
    (lambda p: p.write_bytes(b"\r\n \n"), "is empty"),
    (lambda p: p.mkdir(), "is a folder"),
    (lambda p: os.mkfifo(p), "not a file"),
    (truncated, "damaged"),
    (damaged_inside, "damaged"),
    (bomb, "unpacks to far more"),
    (packed, "another kind of packed file"),
    (lambda p: p.write_bytes(OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(999)), "password-protected"),
    (lambda p: p.write_bytes(OLE2 + "WordDocument".encode("utf-16-le") + bytes(999)), "not a spreadsheet"),
    (lambda p: p.write_bytes(OLE2 + "Workbook".encode("utf-16-le") + bytes(999)), "damaged"),
    (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "a picture"),
    (lambda p: p.write_bytes(b"%PDF-1.4 ..."), "a PDF"),
    (lambda p: p.write_bytes(bytes(range(256)) * 9), "not a spreadsheet"),
    (lambda p: p.write_bytes(b"<html><body><table><tr><td>UPN</table>"), "no table of pupils"),
    (lambda p: p.write_bytes(b"<html><body>Dear headteacher"), "a web page without a table"),
    (lambda p: p.write_bytes(XML_2003), "damaged"),
    (lambda p: p.write_bytes(b"Dear headteacher,\nthank you for the visit.\n"), "no table of pupils"),
    (lambda p: p.write_bytes(b'a,"b\n' + b"x" * 200_000), "separated values"),
    (lambda p: saved(p), "no table of pupils"),
    (lambda p: saved(p, HEAD), "no pupils"),
    (lambda p: saved(p, HEAD, ["Total", None, None, None, 15]), "no pupils"),
    (lambda p: saved(p, ["UPN", "Surname", "Forename", "Year"], ["", "Oak", "Wren", 3]), "no results"),
    (lambda p: saved(p, HEAD, ["", "Oak", "Wren", 3, "2b"], far="XFD1048576"), "far below or right"),
]


@pytest.mark.parametrize(("make", "said"), BAD, ids=[said + str(n) for n, (_, said) in enumerate(BAD)])
def test_refused_in_one_line(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    path = tmp_path / "school [1].xlsx"
    make(path)
    with pytest.raises(Refused) as caught:
        read_tracking(path, FRAMEWORK, FIELDS, {})
    (problem,) = caught.value.problems
    line = problem.line()
    assert line.startswith("school [1].xlsx: ")
    assert said in line
    assert problem.do
    assert str(tmp_path) not in line
    assert "\n" not in line


def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, HEAD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(Refused, match="cannot be read"):
        read_tracking(path, FRAMEWORK, FIELDS, {})


def test_a_name_no_file_can_have() -> None:
    with pytest.raises(Refused):
        read_tracking(Path("a\0b.xlsx"), FRAMEWORK, FIELDS, {})


@pytest.mark.parametrize("cut", range(200, 9000, 1100))
def test_cut_and_flipped_files_are_read_or_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, HEAD, *(["", f"Oak{n}", "Wren", 3, "2b"] for n in range(60)))
    data = bytearray(path.read_bytes())
    at = cut % len(data)
    for damaged in (bytes(data[:at]), bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])):
        path.write_bytes(damaged)
        with suppress(Refused):
            assert all(cell.aps == 15 for cell in read_tracking(path, FRAMEWORK, FIELDS, {}).grid)
