"""export progress, targets, summary and any form as workbooks, and import of what came back, on the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from siptui.store.store import Store
from support.shell import Shell
from support.workbooks.returned_workbook import edited, type_over

SCORE = "progress/reading/3/2010-12"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    shell = Shell(store.folder)
    shell("set", "ashwell", SCORE, "15.5")
    shell("set", "ashwell", TEXT, "Ours as sent.")
    return shell


def test_part_d_goes_out_and_comes_back(siptui: Shell, tmp_path: Path) -> None:
    out = tmp_path / "d.xlsx"
    assert siptui("export", "progress", "ashwell", "--out", str(out)) == f"wrote {out}\n"
    edited(out, lambda book: type_over(book, out, SCORE, 16.25))
    for named in ([], ["--school", "ashwell"], ["--kind", "progress"]):
        told = json.loads(siptui("import", str(out), *named, "--dry-run", "--json"))
        assert (told["kind"], told["subject"], told["revision"]) == ("progress", "ashwell_primary", 3)
        assert [(c["path"], c["old"], c["new"]) for c in told["changes"]] == [(SCORE, 15.5, 16.25)]
    assert "1 answer taken over" in siptui("import", str(out), "--yes")
    assert siptui("get", "ashwell", SCORE) == "16.25\n"
    assert "nothing would change" in siptui("import", str(out), "--yes")
    siptui("undo", "ashwell")
    assert siptui("get", "ashwell", SCORE) == "15.5\n"


def test_one_person_in_excel_and_one_in_the_program_lose_nothing(siptui: Shell, tmp_path: Path) -> None:
    out, other = tmp_path / "a.xlsx", "visits/autumn/focus"
    siptui("export", "visits/autumn", "ashwell", "--out", str(out))

    def edit(book: openpyxl.Workbook) -> None:
        type_over(book, out, TEXT, "Theirs.")
        type_over(book, out, "visits/autumn/time_in_school", "A day")

    edited(out, edit)
    siptui("set", "ashwell", TEXT, "Ours since.")
    siptui("set", "ashwell", other, "Reading")
    siptui("import", str(out), "--yes", status=1)
    assert siptui("get", "ashwell", "visits/autumn/time_in_school") == "\n"  # nothing, while it is open
    siptui("import", str(out), "--yes", "--answer", f"{TEXT}=ours")
    assert siptui("get", "ashwell", TEXT) == "Ours since.\n"
    assert siptui("get", "ashwell", other) == "Reading\n"
    assert siptui("get", "ashwell", "visits/autumn/time_in_school") == "A day\n"


def test_another_schools_and_another_stores_are_refused(siptui: Shell, store: Store, tmp_path: Path) -> None:
    store.add_school("Bramble Primary", "primary")
    out = tmp_path / "f.xlsx"
    siptui("export", "summary", "ashwell", "--out", str(out))
    assert "is of ashwell_primary" in siptui("import", str(out), "--school", "bramble", "--yes", status=1)
    elsewhere = Shell(tmp_path / "other")
    elsewhere("init")
    assert "is not in this store" in elsewhere("import", str(out), "--yes", status=1)
    assert "is a workbook that siptui wrote" in siptui(
        "import", str(out), "--school", "ashwell", "--kind", "tracking", status=1
    )


def test_a_blank_form_filled_in_is_a_schools_where_that_is_said(siptui: Shell, tmp_path: Path) -> None:
    from siptui.framework import load
    from siptui.workbooks.ours.progress import write_progress

    blank = tmp_path / "blank.xlsx"
    write_progress(load("milton_keynes_2010_11"), blank)
    edited(blank, lambda book: type_over(book, blank, "progress/writing/4/2010-12", 18.5))
    siptui("import", str(blank), "--school", "ashwell", "--kind", "progress", "--yes")
    assert siptui("get", "ashwell", "progress/writing/4/2010-12") == "18.5\n"
    assert siptui("get", "ashwell", SCORE) == "15.5\n"


def test_a_caseload_in_one_command(siptui: Shell, store: Store, tmp_path: Path) -> None:
    store.add_school("Bramble Infant", "infant")
    for kind in ("progress", "targets", "summary"):
        said = siptui("export", kind, "--all", "--out", str(tmp_path / kind))
        assert said.splitlines()[-1] == f"2 workbooks in {tmp_path / kind}"
        assert sorted(p.name for p in (tmp_path / kind).iterdir()) == [
            f"ashwell_primary {kind}.xlsx",
            f"bramble_infant {kind}.xlsx",
        ]


def test_several_kinds_of_a_caseload_in_one_command_and_one_line(siptui: Shell, store: Store, tmp_path: Path) -> None:
    store.add_school("Bramble Secondary", "secondary")
    out = tmp_path / "all"
    said = siptui("export", "progress,targets,note,visits/autumn", "--all", "--xlsx", "--out", str(out))
    assert said == f"8 workbooks in {out}\n"
    assert len(list(out.iterdir())) == 8
    said = siptui("export", "summary,note", "ashwell", "--out", str(tmp_path / "one"))
    assert said == f"1 workbook and 1 document in {tmp_path / 'one'}\n"
    siptui("export", ",", "ashwell", "--out", str(tmp_path / "none"), status=2)


def test_what_no_sheet_says_is_asked_for(siptui: Shell, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "x.xlsx")
    said = siptui("import", str(tmp_path / "x.xlsx"), status=1)
    assert "is no workbook that siptui wrote" in said
    assert "--school" in said


@pytest.mark.parametrize("name", ["milton_keynes_2010_11", "norfolk_2010_11", "england_2025_26"])
def test_a_frameworks_workbook_is_told_from_a_schools(siptui: Shell, tmp_path: Path, name: str) -> None:
    out = tmp_path / "forms.xlsx"
    siptui("framework", "export", name, "--out", str(out))
    said = siptui("import", str(out), status=1)
    assert f"holds the forms of the framework {name}" in said
    assert "`siptui framework import` reads it" in said


def test_part_d_with_a_sheet_a_subject_is_asked_for(siptui: Shell, tmp_path: Path) -> None:
    out = tmp_path / "d.xlsx"
    siptui("export", "progress", "ashwell", "--by-subject", "--out", str(out))
    assert {"Reading", "Writing", "Mathematics"} <= {*openpyxl.load_workbook(out).sheetnames}
    edited(out, lambda book: type_over(book, out, SCORE, 16.25))
    siptui("import", str(out), "--yes")
    assert siptui("get", "ashwell", SCORE) == "16.25\n"
    assert "--by-subject is of progress" in siptui(
        "export", "summary", "ashwell", "--by-subject", "--out", str(tmp_path / "f.xlsx"), status=2
    )
