"""Part F as the governors get it, read back by another library than wrote it."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from siptui.documents.identity import digest_of
from siptui.framework import Framework, load
from siptui.records.problem import Refused
from siptui.workbooks.ours.summary import write_summary
from support.stores.judged_year import judged

FRAMEWORK = load("milton_keynes_2010_11")
MADE = date(2011, 7, 8)


def write(record: dict[str, str], out: Path, framework: Framework = FRAMEWORK) -> list[str]:
    return write_summary(framework, record, "ashwell", 7, out, today=MADE)


@pytest.fixture
def rows(tmp_path: Path) -> list[list[Any]]:
    write(judged(), tmp_path / "f.xlsx")
    return read(tmp_path / "f.xlsx")


def read(path: Path, sheet: int = 0) -> list[list[Any]]:
    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        return book.get_sheet_by_name(book.sheet_names[sheet]).to_python(skip_empty_area=False)


def opened(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def table(rows: list[list[Any]]) -> dict[str, list[Any]]:
    codes = {kip.code for kip in FRAMEWORK.register.kips}
    return {row[0]: row for row in rows if row[0] in codes}


def test_every_section_and_row_is_there_in_the_forms_order(rows: list[list[Any]]) -> None:
    found = [row[0] for row in rows if row[0]]
    wanted = []
    for section in FRAMEWORK.register.sections:
        wanted.append(section.title)
        wanted += [kip.code for kip in FRAMEWORK.register.kips if kip.section == section.key]
    start = found.index(wanted[0])
    assert found[start : start + len(wanted)] == wanted
    assert len(table(rows)) == 32
    assert {code: row[1] for code, row in table(rows).items()} == {
        kip.code: kip.name for kip in FRAMEWORK.register.kips if kip.section
    }


def test_each_row_has_its_latest_judgement_and_that_visits_date(rows: list[list[Any]]) -> None:
    record = judged()
    for code, row in table(rows).items():
        visits = [v for v in FRAMEWORK.visits if code in {r.kip for r in v.rows}]
        if visits:
            place = f"visits/{visits[-1].key}/judgements/{code}"
            assert row[2] == int(record[f"{place}/current"])
            assert row[3] == 1
            assert row[4] == date.fromisoformat(record[f"visits/{visits[-1].key}/date"])
    assert table(rows)["E13"][2:5] == [3, 2, date(2011, 5, 20)]
    assert table(rows)["E14.1"][2:5] == ["", "", ""]


def test_who_the_school_is_stands_as_typed(rows: list[list[Any]]) -> None:
    assert rows[0][0] == FRAMEWORK.summary.title
    assert rows[2][:4] == ["School", "=St Mary & St Giles [bold] 😀 _x0041_", "SIP", "AB"]
    assert rows[3][:4] == ["Headteacher", "@Head", "Chair of Governors", "+Chair"]


def test_no_cell_is_a_formula_and_there_is_no_rag(tmp_path: Path) -> None:
    record = judged()
    record |= {path.replace("/current", "/agreement"): "red" for path in judged() if path.endswith("/current")}
    write(record, tmp_path / "f.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in {"f", "e"}, cell.coordinate
                assert str(cell.value).casefold() not in {"red", "r"}


def test_it_is_ready_to_print(tmp_path: Path) -> None:
    write(judged(), tmp_path / "f.xlsx")
    sheet = opened(tmp_path / "f.xlsx")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    heading = next(row for row in range(1, 20) if sheet.cell(row, 1).value == FRAMEWORK.summary.kip_heading)
    assert sheet.print_title_rows == f"${heading}:${heading + 1}"
    assert sheet.freeze_panes == f"C{heading + 2}"
    assert sheet.print_area.startswith("'Part F'!$A$1:$E$")
    assert [str(each) for each in sheet.merged_cells.ranges if each.min_row >= heading + 2] == []
    assert (sheet.oddFooter.left.text or "").startswith("=St Mary && St Giles (bold)")
    assert sheet.oddFooter.right.text == "Made 08/07/2011"


def test_only_what_is_to_be_filled_in_is_open_and_takes_only_the_scale(tmp_path: Path) -> None:
    write({}, tmp_path / "f.xlsx")
    sheet = opened(tmp_path / "f.xlsx")
    assert sheet.protection.sheet
    assert not sheet.protection.password
    at = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for kip in FRAMEWORK.register.kips:
        if kip.section:
            assert [sheet.cell(at[kip.code], c).protection.locked for c in range(1, 6)] == [True, True] + [False] * 3
    checks = {each.type: each for each in sheet.data_validations.dataValidation}
    assert checks["list"].formula1 == "list_kip_category"
    assert f"C{at['S1.1']}" in checks["list"].sqref or f"D{at['S1.1']}" in checks["list"].sqref
    assert f"E{at['20']}" in checks["date"].sqref
    name = openpyxl.load_workbook(tmp_path / "f.xlsx").defined_names["list_kip_category"]
    assert name.attr_text == "'siptui'!$D$2:$D$5"


def test_it_says_what_it_is_in_its_properties_and_in_a_hidden_sheet(tmp_path: Path) -> None:
    write(judged(), tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    wanted = {
        "schema": "siptui document",
        "version": "1",
        "subject": "ashwell",
        "form": "summary",
        "framework": FRAMEWORK.name,
        "revision": "7",
        "digest": digest_of(judged()),
    }
    found = {p.name.removeprefix("siptui_"): p.value for p in book.custom_doc_props}  # type: ignore[attr-defined]
    assert found == wanted
    kept = {row[0].removeprefix("siptui_"): row[1] for row in read(tmp_path / "f.xlsx", -1) if row[0]}
    assert kept == wanted
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    assert book.properties.creator == "AB"
    assert (book.properties.title or "").startswith(FRAMEWORK.summary.title)
    assert "St Mary" in (book.properties.subject or "")


def test_the_blank_form_asks_for_everything(tmp_path: Path) -> None:
    write_summary(FRAMEWORK, {}, "", 0, tmp_path / "f.xlsx")
    rows = read(tmp_path / "f.xlsx")
    assert [rows[2][0], rows[2][2], rows[3][0], rows[3][2]] == ["School", "SIP", "Headteacher", "Chair of Governors"]
    assert all(row[2:5] == ["", "", ""] for row in table(rows).values())


def test_it_tells_the_sip_what_is_missing(tmp_path: Path) -> None:
    record = judged() | {"summary/E14/current": "2", "summary/E14/target": "2"}
    del record["visits/spring/date"], record["visits/summer/judgements/20/target"]
    del record["visits/autumn/judgements/20/target"]
    assert write(record, tmp_path / "f.xlsx") == [
        "1 row is not judged yet: E15; nor E14.1, which need not be",
        "1 row is judged but without a target: 20",
        "the spring visit has no date, so 7 of its rows have none",
        "1 row is judged but without a date: E14",
    ]


def test_a_whole_year_leaves_nothing_to_say(tmp_path: Path) -> None:
    record = judged()
    for code in ("E14", "E15"):
        record |= {f"summary/{code}/current": "2", f"summary/{code}/target": "1", f"summary/{code}/date": "2011-06-21"}
    assert write(record, tmp_path / "f.xlsx") == []


def test_a_long_name_is_shown_whole(tmp_path: Path) -> None:
    name = "The Blessed Virgin Mary and All Saints " * 12
    write(judged() | {"school/name": name, "school/chair": name}, tmp_path / "f.xlsx")
    sheet = opened(tmp_path / "f.xlsx")
    assert sheet["B3"].value == name
    assert (sheet.row_dimensions[3].height or 0) >= 6 * 12
    assert (sheet.row_dimensions[4].height or 0) >= 12 * 12


def test_a_refusal_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "f.xlsx"
    out.write_text("old")
    (tmp_path / ".~lock.f.xlsx#").touch()
    with pytest.raises(Refused, match="open in another program"):
        write(judged(), out)
    with pytest.raises(Refused, match="characters long"):
        write(judged() | {"school/name": "x" * 40_000}, tmp_path / "g.xlsx")
    assert out.read_text() == "old"
    assert not (tmp_path / "g.xlsx").exists()


def test_the_package_itself_does_not_import_openpyxl() -> None:
    code = "import sys, siptui.workbooks, siptui.workbooks.ours.identity; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_categories_are_shaded_the_darker_the_lower_and_an_xls_has_room_for_them(tmp_path: Path) -> None:
    write(judged(), tmp_path / "f.xlsx")
    conditions = opened(tmp_path / "f.xlsx").conditional_formatting
    assert len(list(conditions)) == 2  # the current and the target column
    for each in conditions:
        rules = [(rule.operator, rule.formula, rule.dxf.fill.bgColor.rgb) for rule in each.rules]
        assert [said for _, said, _ in rules] == [["2"], ["3"], ["4"]]
        assert len(rules) <= 3
        shades = [int(colour[2:4], 16) for _, _, colour in rules]
        assert shades == sorted(shades, reverse=True)
