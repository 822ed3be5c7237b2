"""Whether a file is no tracking file: a workbook of ours of a school, or a form that somebody filled in.

Runs in the process with limits.
"""

import zipfile
from contextlib import suppress
from pathlib import Path

from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.sheets.cells import Sheet
from siptui.sheets.own_marks import OWN_SHEET

PROPERTIES = ("docProps/custom.xml", "meta.xml")
LARGEST = 1 << 20
ENDS = ("property", "user-defined")
"""What a property is called in each of them."""


def is_a_schools_of_ours(sheets: list[Sheet]) -> bool:
    """Whether sheets are those of a workbook that siptui made of a school; a blank one is read as any other."""
    if not any(sheet.name == OWN_SHEET for sheet in sheets):
        return False  # as nearly always, and what follows is long in loading
    from siptui.workbooks.ours.identity import properties_in, subject_in

    return bool(subject_in(properties_in(sheets)))


def add_identity(path: Path, sheets: list[Sheet]) -> None:
    """Where a program has dropped the hidden sheet that says what a workbook is, make it again of its properties."""
    if any(sheet.name == OWN_SHEET for sheet in sheets) or not zipfile.is_zipfile(path):
        return
    with suppress(Exception), zipfile.ZipFile(path) as archive:
        for name in PROPERTIES:
            if name in archive.namelist() and archive.getinfo(name).file_size < LARGEST:
                said = _properties(archive.read(name))
                if said:
                    sheets.append(Sheet(name=OWN_SHEET, rows=[[key, text] for key, text in said.items()], hidden=True))
                    return


def _properties(xml: bytes) -> dict[str, str]:
    """What siptui said of a workbook, by name."""
    from siptui.documents.identity import START
    from siptui.sheets.xml_parts import read_part

    if START.encode() not in xml:
        return {}
    said: dict[str, str] = {}
    within: list[str] = []

    def start(_: str, given: dict[str, str]) -> None:
        named = [value for key, value in given.items() if key.rpartition(" ")[2] == "name"]
        if named and named[0].startswith(START):
            within[:] = named[:1]
            said.setdefault(named[0], "")

    def end(name: str) -> None:
        if name.rpartition(" ")[2] in ENDS:
            within.clear()

    def characters(text: str) -> None:
        if within:
            said[within[0]] += text.strip()

    read_part(xml, start, end, characters)
    return said


def kept_apart(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets as they stand, for reading pupils takes the marks of ours out of them."""
    if not any(sheet.name == OWN_SHEET for sheet in sheets):
        return sheets
    return [Sheet(name=s.name, rows=[[*row] for row in s.rows], hidden=s.hidden, merges=s.merges) for s in sheets]


def form_in(sheets: list[Sheet], fields: Fields, record: Record, figures: int) -> bool:
    """Whether sheets hold a form that somebody filled in, with more in it than so many averages."""
    from siptui.workbooks.others.proposal import recognised

    _, found = recognised(sheets, fields, record, {})
    return found is not None and found.count > figures
