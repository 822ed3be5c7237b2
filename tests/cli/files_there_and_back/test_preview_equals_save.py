"""What an import lists beforehand is what the store then holds, and nothing else: for every kind of import there is."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from siptui.documents.answer_mark import mark_of
from siptui.store.store import Store
from support.caseload import invented_list as listed
from support.documents.school_edits import Edit, EditedByOthers
from support.places import SAMPLES
from support.shell import Shell
from support.workbooks.returned_workbook import address_of, edited, type_over

SCHOOL, OTHER = "ashwell_primary", "bramble_infant"
SCORE, TEXT, FOCUS = "progress/reading/3/2010-12", "visits/autumn/judgements/S1.1/evaluation", "visits/autumn/focus"
EVERY: dict[str, Any] = {}
"""What `import` is told of each file that some kind of import takes, by the kind."""
Makes = Callable[[Shell, Path], list[str]]


def kind(made: Makes) -> Makes:
    EVERY[made.__name__] = made
    return made


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    store.add_school("Bramble Infant", "infant", "AB")
    shell = Shell(store.folder)
    shell("set", SCHOOL, TEXT, "Ours as it was sent.")
    return shell


def records(siptui: Shell) -> dict[tuple[str, str], Any]:
    """All that the store holds, by subject and path."""
    lines = (line.partition("\t") for line in siptui("dump").splitlines())
    return {(subject, path): value for subject, _, said in lines for path, value in json.loads(said).items()}


def exported(siptui: Shell, form: str, out: Path, school: str = SCHOOL, **typed: Any) -> list[str]:
    """A workbook in which somebody typed over what stands at some paths."""
    siptui("export", form, school, "--out", str(out))
    for path, value in typed.items():
        edited(out, lambda book, path=path, value=value: type_over(book, out, path, value))
    return [str(out)]


@kind
def progress(siptui: Shell, folder: Path) -> list[str]:
    return exported(siptui, "progress", folder / "d.xlsx", **{SCORE: 15.5, "progress/reading/3/comment": "Steady"})


@kind
def targets(siptui: Shell, folder: Path) -> list[str]:
    return exported(siptui, "targets", folder / "e.xlsx", **{"targets/absence/agreed": 5})


@kind
def summary(siptui: Shell, folder: Path) -> list[str]:
    return exported(siptui, "summary", folder / "f.xlsx", **{"summary/E13/current": 2})


@kind
def note_as_workbook_with_a_comment(siptui: Shell, folder: Path) -> list[str]:
    argv = exported(siptui, "note", folder / "note.xlsx", **{FOCUS: "Reading", TEXT: "Theirs."})
    sheet, address = address_of(folder / "note.xlsx", FOCUS)

    def remark(book: openpyxl.Workbook) -> None:
        book[sheet][address].comment = Comment("Why not writing?", "Mrs J Invented")

    edited(folder / "note.xlsx", remark)
    return argv


@kind
def form_as_workbook(siptui: Shell, folder: Path) -> list[str]:
    return exported(siptui, "visits/autumn", folder / "a.xlsx", **{FOCUS: "=1+1 is no formula"})


@kind
def blank_form_filled_in_and_erasing(siptui: Shell, folder: Path) -> list[str]:
    argv = exported(siptui, "visits/autumn", folder / "a.xlsx", **{TEXT: None, FOCUS: "Reading"})
    return [*argv, "--blank", "erases"]


@kind
def note_as_document_with_a_comment(siptui: Shell, folder: Path) -> list[str]:
    out = folder / "note.docx"
    siptui("export", "note", SCHOOL, "--out", str(out))
    hands = EditedByOthers(out.read_bytes())
    hands.edit(TEXT, Edit(0, 0.5, 0.9, "wholly", tracked=True))
    hands.edit(FOCUS, Edit(0, 0, 0, "Reading", tracked=False))
    hands.comment(TEXT, "We see it otherwise.")
    out.write_bytes(hands.saved())
    return [str(out)]


@kind
def form_as_document(siptui: Shell, folder: Path) -> list[str]:
    out = folder / "deployment.docx"
    siptui("export", "visits/autumn", SCHOOL, "--out", str(out))
    word = docx.Document(str(out))
    marks = [m for m in word.element.body.iter() if m.tag.endswith("}bookmarkStart")]
    assert mark_of(FOCUS) in {each.get(each.tag.replace("bookmarkStart", "name")) for each in marks}
    hands = EditedByOthers(out.read_bytes())
    hands.edit(FOCUS, Edit(0, 0, 0, "Writing", tracked=False))
    out.write_bytes(hands.saved())
    return [str(out)]


@kind
def workbook_with_a_clash_decided(siptui: Shell, folder: Path) -> list[str]:
    argv = exported(siptui, "visits/autumn", folder / "a.xlsx", **{TEXT: "Theirs.", FOCUS: "Reading"})
    siptui("set", SCHOOL, TEXT, "Ours since.")
    return [*argv, "--answer", f"{TEXT}=theirs"]


def table(out: Path, *rows: list[Any]) -> list[str]:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return [str(out), "--school", SCHOOL]


@kind
def summary_made_elsewhere(siptui: Shell, folder: Path) -> list[str]:
    head = ["KIP", "What", "Current", "Target", "Date"]
    day = date(2010, 11, 9)
    rows = ["S1.1", "As judged", 2, 1, day], ["E13", "Community", 3, 2, day], ["E14", "Another", 3, 2, day]
    return table(folder / "f.xlsx", head, *map(list, rows))


@kind
def targets_made_elsewhere_with_what_is_asked_answered(siptui: Shell, folder: Path) -> list[str]:
    head, rows = ["Measure", "2010 actual", "2012 agreed"], [["KS2 L4+ in both English and maths", 71, 78]]
    argv = table(folder / "e.xlsx", head, *rows, ["Overall absence", 0.4, None])
    return [*argv, "--answer", "percent:Sheet!B3=0.4"]


@kind
def averages_made_elsewhere(siptui: Shell, folder: Path) -> list[str]:
    head = ["Year", "APS July 10", "APS Dec 10", "Comment on progress overall"]
    rows = ["Year 3", 14.2, 15, "Steady"], ["Y4", 17, 18, "Two new pupils"]
    return [*table(folder / "d.xlsx", ["Reading"], head, *map(list, rows)), "--kind", "progress"]


@kind
def tracking(siptui: Shell, folder: Path) -> list[str]:
    return [str(SAMPLES / "tracking_whole_school.xlsx"), "--school", SCHOOL, "--kind", "tracking"]


@kind
def list_of_schools_in_blocks(siptui: Shell, folder: Path) -> list[str]:
    file = listed.write(folder / "list.xlsx", listed.rows())
    return [str(file), "--answer", "phase:Special/PRU=special"]


@kind
def list_of_schools_as_a_table(siptui: Shell, folder: Path) -> list[str]:
    """New ones with what is said of them besides, two of one name but for a stop, and one that goes to another."""
    head = ["School", "Phase", "SIP", "Headteacher", "Chair of governors", "DfE number"]
    rows = [
        ["St. Alban's School", "Secondary", "OM", "Mrs J Invented", "Mr K Invented", "8264001"],
        ["St Alban’s, School", "Secondary", "OM", "", "Ms L Invented", ""],
        ["Ashwell Primary", "Primary", "OM", "Mx N Invented", "", ""],
    ]
    return [*table(folder / "list.xlsx", head, *rows)[:1], "--answer", "name:OM=Oswin Moss"]


@kind
def folder_of_all_sorts(siptui: Shell, folder: Path) -> list[str]:
    box = folder / "inbox"
    box.mkdir()
    shutil.copy(SAMPLES / "tracking_whole_school.xlsx", box / "Ashwell Primary tracking.xlsx")
    exported(siptui, "visits/autumn", box / "a.xlsx", **{FOCUS: "Reading"})
    exported(siptui, "visits/autumn", box / "b.xlsx", OTHER, **{FOCUS: "Number"})
    exported(siptui, "summary", box / "f.xlsx", **{"summary/E13/current": 2})
    siptui("export", "note", OTHER, "--out", str(box / "note.docx"))
    return [str(box)]


@pytest.mark.parametrize("name", EVERY)
def test_preview_equals_save(siptui: Shell, tmp_path: Path, name: str) -> None:
    argv = EVERY[name](siptui, tmp_path)
    before = records(siptui)
    told = json.loads(siptui("import", *argv, "--dry-run", "--json"))
    assert records(siptui) == before
    subject = {"changes": [], "subject": SCHOOL}
    shown = {
        (change.get("subject", one.get("subject", SCHOOL)), change["path"]): change["new"]
        for one in (told if isinstance(told, list) else [subject | told])
        for change in one["changes"]
        if one.get("taken", True)
    }
    siptui("import", *argv, "--yes")
    after = records(siptui)
    changed = {at: after.get(at) for at in {*before, *after} if before.get(at) != after.get(at)}
    assert changed == {at: new for at, new in shown.items() if before.get(at) != new}
    assert changed
    if "--answer" not in argv:  # of what is settled by now nothing is asked any more
        siptui("import", *argv, "--yes")
        assert records(siptui) == after
