"""A template filled: what was written stands there, and all that was not is as it was, byte for byte."""

import re
import warnings
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.framework import load
from siptui.records.fields import Fields, fields_of
from siptui.records.values import BadValue
from siptui.workbooks.in_place.xml_splices import Unmarkable
from siptui.workbooks.template.fill import filled
from siptui.workbooks.template.plan import Plan
from support.documents.whole_year import whole_year
from support.files_made.zipping import STRICT, parts, values, zipped
from support.workbooks.authority_template import STALE, progress_book, table_book
from support.workbooks.template_filled import fill, planned

FACTORS = "targets/special_factors"
GRID, SUMS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


@pytest.fixture(scope="module")
def fields() -> Fields:
    return fields_of(load("milton_keynes_2010_11"))


@pytest.fixture(scope="module")
def factors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that asks for one text."""
    return table_book(tmp_path_factory.mktemp("template") / "la.xlsx", {"E": [["Special factors"]]})


def aps(fields: Fields, **others: Any) -> dict[str, Any]:
    """A primary school's record with figures alone."""
    whole, roles = whole_year(fields), fields.framework.roles
    kept = {roles.phase, roles.name}
    return {path: value for path, value in whole.items() if fields[path].kind == "points" or path in kept} | others


def opened(data: bytes, results: bool = False) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose
        return openpyxl.load_workbook(BytesIO(data), data_only=results)


@pytest.mark.parametrize("macros", [False, True])
def test_every_other_part_is_the_same_byte_for_byte(fields: Fields, tmp_path: Path, macros: bool) -> None:
    path = progress_book(tmp_path / ("la.xlsm" if macros else "la.xlsx"), macros=macros)
    before, after = parts(path.read_bytes()), parts(fill(path, fields, aps(fields), "progress"))
    assert [*before] == [*after]
    assert {name for name in before if before[name] != after[name]} == {GRID, SUMS}
    kinds = ("media/", "charts/", "drawings/", "printerSettings/", "comments", *(["vbaProject"] if macros else []))
    assert all(any(kind in name for name in after) for kind in kinds)
    # And in the sheets all but the cells.
    for name in (GRID, SUMS):
        shell = [
            re.sub(rb"<sheetData>.*</sheetData>", b"", content[name], flags=re.DOTALL) for content in (before, after)
        ]
        assert shell[0] == shell[1]


def test_what_was_written_stands_there_and_the_styles_are_the_cells_own(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    record = aps(fields, **{"progress/reading/1/2010-07": 8.125, "progress/mathematics/6/2011-07": 27.5})
    made = fill(path, fields, record, "progress")
    before, sheet = opened(path.read_bytes())["APS grid"], opened(made)["APS grid"]
    assert (sheet["B6"].value, sheet["E29"].value, sheet["B2"].value) == (8.125, 27.5, "Ashwell Primary School")
    assert sheet["F2"].value == "Ann Bell"
    assert [sheet[c].style_id for c in ("B6", "B7", "B2")] == [before[c].style_id for c in ("B6", "B7", "B2")]
    assert sheet["A1"].value == before["A1"].value
    assert values(made)["APS grid"][5][1] == 8.125  # and to another library


def test_results_that_no_longer_hold_are_taken_away_and_others_stay(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    book = opened(fill(path, fields, aps(fields), "progress"), results=True)
    sums = book["Overview & sums"]
    assert [sums[f"B{row}"].value for row in range(1, 6)] == [None, None, STALE, None, STALE]
    assert book["APS grid"]["F6"].value is None
    one = {path: value for path, value in aps(fields).items() if not path.startswith("progress/reading")}
    book = opened(fill(path, fields, one, "progress"), results=True)
    assert [book["APS grid"][cell].value for cell in ("F6", "F16")] == [STALE, None]
    assert book["Overview & sums"]["B1"].value == STALE


def test_excel_is_told_to_reckon_anew(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    for said in (b'<calcPr calcId="191029"/>', b""):
        content = parts(path.read_bytes())
        name = "xl/workbook.xml"
        content[name] = re.sub(rb"<calcPr[^>]*/>", said, content[name])
        path.write_bytes(zipped(content))
        after = parts(fill(path, fields, aps(fields), "progress"))[name]
        assert len(re.findall(rb'<calcPr[^>]* fullCalcOnLoad="1"', after)) == 1
        assert opened(fill(path, fields, aps(fields), "progress")).sheetnames == [
            "APS grid",
            "Overview & sums",
            "Lists",
        ]


def test_a_formula_where_an_answer_would_go_stays(fields: Fields, tmp_path: Path) -> None:
    rows = [["Reading"], ["Year", "Dec 10"], ["Year 1", "=C3*2", 4]]
    path = table_book(tmp_path / "la.xlsx", {"D": rows})
    record = {fields.framework.roles.phase: "primary", "progress/reading/1/2010-12": 9.5}
    plan, what = planned(path, fields, record, "progress")
    assert plan.left == [(0, 2, 1)]
    assert filled(path.read_bytes(), plan, what) == path.read_bytes()


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_date_is_one_in_the_template_s_own_system_and_looks_like_one(
    fields: Fields, tmp_path: Path, from_1904: bool
) -> None:
    kip = next(k for k in fields.framework.register.kips if not k.optional)
    rows = [["KIP", "Current", "Target", "Date"], [kip.code]]
    path = table_book(tmp_path / "la.xlsx", {"F": rows}, from_1904)
    record = whole_year(fields)
    plan, what = planned(path, fields, record, "summary")
    book = opened(filled(path.read_bytes(), plan, what))
    cell = book["F"]["D2"]
    assert cell.is_date
    assert cell.value == datetime.combine(date.fromisoformat("2010-11-09"), datetime.min.time())
    assert isinstance(book["F"]["B2"].value, int)


def test_percentages_are_parts_of_one_where_the_cell_shows_them_so(fields: Fields, tmp_path: Path) -> None:
    label = "% likely to achieve 6+ scale points in all PSED scales"
    path = table_book(tmp_path / "la.xlsx", {"D": [[label, 0]]})
    content = parts(path.read_bytes())
    content["xl/styles.xml"] = content["xl/styles.xml"].replace(
        b'<cellXfs count="1">', b'<cellXfs count="2"><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    )
    path.write_bytes(zipped(content))
    record = {"progress/eyfs/psed": 71, fields.framework.roles.phase: "primary"}
    assert values(fill(path, fields, record, "progress"))["D"] == [[label, 0.71]]


@settings(max_examples=25)
@given(text=st.text(max_size=60))
def test_nothing_that_was_typed_becomes_a_formula(fields: Fields, factors: Path, text: str) -> None:
    made = fill(factors, fields, {FACTORS: text, fields.framework.roles.phase: "primary"}, "targets")
    cell = opened(made)["E"]["B1"]
    assert cell.value is None or (isinstance(cell.value, str) and cell.data_type != "f")
    if text.startswith(("=", "+", "-", "@")):
        assert cell.quotePrefix


def test_a_text_that_no_cell_holds_is_refused_before_anything_is_written(fields: Fields, tmp_path: Path) -> None:
    path = table_book(tmp_path / "la.xlsx", {"E": [["Special factors"]]})
    with pytest.raises(BadValue, match="40,000"):
        fill(
            path, fields, {"targets/special_factors": "x" * 40_000, fields.framework.roles.phase: "primary"}, "targets"
        )


def test_what_is_remembered_of_a_template_fills_it_the_same(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    plan, what = planned(path, fields, aps(fields), "progress")
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(plan), type=Plan)
    assert again == plan
    assert filled(path.read_bytes(), again, what) == filled(path.read_bytes(), plan, what)


def test_cells_that_were_not_there_are_put_in_their_places(fields: Fields, tmp_path: Path) -> None:
    """In rows with others, in rows without any, and between them; and the sheet says how far it reaches."""
    rows = [["Reading"], ["Year", "Jul 2010", "Dec 10", "", "March 11"], *([f"Y{n}", "", "", "x"] for n in range(1, 7))]
    path = table_book(tmp_path / "la.xlsx", {"D": rows})
    record = {
        k: v
        for k, v in aps(fields).items()
        if not (k.startswith("progress/") and ("/reading/" not in k or "2011-07" in k))
    }
    sheet = opened(fill(path, fields, record, "progress"))["D"]
    assert [[c.value for c in row] for row in sheet["A3:E4"]] == [
        ["Y1", 15.3, 15.3, "x", 15.3],
        ["Y2", 15.3, 15.3, "x", 15.3],
    ]
    assert sheet.dimensions == "A1:E8"


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"no workbook at all"])
def test_what_is_no_workbook_is_not_filled(data: bytes) -> None:
    from siptui.workbooks.template.plan import plan_of

    with pytest.raises(Unmarkable):
        plan_of(data, [], [])


def test_a_strict_workbook_is_not_filled(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    content = {name: data.replace(STRICT[0], STRICT[1]) for name, data in parts(path.read_bytes()).items()}
    path.write_bytes(zipped(content))
    with pytest.raises(Unmarkable, match="Strict"):
        planned(path, fields, aps(fields), "progress")


@pytest.mark.parametrize("result", [b"<v/>", b"<v />", b"<v></v>", b"<v>7</v>", b'<v xml:space="preserve"/>', b""])
@pytest.mark.parametrize("kind", [b"", b' t="str"'])
def test_a_result_is_taken_away_however_it_is_written(
    fields: Fields, tmp_path: Path, result: bytes, kind: bytes
) -> None:
    """As one that is nothing is by programs: openpyxl and Apache POI write it as one tag."""
    rows = [["Reading"], ["Year", "Dec 10", "Doubled"], ["Year 1", "", "=B3*2"], ["Year 2", "", "next"]]
    path = table_book(tmp_path / "la.xlsx", {"D": rows})
    content = parts(path.read_bytes())
    cell = re.compile(rb'<c r="C3"([^>]*?)(?: t="str")?>(<f>[^<]*</f>)(?:<v>[^<]*</v>|<v/>)?</c>')
    content[GRID], count = cell.subn(rb'<c r="C3"\1' + kind + rb">\2" + result + b"</c>", content[GRID])
    assert count == 1
    path.write_bytes(zipped(content))
    record = {fields.framework.roles.phase: "primary", "progress/reading/1/2010-12": 9.5}
    made = fill(path, fields, record, "progress")
    sheet = opened(made)["D"]
    assert (sheet["B3"].value, sheet["C3"].value, sheet["C4"].value) == (9.5, "=B3*2", "next")
    assert opened(made, results=True)["D"]["C3"].value is None
    assert b"<v/>" not in parts(made)[GRID]


def test_a_number_in_a_cell_that_shows_dates_is_shown_as_a_number(fields: Fields, tmp_path: Path) -> None:
    path = table_book(tmp_path / "la.xlsx", {"D": [["Reading"], ["Year", "Dec 10"], ["Year 1", 1]]})
    content = parts(path.read_bytes())
    content["xl/styles.xml"] = content["xl/styles.xml"].replace(
        b'<cellXfs count="1">', b'<cellXfs count="2"><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    )
    path.write_bytes(zipped(content))
    record = {fields.framework.roles.phase: "primary", "progress/reading/1/2010-12": 9.5}
    cell = opened(fill(path, fields, record, "progress"))["D"]["B3"]
    assert (cell.value, cell.is_date) == (9.5, False)
