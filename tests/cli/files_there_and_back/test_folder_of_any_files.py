"""A folder in which tracking files, forms made elsewhere and workbooks of ours lie: each is read as what it is."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from siptui.store.store import Store
from support.places import SAMPLES
from support.shell import Shell

TRACKING = SAMPLES / "tracking_whole_school.xlsx"


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    store.add_school("Birch Green Primary", "primary")
    return Shell(store.folder)


@pytest.fixture
def folder(siptui: Shell, tmp_path: Path) -> Path:
    made = tmp_path / "came back"
    made.mkdir()
    shutil.copy(TRACKING, made / "Ashwell Primary tracking.xlsx")
    siptui("export", "summary", "birch", "--out", str(made / "summary.xlsx"))
    return made


def test_each_is_read_as_what_it_is_and_a_second_time_there_is_nothing_new(siptui: Shell, folder: Path) -> None:
    said = siptui("import", str(folder), "--yes").splitlines()
    assert [line.split("  ")[-1].strip() for line in said if ".xlsx" in line] == ["to be taken", "nothing new"]
    assert said[-1] == "72 answers of 1 file taken over"
    again = siptui("import", str(folder), "--yes").splitlines()
    assert [line.split("  ")[-1].strip() for line in again if ".xlsx" in line] == ["nothing new", "nothing new"]


def test_what_was_shown_is_what_stands_there_then(siptui: Shell, store: Store, folder: Path) -> None:
    before = dict(store.load("ashwell_primary").values)
    told = json.loads(siptui("import", str(folder), "--dry-run", "--json"))
    shown = {each["path"]: each["new"] for one in told if one["taken"] for each in one["changes"]}
    siptui("import", str(folder), "--yes")
    after = store.load("ashwell_primary").values
    changed = {path: value for path, value in after.items() if before.get(path) != value}
    assert len(changed) >= 72
    assert changed == {path: value for path, value in shown.items() if before.get(path) != value}


def test_what_asks_something_or_says_not_whose_it_is_is_left_whole_and_the_others_are_taken(
    siptui: Shell, folder: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Measure", "2010 actual", "2012 agreed"], ["KS2 L4+ in both English and maths", 71, 78]):
        sheet.append(row)
    sheet.append(["Overall absence", 0.4, None])
    book.save(folder / "birch_green_primary targets.xlsx")
    shutil.copy(TRACKING, folder / "no school named.xlsx")
    said = siptui("import", str(folder), "--yes", status=1)
    assert "--answer 'percent:" in said
    assert "no school named.xlsx: is no workbook that siptui wrote" in said
    assert siptui("get", "birch", "targets") in ("", "{}\n")
    assert siptui("get", "ashwell", "progress/reading/3/2010-12")


def test_a_marked_copy_replaces_no_file_but_its_own(siptui: Shell, tmp_path: Path) -> None:
    out = tmp_path / "copy.xlsx"
    asks = ("import", str(TRACKING), "--school", "ashwell", "--dry-run", "--annotate", str(out))
    siptui(*asks)
    siptui(*asks)  # nobody has touched it
    book = openpyxl.load_workbook(out)
    book.worksheets[0]["A1"] = "worked in"
    book.save(out)
    assert "was not replaced" in siptui(*asks, status=1)
    assert openpyxl.load_workbook(out).worksheets[0]["A1"].value == "worked in"
    siptui(*asks, "--force")
