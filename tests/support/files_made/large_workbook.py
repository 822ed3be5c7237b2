"""A large tracking workbook, written as Excel writes one: shared strings, typed cells, a style for dates."""

import random
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"  # facts.md §5d
WHO = ("UPN", "Surname", "Forename", "Date of birth", "Gender", "Year", "Class", "FSM", "SEN Status", "EAL")
POINTS = ("Jul 10", "Dec 10", "Mar 11", "Jul 11")
SUBJECTS = ("Reading", "Writing", "Maths")
OTHER = ("Ethnicity", "Mother tongue code", "In Care", "Gifted", "Possible", "Authorised absences", "House", "Notes")
STEPS = [f"{level}{letter}" for level in "12345" for letter in "cba"]
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="Tracking" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def upn(serial: int) -> str:
    """A UPN of an invented school with its check letter."""
    digits = f"826{serial:09}"
    return CHECK[sum(int(d) * weight for d, weight in zip(digits, range(2, 14), strict=True)) % 23] + digits


def heads() -> list[str]:
    """Forty headings: who a pupil is, results, targets, and what else such exports hold."""
    return [
        *WHO,
        *(f"{s} {p}" for s in SUBJECTS for p in POINTS),
        *(f"{s} {what}" for s in (*SUBJECTS, "Science") for what in ("target", "on track")),
        "Science Dec 10",
        "Science Jul 11",
        *OTHER,
    ]


def pupils(rng: random.Random, count: int) -> Iterator[list[object]]:
    """A row for each invented pupil; about one result in twenty is missing or no level."""
    for n in range(count):
        year = n * 6 // count + 1
        born = date(2010 - year - 5, 9, 1) + timedelta(days=rng.randrange(365))
        row: list[object] = [upn(n), f"Tree{rng.randrange(900)}", f"Bird{rng.randrange(300)}", born]
        row += [rng.choice("MF"), f"Y{year}", f"{year}{rng.choice('ABC')}", rng.choice("TFFFF")]
        row += [rng.choice("NNNNAPS"), rng.choice("TFFFF")]
        for _ in SUBJECTS:
            step = rng.randrange(max(0, year * 2 - 2), year * 2 + 2)
            for point in range(4):
                at = min(step + point // 2, len(STEPS) - 1)
                row.append(STEPS[at] if rng.random() > 0.05 else rng.choice(("A", "D", None, STEPS[at][0])))
        row += [rng.choice(("3a", "4b", "5c", "Y", "N")) for _ in range(8)]
        row += [rng.choice(STEPS), rng.choice(STEPS), rng.choice(("WBRI", "AIND")), "ENG", "F", "F"]
        row += [
            380,
            rng.randrange(30),
            rng.choice(("Oak", "Ash")),
            "moved here in May" if rng.random() < 0.02 else None,
        ]
        yield row


def write(path: Path, count: int) -> None:
    """A workbook of `count` pupils by forty columns."""
    strings: dict[str, int] = {}
    columns = [chr(65 + x) if x < 26 else "A" + chr(39 + x) for x in range(40)]

    def cell(x: int, y: int, value: object) -> str:
        at = f'<c r="{columns[x]}{y}"'
        if isinstance(value, str):
            return f'{at} t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        if isinstance(value, date):
            return f'{at} s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        return "" if value is None else f"{at}><v>{value}</v></c>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, xml in PARTS.items():
            archive.writestr(name, XML + xml)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'{XML}<worksheet xmlns="{SPREADSHEET}"><sheetData>'.encode())
            for y, row in enumerate([heads(), *pupils(random.Random(7), count)], 1):
                cells = "".join(cell(x, y, value) for x, value in enumerate(row))
                part.write(f'<row r="{y}" spans="1:40">{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(s)}</t></si>" for s in strings)
        archive.writestr("xl/sharedStrings.xml", f'{XML}<sst xmlns="{SPREADSHEET}">{items}</sst>')
