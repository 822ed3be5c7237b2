"""Workbooks of ours that lost what says so, or were written by an earlier siptui, are read as far as can be told."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from siptui.intake.came_back import came_back
from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.store import Store
from siptui.workbooks.export import write_workbook
from support.workbooks.returned_workbook import edited, type_over

SCORE, OTHER = "progress/reading/3/2010-12", "progress/reading/4/2010-12"


@pytest.fixture
def school(store: Store) -> str:
    school = store.add_school("Ashwell Primary", "primary", "AB")
    store.change(school, [Change(SCORE, 12.0), Change(OTHER, 14.0)])
    return school


@pytest.fixture
def file(store: Store, school: str, tmp_path: Path) -> Path:
    made, out = store.load(school), tmp_path / "d.xlsx"
    write_workbook(store.fields, made.values, school, made.revision, out, form="progress")
    edited(out, lambda book: type_over(book, out, SCORE, 15.5))
    store.change(school, [Change(OTHER, 16.0)])
    return out


def without_properties(file: Path) -> Path:
    made = file.with_name("bare.xlsx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name == "docProps/custom.xml":
                continue
            new.writestr(name, old.read(name))
    return made


def without_hidden_sheet(file: Path) -> Path:
    def drop(book: Workbook) -> None:
        for name in [*book.defined_names]:
            del book.defined_names[name]
        book.remove(book["siptui"])

    edited(file, drop)
    return file


def test_without_its_properties_the_hidden_sheet_says_what_it_is(store: Store, file: Path) -> None:
    found = came_back(store, without_properties(file), None).proposal
    assert (found.three_way, [(c.path, c.new) for c in found.changes]) == (True, [(SCORE, 15.5)])


def test_without_its_hidden_sheet_the_properties_say_what_it_is(store: Store, file: Path) -> None:
    found = came_back(store, without_hidden_sheet(file), None).proposal
    assert (found.three_way, [(c.path, c.new) for c in found.changes]) == (True, [(SCORE, 15.5)])


def test_without_both_it_is_asked_whose_it_is_and_read_two_ways(store: Store, school: str, file: Path) -> None:
    bare = without_hidden_sheet(file)
    book = openpyxl.load_workbook(bare)
    for each in [*book.custom_doc_props.names]:  # type: ignore[attr-defined]
        del book.custom_doc_props[each]  # type: ignore[attr-defined]
    book.save(bare)
    with pytest.raises(Refused, match="say whose it is: --school"):
        came_back(store, bare, None)
    found = came_back(store, bare, school).proposal
    assert (found.three_way, found.changes) == (False, [])
    assert {clash.path: (clash.ours, clash.theirs) for clash in found.merged.clashes} == {
        SCORE: (12.0, 15.5),
        OTHER: (16.0, 14.0),
    }
    assert "base_not_known" in [each.code for each in found.problems]


def test_one_of_an_earlier_siptui_is_read_by_its_headings(store: Store, school: str, tmp_path: Path) -> None:
    """It kept its revision as a number, and did not say where its answers are."""
    book, old = Workbook(), tmp_path / "old.xlsx"
    sheet = book.worksheets[0]
    for row in (
        ["Subject: Reading"],
        ["Year group", "APS July 10", "APS Dec 10"],
        [3, None, 15.5],
        [4, None, 15],
        [5, None, 17],
    ):
        sheet.append(row)
    hidden = book.create_sheet("siptui")
    hidden.sheet_state = "hidden"
    said = {"schema": "siptui workbook", "version": 1, "kind": "progress", "school": school, "revision": 1}
    for pair in said.items():
        hidden.append(pair)
    book.save(old)
    found = came_back(store, old, None).proposal
    assert [(c.path, c.new) for c in found.changes] == [("progress/reading/5/2010-12", 17)]
    assert [clash.path for clash in found.merged.clashes] == [SCORE, OTHER]
    assert [each.code for each in found.problems] == ["earlier_workbook"]
