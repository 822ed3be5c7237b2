"""Files that would do harm: cut short, with a bit flipped, and made by hand to hang, fill or mislead a reader."""

import os
import random
import socket
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from support.files_made import large_workbook
from support.files_made.binary_books import END, biff5, ole2, save_xlsb
from support.places import SAMPLES
from support.spreadsheets.one_sheet_in_every_kind import CONTAINERS, locked, xlsx

Make = Callable[[Path], object]
MAIN = large_workbook.SPREADSHEET
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
CUTS = (0.01, 0.1, 0.35, 0.6, 0.9, 0.998)
FLIPS = 4
LARGE = '<dimension ref="A1:XFD1048576"/>'
HEADS = "UPN,Surname,Forename,Year,Reading Dec 10"
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def cut(make: Make, share: float, path: Path) -> None:
    make(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


def flipped(make: Make, seed: int, path: Path) -> None:
    make(path)
    data = bytearray(path.read_bytes())
    rng = random.Random(seed)
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def package(path: Path, **parts: str | bytes) -> None:
    """A workbook with some of its parts replaced; `sheet` is its only sheet's rows, `strings` its texts."""
    held: dict[str, str | bytes] = {**large_workbook.PARTS, "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>'}
    held["xl/worksheets/sheet1.xml"] = sheet("")
    held |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def sheet_of(rows: str, before: str = "", after: str = "") -> Make:
    return lambda path: package(path, xl__worksheets__sheet1_dot_xml=sheet(rows, before, after))


def number(cell: str, row: int) -> str:
    return f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'


def text(content: str | bytes) -> Make:
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


def xml_2003(body: str, before: str = "") -> Make:
    start = f'<?xml version="1.0"?>{before}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">'
    return text(f'{start}<Worksheet ss:Name="T"><Table>{body}</Table></Worksheet></Workbook>')


def page(body: str) -> Make:
    return text(f"<html><body>{body}")


def many_parts(path: Path) -> None:
    """Each part small, all together more than is unpacked."""
    package(path)
    block = bytes(range(250)) * 4000
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for n in range(400):
            archive.writestr(f"xl/media/{n}.bin", block)


def lying_sizes(path: Path) -> None:
    """A sheet of 200 MB that the zip's directory says is small."""
    package(path, xl__worksheets__sheet1_dot_xml=sheet(" " * (200 << 20)))
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", len(sheet("")) + (200 << 20))
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 5000)
    path.write_bytes(data)


def changed_bytes(old: bytes, new: bytes, make: Make = xlsx) -> Make:
    def write(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new))

    return write


def nested(path: Path) -> None:
    xlsx(path)
    inner = path.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("school.xlsx", inner)


def workbook_of_sheets(count: int) -> Make:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(count))
    start = f'<workbook xmlns="{MAIN}" xmlns:r="{large_workbook.RELATIONS}">'
    return lambda path: package(path, xl__workbook_dot_xml=f"{start}<sheets>{sheets}</sheets></workbook>")


def wide_strings(length: int) -> Make:
    """One text of random letters, so that it does not pack like a bomb."""

    def write(path: Path) -> None:
        said = random.Random(1).randbytes(length // 2).hex()
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        strings = f'<sst xmlns="{MAIN}"><si><t>{said}</t></si></sst>'
        package(path, xl__sharedStrings_dot_xml=strings, xl__worksheets__sheet1_dot_xml=sheet(rows))

    return write


def ods_with(content: str, before: str = "") -> Make:
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " + " ".join(
        f"xmlns:{n}='urn:oasis:names:tc:opendocument:xmlns:{n}:1.0'" for n in ("table", "text")
    )
    body = f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr(
                "content.xml", f"{before}<office:document-content {names}>{body}</office:document-content>"
            )
            archive.writestr("META-INF/manifest.xml", "<manifest/>")

    return write


def far_ods(rows: int, columns: int) -> Make:
    cell = "<table:table-cell office:value-type='float' office:value='1' table:number-columns-repeated='{}'/>"
    row = f"<table:table-row table:number-rows-repeated='{rows}'>{cell.format(columns)}</table:table-row>"
    return ods_with(f"<table:table table:name='T'>{row}</table:table>")


def link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def bind(path: Path) -> None:
    short = Path("/tmp") / f"siptui-{os.getpid()}"  # a socket's name may not be long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(short))
    short.rename(path)


def pupils(count: int, more: str = "") -> str:
    rows = (f",Tree{n},Bird{n % 97},{n % 6 + 1},2b{more}" for n in range(count))
    return "\n".join([HEADS, *rows])


BY_HAND: dict[str, Make] = {
    "a part of zeros": lambda p: sheet_of(" " * (40 << 20))(p),
    "a hundred times too many parts": many_parts,
    "a zip that lies about sizes": lying_sizes,
    "a zip in a zip": nested,
    "a zip of an unknown method": changed_bytes(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0"),
    "a zip that says it is encrypted": changed_bytes(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1"),
    "laughs in a sheet": sheet_of('<row r="1"><c r="A1" t="str"><v>&m;</v></c></row>', LAUGHS),
    "laughs in the texts": lambda p: package(
        p, xl__sharedStrings_dot_xml=f'{LAUGHS}<sst xmlns="{MAIN}"><si><t>&m;</t></si></sst>'
    ),
    "a long entity many times": sheet_of(f'<row r="1"><c r="A1" t="str"><v>{"&a;" * 50_000}</v></c></row>', QUADRATIC),
    "laughs in XML of 2003": xml_2003("<Row><Cell><Data>&m;</Data></Cell></Row>", LAUGHS),
    "a long entity in XML of 2003": xml_2003(f"<Row><Cell><Data>{'&a;' * 50_000}</Data></Cell></Row>", QUADRATIC),
    "a file of the machine in XML of 2003": xml_2003("<Row><Cell><Data>&a;</Data></Cell></Row>", OUTSIDE),
    "laughs in an ods": ods_with("<table:table table:name='&m;'/>", LAUGHS),
    "laughs in a web page": text(f"{LAUGHS}<html><body><table><tr><td>&m;</table>"),
    "a cell far below and right": sheet_of(number("A1", 1) + number("XFD1048576", 1048576)),
    "a cell far below": sheet_of(number("A1", 1) + number("A1048576", 1048576)),
    "a cell far right": sheet_of(number("A1", 1) + number("XFD2", 2)),
    "a cell that no sheet has": sheet_of(number("A1", 1) + number("ZZZZZZ99999999999", 2)),
    "a row that no sheet has": sheet_of('<row r="99999999999999999999"><c r="A9"><v>1</v></c></row>'),
    "an ods of too many cells": far_ods(1_048_576, 16_384),
    "an ods of many rows": far_ods(1_000_000, 1),
    "an ods repeated without end": far_ods(10**18, 10**18),
    "an xlsb far off": lambda p: save_xlsb(p, "T", [["a"], *[[] for _ in range(1000)], [None] * 16_383 + ["b"]]),
    "a text of 30 MB": lambda p: wide_strings(30 << 20)(p),
    "many sheets": workbook_of_sheets(100_000),
    "some thousand sheets": workbook_of_sheets(2_000),
    "many sheets in XML of 2003": lambda p: xml_2003("</Table></Worksheet><Worksheet><Table>" * 100_000)(p),
    "many tables in a web page": page("<table><tr><td>a</table>" * 100_000),
    "a web page nested deep": page("<div>" * 300_000 + "<table><tr><td>a"),
    "tables nested deep": page("<table><tr><td>" * 20_000),
    "lists nested deep in a cell": page("<table><tr><td>" + "<b><i>" * 5_000 + "x"),
    "a column that spans without end": page("<table><tr><td colspan=999999999>a<td>b"),
    "a row that spans without end": page("<table><tr><td rowspan=999999999>a" + "<tr><td>b" * 60_000),
    "spans over spans": page("<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>a" * 3_000 + "<tr>" * 1_000),
    "cells never closed": page("<table>" + "<td>" * 500_000),
    "rows never closed": page("<table>" + "<tr><td>2b" * 300_000),
    "a place without end in XML of 2003": xml_2003('<Row ss:Index="999999999"><Cell/></Row>'),
    "a place before the first": xml_2003('<Row ss:Index="-5"><Cell ss:Index="0"/></Row>'),
    "a place that is no number": xml_2003('<Row ss:Index="x"><Cell/></Row>'),
    "a merge without end": xml_2003('<Row><Cell ss:MergeAcross="99999999" ss:MergeDown="99999999"/></Row>'),
    "merges over merges": xml_2003('<Row><Cell ss:MergeAcross="1900" ss:MergeDown="1900"/></Row>' * 3_000),
    "XML of 2003 nested deep": xml_2003("<Row>" * 500_000),
    "XML of 2003 with cells outside": text(f'<?xml version="1.0"?><Cell xmlns="{SPACE}"><Data/></Cell>'),
    "a document called a workbook": lambda p: package(p, xl__workbook_dot_xml="", word__document_dot_xml="<w/>"),
    "a program": lambda p: p.write_bytes(Path(sys.executable).read_bytes()[: 2 << 20]),
    "zeros": text(bytes(1 << 20)),
    "zeros before a table": text(bytes(5000) + HEADS.encode()),
    "a zero within a table": text(pupils(30).replace("Tree7", "Tr\0ee7")),
    "only the head of an OLE file": text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")),
    "an OLE file whose sectors go round": text(ole2("Book", biff5("T", [["a"]]), [1, 2, 3, 4, 5, 6, 7, 0])),
    "an OLE file whose first sector is itself": text(ole2("Book", biff5("T", [["a"]]), [0] * 7 + [END])),
    "an OLE file whose sectors lead outside": text(ole2("Book", biff5("T", [["a"]]), [0x7FFFFFFF] * 8)),
    "an OLE directory that goes round": lambda p: p.write_bytes(
        ole2("Book", biff5("T", [["a"]])).replace(b"\xff\xff\xff\xff\xff\xff\xff\xff\x01\0\0\0", bytes(12))
    ),
    "records that never end": text(ole2("Book", struct.pack("<HHHHHH", 0x809, 8, 0x500, 5, 0, 1995) + bytes(9000))),
    "records longer than the file": text(ole2("Workbook", b"\x09\x08\xff\xff" * 2000)),
    "a lock that is none": text(ole2("EncryptedPackage", b"x" * 9000)),
    "a lock with much work": changed_bytes(b'spinCount="100000"', b'spinCount="999999"', partial(locked, password="a")),
    "one field without an end": lambda p: text(HEADS + '\n"' + "x" * (20 << 20))(p),
    "a million columns": text("a," * 1_000_000),
    "a million rows": text("a,b\n" * 1_000_000),
    "only quotation marks": text('"' * 1_000_001),
    "one line": lambda p: text("a" * (30 << 20))(p),
    "only separators": text(",;\t|" * 400_000),
    "too large a file": lambda p: text("a,b\n" * (13 << 20))(p),
    "a pipe": lambda p: os.mkfifo(p),
    "a device without an end": link("/dev/zero"),
    "a device that is empty": link("/dev/null"),
    "a terminal": link("/dev/tty"),
    "a link to itself": lambda p: p.symlink_to(p),
    "a link to nothing": link("/nowhere/at/all"),
    "a folder": lambda p: p.mkdir(),
    "a socket": bind,
    "a sheet that says it is small": changed_bytes(b"A1:E5", b"A1:A1", lambda p: stored(p)),
    "a sheet that says it is large": lambda p: package(
        p, xl__worksheets__sheet1_dot_xml=sheet(number("A1", 1)).replace("<sheetData>", f"{LARGE}<sheetData>", 1)
    ),
    "texts that are not there": sheet_of('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
    "a text before the first": sheet_of('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
    "no sheet where one should be": lambda p: package(p, xl___rels__workbook_dot_xml_dot_rels="<Relationships/>"),
    "a sheet outside the file": lambda p: package(
        p,
        xl___rels__workbook_dot_xml_dot_rels=large_workbook.PARTS["xl/_rels/workbook.xml.rels"].replace(
            "worksheets/sheet1.xml", "../../../../etc/passwd"
        ),
    ),
    "many merges": sheet_of(
        number("A1", 1), after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>"
    ),
    "merges back to front": sheet_of(number("A1", 1), after='<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'),
    "columns hidden back to front": sheet_of(number("A1", 1), after='<cols><col min="9" max="-4" hidden="1"/></cols>'),
    "many spaces in a cell": text(pupils(30, " " * 60_000 + "x")),
    "brackets in a cell": text(pupils(30, "(" * 100_000)),
    "long names": text(pupils(100).replace("Tree", "T" * 100_000)),
    "headings of a thousand words": text(",".join([HEADS, *[" ".join(["dec"] * 2000)] * 500]) + "\n,a,b,3,2b"),
    "more pupils than anywhere": text(pupils(190_000)),
    "pupils without a UPN": text(pupils(20_000)),
    "headings on every row": text("\n".join([HEADS] * 100_000)),
    "a shape of brackets": text("[" * 1_000_000),
    "a compressed stream": text(zlib.compress(bytes(1 << 20))),
}


def stored(path: Path) -> None:
    """A workbook whose parts are not packed, so that they can be changed in place."""
    xlsx(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def sample(name: str) -> Make:
    return text((SAMPLES / name).read_bytes())


WHOLE: dict[str, Make] = {
    **CONTAINERS,
    "sample of a whole school": sample("tracking_whole_school.xlsx"),
    "sample of a sheet a year": sample("tracking_sheet_per_year.xlsx"),
    "locked": partial(locked, password="a"),
}
FILES: dict[str, Make] = {
    **BY_HAND,
    **{f"{name} cut at {share:.1%}": partial(cut, make, share) for name, make in WHOLE.items() for share in CUTS},
    **{f"{name} with bit {n}": partial(flipped, make, n) for name, make in WHOLE.items() for n in range(FLIPS)},
}
