"""A workbook is on disk whole or not at all, and nothing that was there is lost."""

import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from siptui.records.problem import Refused
from siptui.store.files import export_file as module
from siptui.workbooks.save import save


def refusal(out: Path) -> str:
    with pytest.raises(Refused) as caught:
        save(Workbook(), out)
    line = str(caught.value)
    assert "\n" not in line
    assert str(out) in line
    return line


def test_it_is_written_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "Part F of St Mary's £5.xlsx"
    save(Workbook(), out)
    assert openpyxl.load_workbook(out).sheetnames == ["Sheet"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    out = tmp_path / "f.xlsx"
    out.write_text("old")
    out.chmod(0o640)
    save(Workbook(), out)
    assert out.stat().st_mode & 0o777 == 0o640
    assert out.read_bytes().startswith(b"PK")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    link.symlink_to(real)
    save(Workbook(), link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"PK")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").mkdir()
    assert "is a folder" in refusal(tmp_path / "f.xlsx")


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "none" / "f.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "there is no folder" in refusal(tmp_path / "file" / "f.xlsx")


@pytest.mark.parametrize("name", ["f.xls", "f.ods", "f", "f.xlsx.pdf"])
def test_only_a_name_that_spreadsheet_programs_open_is_taken(tmp_path: Path, name: str) -> None:
    assert ".xlsx" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["x" * 300 + ".xlsx", "a\0b.xlsx"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    assert "cannot be written" in refusal(tmp_path / name)


def test_what_is_not_an_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "not an ordinary file" in refusal(tmp_path / "pipe.xlsx")


@pytest.mark.parametrize("lock", [".~lock.f.xlsx#", "~$f.xlsx"])
def test_a_file_open_in_another_program_is_left_alone(tmp_path: Path, lock: str) -> None:
    out = tmp_path / "f.xlsx"
    out.write_text("old")
    (tmp_path / lock).touch()
    assert "is open in another program" in refusal(out)
    assert out.read_text() == "old"


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "f.xlsx"
    out.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != out)
    assert "may not change that file" in refusal(out)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    assert "may not write in the folder" in refusal(out)
    assert out.read_text() == "old"


@pytest.mark.parametrize("step", ["fsync", "replace", "save"])
def test_when_writing_fails_the_old_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    out = tmp_path / "f.xlsx"
    out.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    owner = {"fsync": module.os, "replace": Path, "save": Workbook}[step]
    monkeypatch.setattr(owner, step, full)
    assert "No space left" in refusal(out)
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]
