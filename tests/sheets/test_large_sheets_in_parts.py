"""A large sheet read in parts holds what it holds read as a whole; what cannot be read in parts is read as a whole."""

import io
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.sheets.cells import UNSAVED, Sheet
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers import calamine_reader, large_sheets_in_parts
from support.files_made.zipping import parts, zipped
from support.places import SAMPLES

SHEET = "xl/worksheets/sheet1.xml"
Cells = dict[tuple[int, int], object]


@pytest.fixture
def halves(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Makes parts small and every sheet a large one; how many parts each sheet was read in, 0 for as a whole."""
    seen: list[int] = []
    read = large_sheets_in_parts.sheets_in_parts

    def counted(*given: object) -> object:
        seen.append(0)
        found = list(read(*given))  # type: ignore[arg-type]
        seen[-1] = len(found)
        return found

    monkeypatch.setattr(large_sheets_in_parts, "sheets_in_parts", counted)
    monkeypatch.setattr(large_sheets_in_parts, "PART", 900)
    monkeypatch.setattr(large_sheets_in_parts, "TIMES", 0)
    monkeypatch.setattr(large_sheets_in_parts, "FEW_TEXTS", 0)
    monkeypatch.setattr(large_sheets_in_parts, "LAST_ROWS", 300)
    return seen


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """The sheets, which are the same in parts and as a whole."""
    monkeypatch.setattr(calamine_reader, "LARGE", 1 << 40)
    whole = calamine_reader.workbook_sheets(data, str)
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    assert calamine_reader.workbook_sheets(data, str) == whole
    return whole


def made(cells: Cells, change: Callable[[xlsxwriter.Workbook], None] = lambda _: None, **options: object) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"default_date_format": "dd/mm/yyyy", **options})
    sheet = book.add_worksheet("Year 3")
    for (row, column), value in cells.items():
        sheet.write(row, column, value)
    change(book)
    book.close()
    return packed.getvalue()


def filled(rows: int, columns: int = 6) -> Cells:
    return {(y, x): f"text {y % 7} {x}" if x % 2 else y + x / 4 for y in range(rows) for x in range(columns)}


def test_every_sample(halves: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_sheets_in_parts, "PART", 20_000)
    for path in sorted(SAMPLES.glob("*.xlsx")):
        both(path.read_bytes(), monkeypatch)
    assert max(halves) > 40


@pytest.mark.parametrize("first", [True, False])
def test_all_that_a_sheet_may_hold(halves: list[int], monkeypatch: pytest.MonkeyPatch, first: bool) -> None:
    def change(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        sheet.write_formula("H40", "=1/0", None, "#DIV/0!")
        sheet.write_formula("H41", "=G41*2", None, 12)
        sheet.write_formula("H42", '="a"', None, "")
        sheet.write_boolean("H43", True)
        sheet.set_row(44, None, None, {"hidden": True})
        sheet.set_column("C:D", None, None, {"hidden": True})
        sheet.write("H50", "left", book.add_format({"font_strikeout": True}))
        sheet.merge_range("B1:D1", "Reading <results> & more")
        sheet.merge_range("B90:D95", "at the foot")
        book.add_worksheet("Notes").write(200, 3, "far down")

    cells = {(y + 3, x + 2): value for (y, x), value in filled(80).items() if y not in range(20, 33)}
    cells |= {(50, 7): date(2010, 12, 1), (51, 7): datetime(2010, 12, 1, 9, 30), (52, 7): time(9, 30)}
    cells |= {(60, 12): "wider here"}
    sheets = both(made(cells, change, date_1904=first), monkeypatch)
    assert halves[0] > 10
    assert halves[1] == 0
    assert sheets[0].rows[39][7] == "#DIV/0!"
    assert sheets[0].rows[41][7] == UNSAVED
    assert sheets[0].rows[50][7] == date(2010, 12, 1)
    assert 44 in sheets[0].hidden_rows
    assert sheets[0].hidden_columns == {2, 3}
    assert sheets[0].struck == {(49, 7)}
    assert (0, 1, 0, 3) in sheets[0].merges
    assert (89, 1, 94, 3) in sheets[0].merges


@pytest.mark.parametrize(("names", "again"), [(range(90), False), (range(89, -1, -1), True)])
def test_texts_in_the_order_of_the_rows_or_in_another(
    halves: list[int], monkeypatch: pytest.MonkeyPatch, names: range, again: bool
) -> None:
    """As Excel leaves them after a sheet was sorted: a part may want any text, and is then read with all of them."""
    wanted: list[int] = []
    read = large_sheets_in_parts._read

    def noted(parts: large_sheets_in_parts.Parts, name: str) -> object:
        wanted.append(next(content.count(b"<si>") for path, content in parts if path == "xl/sharedstrings.xml"))
        return read(parts, name)

    monkeypatch.setattr(large_sheets_in_parts, "_read", noted)
    texts = {(y, x): f"Oak{n} {x}" for y, n in enumerate(names) for x in range(3)}
    order = sorted(texts.items(), key=lambda each: int(each[1][3:].split()[0]))
    data = made(texts)
    if again:  # the list of texts as it was before the rows were turned round
        data = relisted(data, [text for _, text in order])
    assert [row[0] for row in both(data, monkeypatch)[0].rows] == [f"Oak{n} 0" for n in names]
    assert halves[0] > 5
    assert (270 in wanted[: len(wanted) // 2]) is again


def relisted(data: bytes, texts: list[str]) -> bytes:
    """The same workbook with its list of texts in another order."""
    import re

    held = dict(parts(data))
    before = re.findall(rb"<si><t>([^<]*)</t></si>", held["xl/sharedStrings.xml"])
    at = {text.encode(): n for n, text in enumerate(texts)}
    listed = b"".join(b"<si><t>%b</t></si>" % text.encode() for text in texts)
    held["xl/sharedStrings.xml"] = re.sub(rb"<si>.*</si>", lambda _: listed, held["xl/sharedStrings.xml"])
    held[SHEET] = re.sub(rb't="s"><v>(\d+)</v>', lambda m: b't="s"><v>%d</v>' % at[before[int(m[1])]], held[SHEET])
    return zipped(held)


@settings(max_examples=40, deadline=None)
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(0, 90), st.integers(0, 9)),
        st.one_of(st.integers(-5, 5), st.text("ab<&>'\u00e9 ", min_size=1, max_size=5), st.booleans(), st.dates()),
        min_size=1,
        max_size=120,
    ),
    size=st.integers(300, 1500),
)
def test_cells_anywhere(cells: Cells, size: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(large_sheets_in_parts, "PART", size)
        monkeypatch.setattr(large_sheets_in_parts, "TIMES", 0)
        both(made(cells), monkeypatch)


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    content = parts(data)
    content[SHEET] = change(content[SHEET])
    return zipped(content)


def swapped(xml: bytes) -> bytes:
    """The rows of the sheet, those of its second half first."""
    begin, end = xml.index(b"<row"), xml.index(b"</sheetData>")
    middle = xml.index(b'<row r="31"')
    return xml[:begin] + xml[middle:end] + xml[begin:middle] + xml[end:]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'<row r="30"', b'<!-- <row r="8"> --><row r="30"'),
        lambda xml: xml.replace(b'<row r="2"', b"<row"),
        lambda xml: xml.replace(b'<c r="B2"', b"<c"),
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData >"),
        lambda xml: xml.replace(b"<row r=", b"<row ht='12' r="),
        lambda xml: (
            xml.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
        ),
    ],
    ids=[
        "a comment",
        "a row without its number",
        "a cell without its place",
        "another tag",
        "another order",
        "a prefix",
    ],
)
def test_what_excel_would_not_write_is_read_as_a_whole(
    halves: list[int], monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    cells = {**filled(60), (59, 5): "last"}
    data = rewritten(
        made(cells, lambda book: book.worksheets()[0].write_formula("H40", "=1/0", None, "#DIV/0!")), change
    )
    [sheet] = both(data, monkeypatch)
    assert halves == [0]
    assert sheet.rows[59][5] == "last"
    assert sheet.rows[39][7] == "#DIV/0!"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'<row r="40"', b'</sheetData><sheetData><row r="40"'),
        lambda xml: xml.replace(b'<row r="40"', b'</sheetData ><sheetData><row r="40"'),
        lambda xml: xml.replace(b"<sheetData>", b'<!-- <sheetData><row r="1"></row> --><sheetData>'),
    ],
    ids=["a second table of rows", "with a blank", "a comment before the rows"],
)
def test_rows_that_calamine_does_not_see_stay_unseen(
    halves: list[int], monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    both(rewritten(made(filled(60)), change), monkeypatch)
    assert halves == [0]


@pytest.mark.parametrize("name", ["xl/styles.XML", "xl/Styles.xml"])
def test_a_part_whose_name_has_other_letters_is_read_too(
    halves: list[int], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    content = parts(made({**filled(60), (50, 7): date(2010, 12, 1)}))
    content[name] = content.pop("xl/styles.xml")
    [sheet] = both(zipped(content), monkeypatch)
    assert halves[0] > 3
    assert sheet.rows[50][7] == date(2010, 12, 1)


def test_two_parts_of_one_name_but_for_its_case_are_read_as_a_whole(
    halves: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = parts(made(filled(60)))
    other = content[SHEET].replace(b"<v>5</v>", b"<v>500</v>")
    both(zipped({"xl/worksheets/SHEET1.xml": other, **content}), monkeypatch)
    assert halves == [0]


def test_parts_do_not_grow_with_many_texts(halves: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times 10 MB of texts, several times over, was more memory than there is."""
    monkeypatch.setattr(large_sheets_in_parts, "TIMES", 1)
    data = made(filled(400))
    for largest in (1 << 30, 900):
        monkeypatch.setattr(large_sheets_in_parts, "LARGEST", largest)
        both(data, monkeypatch)
    assert halves[0] > 1
    assert halves[1] == 0


def test_rows_out_of_order_are_read_as_a_whole(halves: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    data = rewritten(made(filled(60)), swapped)
    monkeypatch.setattr(calamine_reader, "LARGE", 1 << 40)
    as_whole = read_or_refused(data)
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    assert read_or_refused(data) == as_whole


def read_or_refused(data: bytes) -> list[Sheet] | str:
    try:
        return calamine_reader.workbook_sheets(data, str)
    except Unreadable as fault:
        return str(fault)


def test_too_many_cells_are_refused_before_they_are_rows(monkeypatch: pytest.MonkeyPatch, halves: list[int]) -> None:
    data = made(filled(60))
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    monkeypatch.setattr(calamine_reader, "MOST_CELLS", 6 * 60 - 1)
    with pytest.raises(Unreadable, match="spreads over more cells"):
        calamine_reader.workbook_sheets(data, str)
    monkeypatch.setattr(calamine_reader, "MOST_CELLS", 6 * 60)
    assert len(calamine_reader.workbook_sheets(data, str)[0].rows) == 60


def test_how_far_it_has_come_is_told_as_parts_arrive(monkeypatch: pytest.MonkeyPatch, halves: list[int]) -> None:
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    monkeypatch.setattr(calamine_reader, "ROWS_BETWEEN", 20)
    told: list[str] = []
    calamine_reader.workbook_sheets(made(filled(60)), told.append)
    assert told == ["sheet 1 of 1", "20 rows", "40 rows"]


def test_a_damaged_sheet_is_refused_all_the_same(monkeypatch: pytest.MonkeyPatch, halves: list[int]) -> None:
    data = rewritten(made(filled(60)), lambda xml: xml.replace(b'<c r="B30"', b'<c r="B30'))
    monkeypatch.setattr(calamine_reader, "LARGE", 1 << 40)
    as_whole = read_or_refused(data)
    monkeypatch.setattr(calamine_reader, "LARGE", 1)
    assert read_or_refused(data) == as_whole
