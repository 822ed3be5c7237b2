"""A framework as a workbook and back: the same data, whatever stands in it."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import inspect
from openpyxl import load_workbook

from siptui.framework import load, names
from siptui.framework.folders import FOLDER, Home
from siptui.sheets.open_file import open_sheets
from siptui.workbooks.frameworks import cell_text
from siptui.workbooks.frameworks.files import DataFile, files_of
from siptui.workbooks.frameworks.from_sheets import SheetRead, from_sheets
from siptui.workbooks.frameworks.proposed_files import proposed
from siptui.workbooks.frameworks.to_workbook import to_workbook
from support.examples import examples
from support.frameworks.any_framework import Files, frameworks, write
from support.milton_keynes import FRAMEWORK
from support.places import ROOT

SMALL = sorted(path.parent for path in (ROOT / "tests" / "framework").glob("small_frameworks/*/framework.toml"))
HOMES = [FOLDER / name for name in names()] + SMALL


def read_back(name: str, files: list[DataFile], out: Path) -> list[SheetRead]:
    to_workbook(name, files, load(FRAMEWORK)).save(out)
    found, faults = from_sheets(open_sheets(out))
    assert faults == []
    return found


@pytest.mark.parametrize("folder", HOMES, ids=lambda folder: folder.name)
def test_every_framework_comes_back_the_same(folder: Path, tmp_path: Path) -> None:
    files = files_of(Home(folder, "folder"))
    found = read_back(folder.name, files, tmp_path / "a.xlsx")
    assert {each.file.stem: each.file.data for each in found} == {each.stem: each.data for each in files}
    assert proposed(found, folder, None) == [], "an untouched export proposes nothing"


@given(frameworks())
@settings(max_examples=examples(6))
def test_any_framework_comes_back_the_same(tmp_path_factory: pytest.TempPathFactory, files: Files) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder, files)
    standing = files_of(Home(folder, "folder"))
    back = read_back("any", standing, folder / "a.xlsx")
    found = {each.file.stem: each.file for each in back}
    for each in standing:
        assert msgspec.convert(found[each.stem].data, each.kind) == msgspec.convert(each.data, each.kind), each.stem
    assert proposed(back, folder, None) == []


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "#N/A",
        "TRUE",
        "1e5",
        "007",
        "'quoted",
        "_x0041_",
        " blanks ",
        "a\nb",
        " ",
        "\\ ",
        "\\-",
    ]
    files = [DataFile(f"forms/odd{n}", {"title": text, "intro": text, "blocks": []}) for n, text in enumerate(texts)]
    whose = [DataFile("framework", {"title": text, "authority": "Anyshire", "year": "2010-11"}) for text in texts]
    out = tmp_path / "a.xlsx"
    assert [each.file.data for each in read_back("odd", [whose[0], *files], out)] == [whose[0].data] + [
        each.data for each in files
    ]
    assert all(cell.data_type != "f" for sheet in load_workbook(out) for row in sheet.rows for cell in row)
    for each in whose:  # a title of the whole is on the first sheet too
        assert [back.file.data for back in read_back("odd", [each], out)] == [each.data]
        assert all(cell.data_type != "f" for row in load_workbook(out).worksheets[0].rows for cell in row)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n|=/\\- []ns"), max_size=12)
KINDS: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (str, WORDS),
    (list[str], st.lists(WORDS, max_size=4)),
    (list[int], st.lists(st.integers(-9, 99), max_size=4)),
    (dict[str, str], st.dictionaries(WORDS, WORDS, max_size=3)),
    (dict[str, list[str]], st.dictionaries(WORDS, st.lists(WORDS, max_size=3), max_size=3)),
    (dict[str, list[int]], st.dictionaries(WORDS, st.lists(st.integers(0, 13), max_size=3), max_size=3)),
    (dict[str, dict[str, str]], st.dictionaries(WORDS, st.dictionaries(WORDS, WORDS, max_size=3), max_size=3)),
]


@given(st.one_of(*(st.tuples(st.just(kind), values) for kind, values in KINDS)))
@example((dict[str, list[str]], {"ends": ["in a blank that does not break\N{NO-BREAK SPACE}"]}))
@example((dict[str, list[str]], {"is": ["\N{NO-BREAK SPACE}"]}))
def test_whatever_stands_in_a_cell_is_read_as_it_was(case: tuple[Any, Any]) -> None:
    kind, value = case
    found = inspect.type_info(kind)
    assert cell_text.read(cell_text.written(value, found), found) == value


def test_every_key_of_the_model_has_a_place(tmp_path: Path) -> None:
    """Each struct's each key is a column of the sheet of its file, or a list whose rows stand there."""
    from siptui.framework.json_schema import KINDS as FILES
    from siptui.workbooks.frameworks.outline import all_entries, headings, outline

    for kind in FILES.values():
        entry = outline(kind)
        known = set(headings(entry))
        for _, each in all_entries(entry):
            placed = {column.keys[0] for column in each.columns.values()} | set(each.lists)
            assert placed == {field.encode_name for field in each.struct.fields}
            assert set(each.columns) <= known


def test_a_change_in_a_cell_keeps_every_comment_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(FOLDER / FRAMEWORK, folder)
    out = tmp_path / "a.xlsx"
    to_workbook("own", files_of(Home(folder, "folder")), load(FRAMEWORK)).save(out)
    book = load_workbook(out)
    sheet = book["scales"]
    label = [cell.value for cell in sheet[1]].index("label")
    row = next(row for row in sheet.iter_rows(min_row=2) if row[label].value == "Nursery")
    row[label].value = "Nursery school"
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows(min_row=2) if row[label].value == "Junior"))
    book.save(out)
    found, faults = from_sheets(open_sheets(out))
    assert faults == []
    (changed,) = proposed(found, folder, None)
    assert changed.changes == [
        "scales: phase: values: junior is gone",
        "scales: phase: values: nursery: name 'Nursery' is now 'Nursery school'",
    ]
    before = (folder / "scales.toml").read_text("utf-8").splitlines()
    after = (changed.text or "").splitlines()
    assert [line for line in before if line not in after] == [
        '  { value = "nursery", name = "Nursery", mark = "Nur" },',
        '  { value = "junior", name = "Junior", mark = "Jun" },',
    ]
    assert [line for line in after if line not in before] == [
        '  { value = "nursery", name = "Nursery school", mark = "Nur" },'
    ]


def test_entries_that_come_go_and_move_leave_the_comments_of_the_others(tmp_path: Path) -> None:
    from siptui.workbooks.frameworks.toml_in_place import text_with

    old = (
        '# Of the file.\n\n[[kips]]\ncode = "A" # of A\n\n# Before B.\n[[kips]]\ncode = "B"\nname = "Bee"\n\n'
        '# Before C.\n[[kips]]\ncode = "C"\n'
    )
    new = {"kips": [{"code": "C"}, {"code": "A", "name": "Ay"}, {"code": "D"}]}
    text = text_with(old, new)
    assert all(comment in text for comment in ("# Of the file.", "# of A", "# Before C."))
    assert text_with(old, {"kips": [{"code": "A"}, {"code": "B", "name": "Bee"}, {"code": "C"}]}) == old
