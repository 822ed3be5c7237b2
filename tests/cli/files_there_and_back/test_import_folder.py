"""import DIR: what came back from many, in one table, taken together; a second time there is nothing new."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from siptui.store.store import Store
from support import split_processes
from support.shell import Shell
from support.workbooks.returned_workbook import edited, type_over

SCORE = "progress/reading/3/2010-12"
FOCUS = "visits/autumn/focus"


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    store.add_school("Bramble Infant", "infant", "AB")
    return Shell(store.folder)


@pytest.fixture
def inbox(siptui: Shell, tmp_path: Path) -> Path:
    """Two workbooks of one school, one of another, a document, a workbook of nobody's, and what a program left."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    siptui("export", "progress", "ashwell", "--out", str(folder / "a d.xlsx"))
    siptui("export", "visits/autumn", "ashwell", "--out", str(folder / "a visit.xlsx"))
    siptui("export", "visits/autumn", "bramble", "--out", str(folder / "b visit.xlsx"))
    siptui("export", "note", "bramble", "--out", str(folder / "b note.docx"))
    edit(folder / "a d.xlsx", SCORE, 15.5)
    edit(folder / "a visit.xlsx", FOCUS, "Reading")
    edit(folder / "b visit.xlsx", FOCUS, "Number")
    (folder / "~$b visit.xlsx").write_bytes(b"left")
    (folder / "agenda.txt").write_text("no workbook")
    Workbook().save(folder / "z own.xlsx")
    return folder


def edit(file: Path, path: str, value: object) -> None:
    edited(file, lambda book: type_over(book, file, path, value))


def everything(siptui: Shell, *argv: str) -> str:
    """What a command that leaves with status 1 prints and complains of."""
    done = split_processes.run(["--store", str(siptui.folder), "--as", "tester", *argv])
    assert done.status == 1, done
    return str(done.out + done.err)


def test_all_is_taken_that_can_be_and_the_rest_is_said(siptui: Shell, inbox: Path) -> None:
    before = siptui("dump")
    said = everything(siptui, "import", str(inbox), "--dry-run", "--json")
    told = json.loads(said[: said.rindex("]") + 1])
    assert siptui("dump") == before
    assert [Path(each["file"]).name for each in told] == [
        "a d.xlsx",
        "a visit.xlsx",
        "b note.docx",
        "b visit.xlsx",
        "z own.xlsx",
    ]
    listed = {(each["subject"], c["path"]): c["new"] for each in told if each["taken"] for c in each["changes"]}
    said = everything(siptui, "import", str(inbox), "--yes")
    assert "3 answers of 3 files taken over" in said
    assert "is no workbook that siptui wrote" in said
    for (subject, path), new in listed.items():
        assert json.loads(siptui("get", subject, path, "--json")) == new
    assert siptui("get", "ashwell", SCORE) == "15.5\n"
    after = siptui("dump")
    (inbox / "z own.xlsx").unlink()
    assert "taken over" not in siptui("import", str(inbox), "--yes")
    assert siptui("dump") == after


def test_a_file_in_which_something_clashes_is_left_whole_and_the_others_taken(siptui: Shell, inbox: Path) -> None:
    (inbox / "z own.xlsx").unlink()
    edit(inbox / "a visit.xlsx", "visits/autumn/time_in_school", "A day")
    siptui("set", "ashwell", FOCUS, "Ours since")
    said = everything(siptui, "import", str(inbox), "--yes")
    assert "changed on both sides: Autumn visit · Focus of visit" in said
    assert siptui("get", "ashwell", FOCUS) == "Ours since\n"
    assert siptui("get", "ashwell", "visits/autumn/time_in_school") == "\n"
    assert siptui("get", "ashwell", SCORE) == "15.5\n"
    assert siptui("get", "bramble", FOCUS) == "Number\n"


def test_two_files_that_say_different_things_of_one_answer_clash(siptui: Shell, inbox: Path) -> None:
    (inbox / "z own.xlsx").unlink()
    (inbox / "a visit 2.xlsx").write_bytes((inbox / "a visit.xlsx").read_bytes())
    edit(inbox / "a visit 2.xlsx", FOCUS, "Writing")
    said = everything(siptui, "import", str(inbox), "--dry-run")
    assert "changed on both sides" in said
    siptui("import", str(inbox), "--yes", status=1)
    assert siptui("get", "ashwell", FOCUS) == "Reading\n" or siptui("get", "ashwell", FOCUS) == "Writing\n"


def test_what_both_sides_changed_is_chosen_in_for_the_whole_folder(siptui: Shell, inbox: Path) -> None:
    """By its path in every file, or in that of one school alone; what is chosen is shown and is what is taken."""
    (inbox / "z own.xlsx").unlink()
    for school in ("ashwell", "bramble"):
        siptui("set", school, FOCUS, f"Ours of {school} since")
    said = everything(siptui, "import", str(inbox), "--yes")
    assert f"--answer 'ashwell_primary/{FOCUS}=theirs'" in said
    assert siptui("get", "ashwell", SCORE) == "15.5\n"
    first = ("--answer", f"ashwell_primary/{FOCUS}=theirs")
    told = json.loads(everything(siptui, "import", str(inbox), *first, "--dry-run", "--json").partition("\n]")[0] + "]")
    assert [(c["path"], c["new"]) for each in told if each["taken"] for c in each["changes"]] == [(FOCUS, "Reading")]
    siptui("import", str(inbox), *first, "--yes", status=1)  # that of the other school was left
    assert siptui("get", "ashwell", FOCUS) == "Reading\n"
    assert siptui("get", "bramble", FOCUS) == "Ours of bramble since\n"
    siptui("set", "ashwell", FOCUS, "Ours again")
    siptui("import", str(inbox), "--answer", "visits/autumn=ours", "--yes")
    assert siptui("get", "ashwell", FOCUS) == "Ours again\n"
    assert siptui("get", "bramble", FOCUS) == "Ours of bramble since\n"
    for wrong in ("visits/spring=ours", f"{FOCUS}=mine"):
        siptui("import", str(inbox), "--answer", wrong, "--yes", status=1)


def test_a_blank_erases_in_a_folder_only_where_it_is_asked_to(siptui: Shell, inbox: Path) -> None:
    (inbox / "z own.xlsx").unlink()
    siptui("set", "ashwell", "visits/autumn/time_in_school", "A day")
    siptui("export", "visits/autumn", "ashwell", "--out", str(inbox / "a visit.xlsx"), "--force")
    edit(inbox / "a visit.xlsx", "visits/autumn/time_in_school", None)
    assert "blank" in everything_said(siptui, inbox)
    assert siptui("get", "ashwell", "visits/autumn/time_in_school") == "A day\n"
    siptui("import", str(inbox), "--blank", "erases", "--yes")
    assert siptui("get", "ashwell", "visits/autumn/time_in_school") == "\n"


def everything_said(siptui: Shell, inbox: Path) -> str:
    done = split_processes.run(["--store", str(siptui.folder), "--as", "tester", "import", str(inbox), "--yes"])
    return str(done.out + done.err)


def test_what_is_of_one_file_is_no_folders(siptui: Shell, inbox: Path, tmp_path: Path) -> None:
    assert "is a folder" in siptui("import", str(inbox), "--kind", "note", status=2)
    (tmp_path / "empty").mkdir()
    assert "holds no workbook" in siptui("import", str(tmp_path / "empty"), "--yes", status=1)
