"""Which cells are shown as percentages, so that 0.85 can be told from 85 %. Runs in the process with limits."""

import io
import re
import zipfile
from collections.abc import Iterator
from struct import unpack_from

from siptui.sheets.cells import Sheet, index_of

BUILT_IN = {9, 10}  # the numbers of 0% and 0.00%, which stand in no list of formats
LARGEST = 16 << 20
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Places = set[tuple[int, int]]


def add_percents(data: bytes, sheets: list[Sheet]) -> None:
    """Say of each sheet of the file that holds `data` which of its cells are shown as percentages, if that is found."""
    try:
        found = _found(data)
    except Exception:  # noqa: BLE001 - whatever a broken part brings about, the cells were read
        return
    by_name = found if isinstance(found, dict) else dict(zip((s.name for s in sheets), found, strict=False))
    for sheet in sheets:
        sheet.percents = frozenset(by_name.get(sheet.name, ()))


def _found(data: bytes) -> dict[str, Places] | list[Places]:
    if not data.startswith(b"PK"):
        return _of_xls(data)
    if b"content.xml" in data[-65536:]:  # where a zip names its parts
        return _of_ods(data)
    return dict(_of_xlsx(data))


def _of_xlsx(data: bytes) -> Iterator[tuple[str, Places]]:
    from siptui.sheets.not_told_by_calamine.xlsx_file import sheet_parts
    from siptui.sheets.xml_parts import read_part

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = _percent_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else set()
        for name, part in sheet_parts(archive) if styles else ():
            if part not in archive.namelist() or archive.getinfo(part).file_size > LARGEST:
                continue
            places: Places = set()

            def start(tag: str, given: dict[str, str], places: Places = places) -> None:
                if given.get("s") in styles and tag.endswith(" c") and (at := _PLACE.fullmatch(given.get("r", ""))):
                    places.add((int(at[2]) - 1, index_of(at[1])))

            read_part(archive.read(part), start, _nothing, _nothing)
            yield name, places


def _percent_styles(xml: bytes) -> set[str]:
    """The numbers of the styles that show a percentage."""
    from siptui.sheets.xml_parts import read_part

    formats, used, within = {str(n) for n in BUILT_IN}, list[str](), list[str]()

    def start(tag: str, given: dict[str, str]) -> None:
        if tag.endswith(" numFmt") and "%" in given.get("formatCode", ""):
            formats.add(given.get("numFmtId", ""))
        elif tag.endswith(" xf") and within and within[-1].endswith(" cellXfs"):
            used.append(given.get("numFmtId", ""))
        within.append(tag)

    def end(_: str) -> None:
        within.pop()

    read_part(xml, start, end, _nothing)
    return {str(n) for n, each in enumerate(used) if each in formats}


def _of_ods(data: bytes) -> dict[str, Places]:
    from siptui.sheets.readers.opendocument_reader import content_of
    from siptui.sheets.xml_parts import read_part

    content = content_of(data)
    if b'value-type="percentage"' not in content:
        return {}
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
    found: dict[str, Places] = {}
    at = {"y": 0, "x": 0, "rows": 1, "cells": 1, "inside": 0}
    names: list[str] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == f"{table}table":
            at["inside"] += 1
            if at["inside"] == 1:
                names.append(given.get(f"{table}name", ""))
                at["y"] = 0
        elif tag == f"{table}table-row" and at["inside"] == 1:
            at["x"], at["rows"] = 0, int(given.get(f"{table}number-rows-repeated", "1"))
        elif tag in (f"{table}table-cell", f"{table}covered-table-cell") and at["inside"] == 1:
            at["cells"] = int(given.get(f"{table}number-columns-repeated", "1"))
            if given.get(f"{office}value-type") == "percentage":
                across = range(at["x"], at["x"] + min(at["cells"], 100))
                found.setdefault(names[-1], set()).update((at["y"], x) for x in across)

    def end(tag: str) -> None:
        if tag == f"{table}table":
            at["inside"] -= 1
        elif tag == f"{table}table-row" and at["inside"] == 1:
            at["y"] += at["rows"]
        elif tag in (f"{table}table-cell", f"{table}covered-table-cell") and at["inside"] == 1:
            at["x"] += at["cells"]

    read_part(content, start, end, _nothing)
    return found


FORMAT, STYLE, NUMBER, SMALL, SMALLS, FORMULA = 0x041E, 0x00E0, 0x0203, 0x027E, 0x00BD, 0x0006


def _of_xls(data: bytes) -> list[Places]:
    from siptui.sheets.not_told_by_calamine.xls_file import SHEET, WORKSHEET, records, workbook_stream

    stream = workbook_stream(data)
    formats, styles, starts = set(BUILT_IN), list[int](), list[int]()
    for kind, start, size in records(stream, 0):
        if kind == SHEET and size >= 6 and stream[start + 5] == WORKSHEET:
            starts += unpack_from("<I", stream, start)
        elif kind == FORMAT and size >= 3 and b"%" in stream[start + 2 : start + size]:
            formats.add(unpack_from("<H", stream, start)[0])
        elif kind == STYLE and size >= 4:
            styles.append(unpack_from("<H", stream, start + 2)[0])
    shown = {n for n, each in enumerate(styles) if each in formats}
    found: list[Places] = []
    for begin in starts:
        places: Places = set()
        for kind, start, size in records(stream, begin):
            if kind in (NUMBER, SMALL, FORMULA) and size >= 6:
                y, x, style = unpack_from("<HHH", stream, start)
                places |= {(y, x)} if style in shown else set()
            elif kind == SMALLS and size >= 6:
                y, first = unpack_from("<HH", stream, start)
                its = range((size - 6) // 6)
                places |= {(y, first + n) for n in its if unpack_from("<H", stream, start + 4 + 6 * n)[0] in shown}
        found.append(places)
    return found


def _nothing(_: str) -> None:
    """What is of no concern here."""
