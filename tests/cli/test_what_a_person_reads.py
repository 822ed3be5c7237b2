"""What undo, history, exports and imports print for a person: names of fields, whole paths, no more than a page."""

import json
from pathlib import Path

import openpyxl
import pytest

from siptui.cli.fault_to_exit_status import refusal
from support import split_processes
from support.places import WHOLE_SCHOOL
from support.shell import Shell

CURRENT = "visits/autumn/judgements/S1.1/current"
PAGE = 40


@pytest.fixture
def siptui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    return shell


def test_undo_names_what_it_took_back_and_what_stands(siptui: Shell) -> None:
    siptui("set", "ashwell", CURRENT, "3")
    siptui("set", "ashwell", CURRENT, "2")
    said = siptui("undo", "ashwell")
    assert "taken back: typed" in said
    assert "Autumn visit · S1.1" in said
    assert "3 again (3 Satisfactory)" in said
    assert CURRENT not in said
    assert json.loads(siptui("redo", "ashwell", "--json"))["changes"] == [{"path": CURRENT, "old": "3", "new": "2"}]
    siptui("import", str(WHOLE_SCHOOL), "--school", "ashwell", "--yes")
    said = siptui("undo", "ashwell")
    assert "imported from tracking_whole_school.xlsx" in said
    assert "72 fields" in said
    assert "more" in said
    assert said.count("\n") < 12


def test_history_says_in_words_how_an_edit_was_made(siptui: Shell) -> None:
    siptui("set", "ashwell", CURRENT, "3")
    siptui("undo", "ashwell")
    siptui("redo", "ashwell")
    said = siptui("history", "ashwell")
    assert "tester  undone  Autumn visit" in said
    assert "tester  made again  Autumn visit" in said


def test_history_tells_local_time_and_names(siptui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    siptui("set", "ashwell", CURRENT, "3")
    when = json.loads(siptui("history", "ashwell", "--json"))[-1]["when"]
    monkeypatch.setenv("TZ", "Etc/GMT-9")  # nine hours ahead
    there = siptui("history", "ashwell").splitlines()[-1]
    monkeypatch.setenv("TZ", "UTC")
    here = siptui("history", "ashwell").splitlines()[-1]
    assert when[11:16] in here
    assert f"{(int(when[11:13]) + 9) % 24:02}:{when[14:16]}" in there
    assert "Autumn visit · S1.1" in here
    assert siptui("history", "ashwell", CURRENT) == "3\n"


def test_whatever_was_written_is_told_by_its_whole_path(
    siptui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = siptui("export", "summary", "--all", "--out", "all")
    assert f"1 workbook in {tmp_path}/all" in said
    done = json.loads(siptui("export", "summary", "--all", "--out", "all", "--force", "--json"))
    assert [each["file"] for each in done] == [f"{tmp_path}/all/ashwell_primary summary.xlsx"]
    assert f"wrote {tmp_path}/f.xlsx" in siptui("export", "summary", "ashwell", "--out", "f.xlsx")
    assert f"wrote {tmp_path}/r.xlsx" in siptui("review", "--out", "r.xlsx")
    assert f"wrote {tmp_path}/b.zip" in siptui("backup", "b.zip")


def test_an_import_is_a_page(siptui: Shell) -> None:
    file = str(WHOLE_SCHOOL)
    for words in (("--dry-run",), ("--yes",)):
        said = siptui("import", file, "--school", "ashwell", *words)
        assert said.count("\n") <= PAGE
        assert said.startswith("72 figures would change\n")
        assert "--details" in said
        assert max(map(len, said.splitlines()[:20])) <= 80
    again = siptui("import", file, "--school", "ashwell", "--dry-run", "--details")
    assert again.count("\n") > PAGE
    assert "This very file was imported before" in again
    assert "0 figures would change" in again
    moved = siptui("set", "ashwell", "progress/reading/3/2010-12", "9.5")
    assert moved == ""
    said = siptui("import", file, "--school", "ashwell", "--dry-run")
    assert "9.50→16.48 58" in said
    assert "17 rows of the grid would stay as they are" in said


def test_a_page_holds_what_is_wrong_and_asked_too(siptui: Shell, tmp_path: Path) -> None:
    head = ["Name", "Year", *(f"Reading {m} {y}" for y in ("10", "11") for m in ("Mar", "Jul", "Dec"))]
    lines = [",".join(head + [f"Odd {n}" for n in range(60)])]
    lines += [f"Pupil {n},{n % 6 + 1},2b,2a,x{n},3c,q{n},2c" + ",w" * 60 for n in range(200)]
    path = tmp_path / "odd.csv"
    path.write_text("\n".join(lines))
    argv = [*("--store", str(siptui.folder), "--as", "tester"), "import", str(path), "--school", "ashwell", "--dry-run"]
    done = split_processes.run(argv)
    assert done.status in (0, 1)
    assert (done.out + done.err).count("\n") <= PAGE


def test_a_date_with_points_and_a_short_year(siptui: Shell) -> None:
    siptui("set", "ashwell", "visits/autumn/date", "31.3.11")
    assert siptui("get", "ashwell", "visits/autumn/date") == "2011-03-31\n"


def test_a_store_that_is_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "link that leads back to itself" in Shell(tmp_path / "a")("schools", status=1)


def test_an_endless_number_and_too_little_memory_are_said_in_plain_words(siptui: Shell) -> None:
    said = siptui("set", "ashwell", "targets/ks2_l4_em/agreed", "9" * 5000, status=1)
    assert said.rstrip().endswith("is not a number")
    assert len(said) < 200
    status, (line,) = refusal(MemoryError())
    assert (status, "too little memory" in line, "MemoryError" in line) == (3, True, False)


def test_digits_that_were_typed_stay_a_text_in_the_reviews_workbook(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", "school/name", "0042")
    siptui("set", "ashwell", "school/sip", "007")
    siptui("review", "--out", str(tmp_path / "r.xlsx"))
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0].iter_rows() for cell in row]
    assert {cell.value: cell.data_type for cell in cells if cell.value in ("0042", "007", 42, 7)} == {
        "0042": "s",
        "007": "s",
    }
