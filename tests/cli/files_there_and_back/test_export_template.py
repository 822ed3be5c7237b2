"""export --template: the authority's own workbook filled, on the command line."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from siptui.store.files import own_cache
from siptui.store.store import Store
from support.shell import Shell
from support.workbooks.authority_template import STALE, progress_book, table_book

KIP = "summary/E13"
pytestmark = pytest.mark.filterwarnings("ignore:.*not supported.*:UserWarning:openpyxl")  # what openpyxl would lose


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    shell = Shell(store.folder)
    shell("set", "ashwell", "progress/reading/3/2010-12", "15.5")
    return shell


def remembered() -> list[Path]:
    folder = own_cache.place("templates")
    return sorted(each for each in folder.iterdir() if each.suffix != ".lock") if folder.is_dir() else []


def test_it_is_filled_and_remembered(siptui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    template, out = progress_book(tmp_path / "la.xlsm", macros=True), tmp_path / "out.xlsm"
    export = ["export", "progress", "ashwell", "--template", str(template), "--out"]
    said = json.loads(siptui(*export, str(out), "--json"))
    assert said["file"] == str(out)
    assert said["notes"][0].endswith("cells were filled")
    assert any("macros were kept" in note for note in said["notes"])
    assert openpyxl.load_workbook(out, keep_vba=True)["APS grid"]["C8"].value == 15.5
    (known,) = remembered()
    first, told = out.read_bytes(), known.stat().st_mtime_ns
    siptui(*export, str(out))
    assert out.read_bytes() == first
    assert known.stat().st_mtime_ns == told  # it was not read anew
    known.write_bytes(b"damaged")
    siptui(*export, str(out))
    assert out.read_bytes() == first


def test_another_school_is_filled_from_what_is_remembered(siptui: Shell, tmp_path: Path, store: Store) -> None:
    store.add_school("Barley Primary", "primary", "AB")
    siptui("set", "barley", "progress/reading/3/2010-12", "17.25")
    template, known = progress_book(tmp_path / "la.xlsx"), len(remembered())
    out = tmp_path / "all"
    siptui("export", "progress", "--all", "--template", str(template), "--out", str(out))
    files = sorted(out.iterdir())
    assert [file.suffix for file in files] == [".xlsx", ".xlsx"]
    assert [openpyxl.load_workbook(file)["APS grid"]["C8"].value for file in files] == [15.5, 17.25]
    assert len(remembered()) == known + 1


def test_what_has_no_place_is_refused_with_what_was_looked_for(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", "progress/reading/3/comment", "Steady.")
    template, out = progress_book(tmp_path / "la.xlsx"), tmp_path / "out.xlsx"
    export = ["export", "progress", "ashwell", "--template", str(template), "--out", str(out)]
    refused = siptui(*export, status=1)
    assert "la.xlsx: has no place for" in refused
    assert "under a heading “Comment on progress overall”" in refused
    assert not out.exists()
    siptui(*export, "--leave-out")
    assert openpyxl.load_workbook(out)["APS grid"]["C8"].value == 15.5


def test_part_f_and_a_form_by_its_path(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", f"{KIP}/current", "2")
    template = table_book(tmp_path / "la.xlsx", {"F": [["KIP", "Current", "Target"], [KIP.rpartition("/")[2]]]})
    siptui(
        "export", "summary", "ashwell", "--template", str(template), "--out", str(tmp_path / "f.xlsx"), "--leave-out"
    )
    assert openpyxl.load_workbook(tmp_path / "f.xlsx")["F"]["B2"].value == 2
    siptui("set", "ashwell", "visits/autumn/time_in_school", "A day")
    template = table_book(tmp_path / "v.xlsx", {"Visit": [["Time in school"], ["Anything"]]})
    export = ["export", "visits/autumn", "ashwell", "--template", str(template), "--out", str(tmp_path / "w.xlsx")]
    siptui(*export, "--leave-out")
    assert openpyxl.load_workbook(tmp_path / "w.xlsx")["Visit"]["B1"].value == "A day"


def test_what_cannot_be_a_template_is_refused(siptui: Shell, tmp_path: Path) -> None:
    text = tmp_path / "la.xlsx"
    text.write_text("Year,Dec 10\n3,\n")
    export = ["export", "progress", "ashwell", "--out", str(tmp_path / "out.xlsx"), "--template"]
    assert "cannot be filled" in siptui(*export, str(text), status=1)
    assert "no such" in siptui(*export, str(tmp_path / "none.xlsx"), status=1)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(progress_book(tmp_path / "whole.xlsx").read_bytes()[:3000])
    assert "cut.xlsx: " in siptui(*export, str(cut), status=1)
    macros = progress_book(tmp_path / "m.xlsm", macros=True).rename(tmp_path / "named.xlsx")
    assert "is of the kind .xlsm" in siptui(*export, str(macros), status=1)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (400 << 20))
    assert "bomb.xlsx: " in siptui(*export, str(bomb), status=1)
    assert not (tmp_path / "out.xlsx").exists()


def test_the_template_itself_is_never_written_over(siptui: Shell, tmp_path: Path) -> None:
    template = progress_book(tmp_path / "la.xlsx")
    before = template.read_bytes()
    (tmp_path / "other.xlsx").symlink_to(template)
    for out in (template, tmp_path / "other.xlsx"):
        export = ["export", "progress", "ashwell", "--template", str(template), "--out", str(out), "--force"]
        assert "stays as it is" in siptui(*export, status=1)
    assert template.read_bytes() == before


def test_a_file_that_somebody_has_worked_in_stays(siptui: Shell, tmp_path: Path) -> None:
    template, out = progress_book(tmp_path / "la.xlsx"), tmp_path / "out.xlsx"
    export = ["export", "progress", "ashwell", "--template", str(template), "--out", str(out)]
    siptui(*export)
    book = openpyxl.load_workbook(out)
    book["APS grid"]["H6"] = "below"
    book.save(out)
    assert "was not replaced" in siptui(*export, status=1)
    siptui(*export, "--force")
    assert openpyxl.load_workbook(out, data_only=True)["Overview & sums"]["B3"].value == STALE
