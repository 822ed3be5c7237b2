"""The command line, as a person or a script meets it: what it prints, its exit status, and no traceback ever."""

import json
from pathlib import Path

import pytest

from support.places import SAMPLES
from support.shell import Shell

CURRENT = "visits/autumn/judgements/S1.1/current"


@pytest.fixture
def siptui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    return shell


@pytest.fixture
def ashwell(siptui: Shell) -> Shell:
    assert siptui("add-school", "Ashwell Primary", "--phase", "primary", "--sip", "AB") == "ashwell_primary\n"
    return siptui


def test_set_get_history_undo(ashwell: Shell) -> None:
    ashwell("set", "ashwell", CURRENT, "3")
    ashwell("set", "ashwell", CURRENT, "good")
    assert ashwell("get", "ashwell", CURRENT) == "2\n"
    assert ashwell("history", "ashwell", CURRENT) == "3\n2\n"
    assert "3 again" in ashwell("undo", "ashwell")
    assert ashwell("get", "ashwell", CURRENT) == "3\n"
    ashwell("redo", "ashwell")
    assert ashwell("get", "ashwell", CURRENT) == "2\n"
    ashwell("set", "ashwell", CURRENT, "")
    assert ashwell("get", "ashwell", CURRENT) == "\n"


def test_get_prints_a_text_bare_and_anything_else_as_json(ashwell: Shell) -> None:
    text = "Boys' writing: [amber] café 🙂\nsecond line"
    ashwell("set", "ashwell", "visits/autumn/judgements/S1.1/evaluation", text)
    assert ashwell("get", "ashwell", "visits/autumn/judgements/S1.1/evaluation") == text + "\n"
    ashwell("set", "ashwell", "progress/reading/3/2010-12", "15.5")
    assert json.loads(ashwell("get", "ashwell", "progress/reading/3/2010-12")) == 15.5
    assert json.loads(ashwell("get", "ashwell", "progress")) == {"reading": {"3": {"2010-12": 15.5}}}
    assert json.loads(ashwell("get", "ashwell"))["school"]["sip"] == "AB"
    assert json.loads(ashwell("get", "ashwell", "visits/summer")) == {}
    assert json.loads(ashwell("get", "ashwell", "school/name", "--json")) == "Ashwell Primary"


def test_expect_is_strict(ashwell: Shell) -> None:
    ashwell("set", "ashwell", "school/number", "1", "--expect", "")
    ashwell("set", "ashwell", "school/number", "2", "--expect", "1")
    assert "no longer" in ashwell("set", "ashwell", "school/number", "2", "--expect", "1", status=1)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (CURRENT, "7", "not on the scale"),
        ("visits/autumn/judgements/S1.1/agreement", "blue", "Green"),
        ("visits/autumn/judgements/S9/current", "2", "did you mean"),
        ("visits/autumn", "2", "is a form and not a field"),
        ("summary/S1.1/current", "2", "set visits/autumn/judgements/S1.1/current instead"),
        ("visits/autumn/date", "31/02/2011", "not a date"),
        ("progress/reading/3/2010-12", "lots", "not a number"),
        ("progress/reading/3/2010-12", "nan", "not a number"),
        ("progress/reading/3/2010-12", "1e3", "not a number"),
        ("progress/reading/3/2010-12", "-5", "from 0 to 60"),
        ("progress/reading/3/2010-12", "٣", "not a number"),
        ("school/name", "", "may not be empty"),
        ("school/phase", "university", "not on the scale"),
        ("x" * 5000, "1", "no such field"),
        ("visits/autumn/activities", "x" * 40_000, "characters long"),
    ],
)
def test_what_does_not_fit_is_one_line_and_changes_nothing(ashwell: Shell, path: str, value: str, says: str) -> None:
    before = ashwell("get", "ashwell")
    complaint = ashwell("set", "ashwell", path, value, status=1)
    assert says in complaint
    assert complaint.count("\n") == 1
    assert len(complaint) < 1000
    assert ashwell("get", "ashwell") == before


def test_usage_is_2_and_a_missing_school_1(ashwell: Shell) -> None:
    ashwell("set", "ashwell", status=2)
    ashwell("nonsense", status=2)
    ashwell("export", "summary", status=2)
    assert "no such school" in ashwell("get", "nowhere", status=1)
    assert "not on the scale" in ashwell("add-school", "Another", "--phase", "tall", status=1)


def test_a_store_that_is_not_one(tmp_path: Path) -> None:
    assert "init" in Shell(tmp_path / "nothing")("schools", status=1)
    (tmp_path / "file").write_text("x")
    Shell(tmp_path / "file")("schools", status=1)
    Shell(tmp_path / "file")("init", status=1)


def test_init_refuses_one_that_exists(siptui: Shell) -> None:
    assert "store already" in siptui("init", status=1)


def test_damage_is_3_and_the_other_schools_go_on(ashwell: Shell) -> None:
    ashwell("add-school", "Birch Infant", "--phase", "infant")
    path = ashwell.folder / "schools" / "ashwell_primary.json"
    path.write_bytes(path.read_bytes()[:100])
    assert "damaged" in ashwell("get", "ashwell_primary", "school/name", status=3)
    assert "damaged" in ashwell("set", "ashwell_primary", CURRENT, "2", status=3)
    assert "ashwell_primary.json" in ashwell("review", status=3)
    assert ashwell("get", "birch_infant", "school/name") == "Birch Infant\n"
    ashwell("add-school", "Ashwell Junior", "--phase", "junior")
    # A part of a name might mean the school that cannot be read, so it must never lead to another.
    assert "damaged" in ashwell("set", "ashwell", "school/headteacher", "X", status=3)
    assert ashwell("get", "ashwell_junior", "school/headteacher") == "\n"
    (ashwell.folder / "office.json").write_bytes(b"{}")
    ashwell("schools", status=3)


def test_review_and_schools(ashwell: Shell, tmp_path: Path) -> None:
    ashwell("add-school", "Birch [Infant] 🌳", "--phase", "infant", "--sip", "CD")
    ashwell("set", "ashwell", "visits/autumn/judgements/S1.1/progress", "r")
    rows = {r["id"]: r for r in json.loads(ashwell("review", "--json"))}
    assert rows["ashwell_primary"]["reds"] == 1
    assert [r["id"] for r in json.loads(ashwell("review", "--sip", "cd", "--json"))] == ["birch_infant"]
    assert "Birch [Infant] 🌳" in ashwell("review")
    assert "ashwell_primary\tAshwell Primary\tprimary\tAB" in ashwell("schools")
    ashwell("review", "--out", str(tmp_path / "review.xlsx"))
    assert (tmp_path / "review.xlsx").read_bytes()[:2] == b"PK"


def test_import_then_export(ashwell: Shell, tmp_path: Path) -> None:
    sample = str(SAMPLES / "tracking_whole_school.xlsx")
    before = ashwell("get", "ashwell")
    dry = json.loads(ashwell("import", sample, "--school", "ashwell", "--kind", "tracking", "--dry-run", "--json"))
    assert set(dry) >= {"grid", "columns", "not_counted", "problems", "questions", "changes"}
    assert ashwell("get", "ashwell") == before
    assert "add --yes" in ashwell("import", sample, "--school", "ashwell", status=1)
    assert ashwell("get", "ashwell") == before
    ashwell("import", sample, "--school", "ashwell", "--kind", "tracking", "--yes")
    for cell in dry["grid"]:
        kept = ashwell("get", "ashwell", f"progress/{cell['subject']}/{cell['year']}/{cell['point']}")
        assert float(kept) == cell["aps"]
        if cell["year"] > 1:
            break
    assert "imported from tracking_whole_school.xlsx" in ashwell("history", "ashwell")
    ashwell("undo", "ashwell")
    assert ashwell("get", "ashwell") == before

    ashwell("set", "ashwell", CURRENT, "2")
    out = tmp_path / "f.xlsx"
    assert str(out) in ashwell("export", "summary", "ashwell", "--out", str(out))
    assert out.exists()
    ashwell("export", "summary", "--all", "--out", str(tmp_path / "all"))
    assert [p.name for p in (tmp_path / "all").iterdir()] == ["ashwell_primary summary.xlsx"]
    ashwell("export", "summary", "ashwell", "--out", str(tmp_path / "missing" / "f.xlsx"), status=1)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 cut short", b"\x89PNG\r\n\x1a\n" + b"x" * 500])
def test_import_of_what_is_no_spreadsheet(ashwell: Shell, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "tracking.xlsx"
    if content is not None:
        path.write_bytes(content)
    before = ashwell("get", "ashwell")
    complaint = ashwell("import", str(path), "--school", "ashwell", "--yes", status=1)
    assert complaint.startswith("tracking.xlsx: ")
    assert complaint.count("\n") == 1
    assert ashwell("get", "ashwell") == before


def test_open_without_a_terminal_says_so(ashwell: Shell) -> None:
    assert "needs a terminal" in ashwell("open", status=1)
    assert "needs a terminal" in ashwell(status=1)


def test_demo_has_all_its_data_and_is_opened_again(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "unused")
    first = shell("demo", str(tmp_path / "d"))
    assert "12 schools" in first
    assert shell("demo", str(tmp_path / "d")) == first
    real = Shell(tmp_path / "real")
    real("init")
    assert "real store" in real("demo", str(tmp_path / "real"), status=1)


def test_a_store_may_be_named_by_a_link_or_as_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path / "real")
    Shell(Path())("init")
    Shell(Path("../link"))("add-school", "Ashwell", "--phase", "primary")
    assert "sound" in Shell(tmp_path / "link")("verify")


def test_backup_damage_rebuild_and_restore(ashwell: Shell, tmp_path: Path) -> None:
    for value in "321":
        ashwell("set", "ashwell", CURRENT, value)
    before = ashwell("dump")
    assert "1 school, proven" in ashwell("backup", str(tmp_path / "b.zip"))
    assert "1 copy of the store" in ashwell("backup")
    assert "1 copy of the store" in ashwell("backup", "--keep", "3")
    assert b'"copies":3' in (ashwell.folder / "office.json").read_bytes()
    path = ashwell.folder / "schools" / "ashwell_primary.json"
    path.write_bytes(path.read_bytes()[:-9])
    assert "`siptui rebuild` mends" in ashwell("get", "ashwell_primary", CURRENT, status=3)
    assert "ashwell_primary.json: is damaged" in ashwell("verify", status=3)
    assert "ashwell_primary.json: is damaged" in ashwell("backup", str(tmp_path / "c.zip"), status=3)
    assert "was made again" in ashwell("rebuild")
    assert ashwell("dump") == before
    path.unlink()
    ashwell("set", "ashwell_primary", CURRENT, "4", status=3)
    assert "put back 1 school" in ashwell("restore", str(tmp_path / "b.zip"))
    assert ashwell("dump") == before
    assert "sound" in ashwell("verify")
    (tmp_path / "letter.txt").write_text("mine")
    assert "no backup" in ashwell("restore", str(tmp_path / "letter.txt"), status=1)
    assert "no backup" in ashwell("backup", str(tmp_path / "letter.txt"), status=1)
    assert ashwell("dump") == before


def test_a_shared_store_needs_its_group(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "new")
    shell("init", "--shared", status=2)
    assert "there is no group" in shell("init", "--shared", "--group", "nobody_has_this", status=1)
    assert not shell.folder.exists()
