"""`import note.docx`: what the school changed, on the command line."""

import json
from pathlib import Path

import pytest

from siptui.store.store import Store
from support import split_processes
from support.documents.edited_docx import EditedDocx
from support.documents.opened_docx import text_of
from support.shell import Shell

TEXT = "visits/autumn/judgements/S1.1/evaluation"
OTHER = "visits/autumn/judgements/S2/evaluation"
COMMENTS = "visits/autumn/comments"
WORD = "visits/autumn/accuracy"


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    shell = Shell(store.folder)
    shell("set", "ashwell", TEXT, "Ours as sent.")
    return shell


@pytest.fixture
def note(siptui: Shell, tmp_path: Path) -> Path:
    out = tmp_path / "note.docx"
    siptui("export", "note", "ashwell", "--out", str(out))
    return out


def edited(note: Path, **texts: str) -> Path:
    document = EditedDocx(note)
    for path, text in texts.items():
        document.type_over(path, text)
    out = note.with_name("back.docx")
    out.write_bytes(document.saved())
    return out


def test_untouched_it_changes_nothing(siptui: Shell, note: Path) -> None:
    said = siptui("import", str(note), "--yes")
    assert "nothing would change" in said
    assert json.loads(siptui("import", str(note), "--dry-run", "--json"))["changes"] == []


def test_what_the_school_changed_is_shown_and_taken_on_yes(siptui: Shell, note: Path) -> None:
    back = str(edited(note, **{TEXT: "Theirs.", OTHER: "Attendance is up."}))
    told = json.loads(siptui("import", back, "--dry-run", "--json"))
    assert (told["kind"], told["subject"], told["three_way"]) == ("note", "ashwell_primary", True)
    assert {c["path"]: (c["old"], c["new"]) for c in told["changes"]} == {
        TEXT: ("Ours as sent.", "Theirs."),
        OTHER: (None, "Attendance is up."),
    }
    assert siptui("get", "ashwell", TEXT) == "Ours as sent.\n"
    assert "add --yes" in siptui("import", back, status=1)
    said = siptui("import", back, "--yes")
    assert "theirs: Attendance is up." in said
    assert "2 answers taken over" in said
    assert siptui("get", "ashwell", TEXT) == "Theirs.\n"
    assert "imported from back.docx" in siptui("history", "ashwell")
    assert "nothing would change" in siptui("import", back, "--yes")


def test_a_clash_is_answered(siptui: Shell, note: Path) -> None:
    back = str(edited(note, **{TEXT: "Theirs.", OTHER: "Attendance is up."}))
    siptui("set", "ashwell", TEXT, "Ours since.")
    siptui("import", back, "--yes", status=1)
    assert siptui("get", "ashwell", OTHER) == "\n"  # all of it or none of it
    [clash] = json.loads(split_out(siptui, back))["clashes"]
    assert (clash["base"], clash["ours"], clash["theirs"]) == ("Ours as sent.", "Ours since.", "Theirs.")
    assert "names neither side" in siptui("import", back, "--yes", "--answer", f"{TEXT}=mine", status=1)
    assert "is nothing that" in siptui("import", back, "--yes", "--answer", "school/name=ours", status=1)
    left = ("--answer", f"{OTHER}=ours")
    assert "nothing to change" in siptui("import", back, "--yes", "--answer", f"{TEXT}=ours", *left)
    assert siptui("get", "ashwell", OTHER) == "\n"
    siptui("import", back, "--yes", "--answer", f"{TEXT}=ours")
    assert siptui("get", "ashwell", TEXT) == "Ours since.\n"
    assert siptui("get", "ashwell", OTHER) == "Attendance is up.\n"
    siptui("import", back, "--yes", "--answer", f"{TEXT}=theirs")
    assert siptui("get", "ashwell", TEXT) == "Theirs.\n"


def split_out(siptui: Shell, back: str) -> str:
    """What is printed though the command ends with 1."""
    done = split_processes.run(["--store", str(siptui.folder), "--as", "tester", "import", back, "--dry-run", "--json"])
    assert done.status == 1
    return done.out


def problems(siptui: Shell, note: Path) -> list[dict[str, str]]:
    """What is said of a document."""
    found: list[dict[str, str]] = json.loads(siptui("import", str(note), "--dry-run", "--json"))["problems"]
    return found


def test_comments_are_kept_with_the_note_each_once(siptui: Shell, note: Path) -> None:
    document = EditedDocx(note)
    document.comment(TEXT, "Mrs J Invented", "Not accurate.")
    document.comment(OTHER, "Mr K Invented", "Two lines.\nHere.")
    note.write_bytes(document.saved())
    told = json.loads(siptui("import", str(note), "--dry-run", "--json"))
    assert [(each["row"], each["where"]) for each in told["comments"]] == [
        (f"{COMMENTS}/1", "Autumn visit · S1.1 Evaluation"),
        (f"{COMMENTS}/2", "Autumn visit · S2 Evaluation"),
    ]
    kept = {change["path"]: (change["old"], change["new"]) for change in told["changes"]}
    assert kept[f"{COMMENTS}/1/comment"] == (None, "Not accurate.")
    said = siptui("import", str(note), "--yes", "--answer", f"{COMMENTS}/2=ours")
    assert "comment of Mrs J Invented, 1 Dec 10 10:20 on Autumn visit · S1.1 Evaluation (to be kept at" in said
    assert "1 comment taken over" in said
    assert siptui("get", "ashwell", f"{COMMENTS}/1/who") == "Mrs J Invented\n"
    assert siptui("get", "ashwell", f"{COMMENTS}/1/when") == "2010-12-01 10:20\n"
    assert siptui("get", "ashwell", f"{COMMENTS}/1/about") == "S1.1 Evaluation: “Ours as sent.”\n"
    again = siptui("import", str(note), "--yes")
    assert "Mrs J Invented, 1 Dec 10 10:20 on Autumn visit · S1.1 Evaluation (kept already)" in again
    assert "1 comment taken over" in again
    assert siptui("get", "ashwell", f"{COMMENTS}/2/comment") == "Two lines.\nHere.\n"
    assert "nothing to change" in siptui("import", str(note), "--yes")
    siptui("set", "ashwell", f"{COMMENTS}/1/answer", "It says so now.")
    assert "Answer: It says so now." in siptui("note", "ashwell")


def test_a_comment_on_a_note_that_is_final_is_said(siptui: Shell, note: Path) -> None:
    document = EditedDocx(note)
    document.comment(TEXT, "Mrs J Invented", "Not accurate.")
    note.write_bytes(document.saved())
    for field, value in (
        ("date", "2010-11-09"),
        ("time_in_school", "3 h"),
        ("present", "AB"),
        ("activities", "Lessons."),
    ):
        siptui("set", "ashwell", f"visits/autumn/{field}", value)
    for step in ("send", "agree"):
        siptui("step", "ashwell", "visits/autumn", step)
    assert [p["code"] for p in problems(siptui, note)] == ["comments_locked"]
    assert "(not kept):\n    Not accurate." in siptui("import", str(note), "--yes")


def test_the_headteachers_word_is_ticked_in_the_document(siptui: Shell, note: Path) -> None:
    document = EditedDocx(note)
    assert text_of(document.cell(WORD)) == "☐ Accurate    ☐ Not accurate"
    document.tick(WORD, "Not accurate")
    note.write_bytes(document.saved())
    siptui("import", str(note), "--yes")
    assert siptui("get", "ashwell", WORD) == "not_accurate\n"
    assert "The Headteacher finds this note: Not accurate" in siptui("note", "ashwell")
    siptui("export", "note", "ashwell", "--out", str(note), "--force")
    document = EditedDocx(note)
    assert text_of(document.cell(WORD)) == "☐ Accurate    ☒ Not accurate"
    document.tick(WORD, "Accurate")  # and the other as it was: nobody knows which
    note.write_bytes(document.saved())
    assert [p["code"] for p in problems(siptui, note)] == ["bad_value"]
    document.type_over(WORD, "accurate")
    note.write_bytes(document.saved())
    siptui("import", str(note), "--yes")
    assert siptui("get", "ashwell", WORD) == "accurate\n"


def test_what_has_nothing_to_do_with_it_is_refused(siptui: Shell, store: Store, note: Path, tmp_path: Path) -> None:
    store.add_school("Birch Green Primary", "primary")
    said = siptui("import", str(note), "--school", "birch", "--yes", status=1)
    assert "is of ashwell_primary, and not of birch_green_primary" in said
    for name, value, expected in (
        ("siptui_subject", "elsewhere", "which is not in this store"),
        ("siptui_version", "2", "was written by a newer siptui"),
        ("siptui_schema", "other", "is no document that siptui wrote"),
        ("siptui_framework", "other_forms", "was made under the forms"),
    ):
        document = EditedDocx(note)
        document.set_property(name, value)
        other = tmp_path / "other.docx"
        other.write_bytes(document.saved())
        assert expected in siptui("import", str(other), "--yes", status=1)
    for name, content in (
        ("a.docx", b"Dear SIP"),
        ("b.docx", note.read_bytes()[:999]),
        ("c.odt", b"PK"),
        ("d.docx", b""),
    ):
        (tmp_path / name).write_bytes(content)
        assert name in siptui("import", str(tmp_path / name), "--yes", status=1)
    with (tmp_path / "huge.docx").open("wb") as file:
        file.write(b"PK")
        file.truncate(60 << 20)
    assert "take out pictures" in siptui("import", str(tmp_path / "huge.docx"), "--yes", status=1)
    (tmp_path / "folder.docx").mkdir()
    assert "is a folder" in siptui("import", str(tmp_path / "folder.docx"), "--yes", status=1)
    assert "no such file" in siptui("import", str(tmp_path / "gone.docx"), "--yes", status=1)


def test_a_revision_that_the_store_has_not_is_said_and_merged_two_ways(siptui: Shell, note: Path) -> None:
    document = EditedDocx(note)
    document.set_property("siptui_digest", "of another store")
    document.type_over(OTHER, "Attendance is up.")
    note.write_bytes(document.saved())
    told = json.loads(siptui("import", str(note), "--dry-run", "--json"))
    assert told["three_way"] is False
    assert [c["path"] for c in told["changes"]] == [OTHER]
    assert [p["code"] for p in told["problems"]] == ["base_not_known"]
