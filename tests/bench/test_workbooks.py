"""What workbooks of ours cost, in processor time, beside bare scripts of the libraries that do the same."""

import json
import subprocess
import sys
from copy import copy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
import python_calamine

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.workbooks.export import KINDS, write_workbook
from siptui.workbooks.template.fill import filled
from siptui.workbooks.template.plan import Plan
from support.bench.processor_time import cost
from support.bench.spent_by_command import spent
from support.documents.whole_year import whole_year
from support.workbooks.authority_template import progress_book
from support.workbooks.returned_workbook import proposed
from support.workbooks.template_filled import planned

pytestmark = pytest.mark.bench
TODAY = date(2011, 6, 1)
MOST_EXPORT, MOST_IMPORT, MOST_MORE = 1.2, 2.0, 0.06  # times the bare ones, and seconds more
MANY, SOME = 120, 3  # schools, and those of them whose workbooks are written singly too
MOST_OF_SINGLE, MEGABYTES = 0.7, 150
MOST_FILL, MOST_OF_LOAD_AND_SAVE = 0.020, 0.15  # seconds for a template of 1 MB, and times openpyxl's load and save


LOOKS = ("font", "fill", "border", "alignment", "protection")


def cells_of(book: openpyxl.Workbook) -> dict[str, list[tuple[int, int, Any, list[Any], str]]]:
    """What stands in the cells of each sheet, and how they look."""
    looks: dict[int, list[Any]] = {}
    found: dict[str, list[tuple[int, int, Any, list[Any], str]]] = {}
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None or cell.has_style):
            look = looks.setdefault(cell._style.xfId * 100_000 + cell.style_id, [copy(getattr(cell, k)) for k in LOOKS])
            found.setdefault(sheet.title, []).append((cell.row, cell.column, cell.value, look, cell.number_format))
    return found


def bare(sheets: dict[str, list[tuple[int, int, Any, list[Any], str]]]) -> None:
    """The same cells in the same looks, by openpyxl alone."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, cells in sheets.items():
        sheet = made.create_sheet(title)
        for row, column, value, look, number_format in cells:
            try:
                cell = sheet.cell(row, column, value)
            except AttributeError:  # joined to another
                continue
            for key, each in zip(LOOKS, look, strict=True):
                setattr(cell, key, each)
            cell.number_format = number_format
    made.save(BytesIO())


def test_part_f_beside_a_bare_script(framework: Framework, tmp_path: Path) -> None:
    fields, out = fields_of(framework), tmp_path / "f.xlsx"
    record = whole_year(fields)

    def ours() -> None:
        write_workbook(fields, record, "ashwell", 1, out, form="summary", replace=True, today=TODAY)

    ours()
    cells = cells_of(openpyxl.load_workbook(out))
    mine, its = cost(ours, 7), cost(lambda: bare(cells), 7)
    print(f"\nPart F: {1000 * mine:.1f} ms; a bare script {1000 * its:.1f} ms; {mine / its:.2f} times")
    assert mine <= MOST_EXPORT * its


def test_import_with_merge_of_part_d_beside_a_bare_read(framework: Framework, tmp_path: Path) -> None:
    fields, out = fields_of(framework), tmp_path / "d.xlsx"
    record = whole_year(fields)
    write_workbook(fields, record, "ashwell", 1, out, form="progress", today=TODAY)

    def read() -> None:
        book = python_calamine.CalamineWorkbook.from_path(str(out))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    mine, its = cost(lambda: proposed(out, fields, record), 7), cost(read, 7)
    print(f"\nimport of Part D: {1000 * mine:.1f} ms; a bare read {1000 * its:.1f} ms")
    assert mine <= MOST_IMPORT * its + MOST_MORE


@pytest.mark.filterwarnings("ignore:.*not supported.*:UserWarning:openpyxl")
def test_a_template_of_a_megabyte_filled_beside_a_bare_load_and_save(framework: Framework, tmp_path: Path) -> None:
    """As it is done where the template is remembered: what is known of it is read, and the file is made anew."""
    fields = fields_of(framework)
    whole = whole_year(fields)
    record = {path: value for path, value in whole.items() if fields[path].kind == "points" or path == "school/phase"}
    template = progress_book(tmp_path / "la.xlsx", pupils=17_000)
    data = template.read_bytes()
    plan, asked = planned(template, fields, record, "progress")
    known = msgspec.msgpack.encode(plan)
    assert 0.9 < len(data) / 1e6 < 1.3

    def ours() -> None:
        filled(data, msgspec.msgpack.decode(known, type=Plan), asked)

    def bare() -> None:
        book = openpyxl.load_workbook(BytesIO(data))
        book["APS grid"]["B6"] = 15.5
        book.save(BytesIO())

    mine, its = cost(ours, 9), cost(bare, 2)
    print(f"\ntemplate of {len(data) / 1e6:.2f} MB: {1000 * mine:.1f} ms; load and save {1000 * its:.0f} ms")
    assert mine <= min(MOST_FILL, MOST_OF_LOAD_AND_SAVE * its)


def test_a_caseload_of_parts_d_e_and_f_in_one_command(tmp_path: Path) -> None:
    siptui, store = Path(sys.executable).with_name("siptui"), tmp_path / "store"
    on = [str(siptui), "--store", str(store)]
    subprocess.run([str(siptui), "demo", str(store), "--schools", str(MANY)], capture_output=True, check=True)
    told = subprocess.run([*on, "schools", "--json"], capture_output=True, check=True).stdout
    singly = [
        spent([*on, "export", kind, school["id"], "--out", str(tmp_path / f"{school['id']} {kind}.xlsx")])[0]
        for school in json.loads(told)[:SOME]
        for kind in KINDS
    ]
    single = sum(singly) / SOME * MANY
    every, megabytes = spent([*on, "export", ",".join(KINDS), "--all", "--out", str(tmp_path / "all")])
    assert len(list((tmp_path / "all").iterdir())) == len(KINDS) * MANY
    print(
        f"\n{MANY} schools' Parts D to F: {every:.1f} s of processor in one command, {single:.1f} s singly: "
        f"{every / single:.2f} of it; {megabytes:.0f} MB"
    )
    assert every <= MOST_OF_SINGLE * single
    assert megabytes <= MEGABYTES
