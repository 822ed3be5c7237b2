"""A form that two fill in, the school first: its part goes out as a document and comes back by import."""

import json
from pathlib import Path

import pytest
from docx2python import docx2python

from siptui.store.store import Store
from support.documents.edited_docx import EditedDocx
from support.shell import Shell

AUTUMN = "visits/autumn"
READY, WISHES, EVIDENCE = f"{AUTUMN}/ready/data", f"{AUTUMN}/school_other", f"{AUTUMN}/capacity_evidence"


@pytest.fixture
def siptui(tmp_path: Path) -> Shell:
    store = Store.create(tmp_path / "norfolk", "tester", "norfolk_2010_11")
    store.add_school("Ashwell Primary", "primary", "AB")
    return Shell(store.folder)


def test_the_school_fills_in_its_part_and_the_sip_goes_on(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", f"{AUTUMN}/date", "2010-11-09")
    page = tmp_path / "page.docx"
    siptui("export", AUTUMN, "ashwell", "--part", "headteacher", "--out", str(page))
    with docx2python(page) as read:
        assert "Part 1, the school's" in read.text
        assert "Preparing for the meeting with the SIP" in read.text
        assert "9 November 2010" in read.text, "what is in no part is everybody's"
        assert "Part 2" not in read.text
    document = EditedDocx(page)
    untouched = siptui("import", str(page), "--yes")
    assert "nothing would change" in untouched
    document.tick(READY)
    document.type_over(WISHES, "The new library.")
    document.type_over(f"{AUTUMN}/governors/1/name", "Mr K Invented")
    page.write_bytes(document.saved())
    siptui("set", "ashwell", f"{AUTUMN}/time_in_school", "A day")
    told = json.loads(siptui("import", str(page), "--dry-run", "--json"))
    assert {c["path"]: c["new"] for c in told["changes"]} == {
        READY: "yes",
        WISHES: "The new library.",
        f"{AUTUMN}/governors/1/name": "Mr K Invented",
    }
    assert (told["kind"], told["problems"]) == ("form", [])
    siptui("import", str(page), "--yes")
    siptui("step", "ashwell", AUTUMN, "hand_over")
    siptui("set", "ashwell", EVIDENCE, "Books were seen.")
    assert siptui("get", "ashwell", WISHES) == "The new library.\n"


def test_after_the_hand_over_the_schools_part_is_closed_and_that_is_said(siptui: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.docx"
    siptui("export", AUTUMN, "ashwell", "--part", "school", "--out", str(page))
    siptui("step", "ashwell", AUTUMN, "hand_over")
    document = EditedDocx(page)
    document.type_over(WISHES, "Too late.")
    page.write_bytes(document.saved())
    told = json.loads(siptui("import", str(page), "--dry-run", "--json"))
    assert (told["changes"], [p["code"] for p in told["problems"]]) == ([], ["locked"])


def test_a_blank_form_hides_what_is_there_and_overwrites_none_of_it(siptui: Shell, tmp_path: Path) -> None:
    siptui("set", "ashwell", WISHES, "Ours, and not to be shown.")
    page = tmp_path / "blank.docx"
    siptui("export", AUTUMN, "ashwell", "--part", "school", "--blank", "--out", str(page))
    with docx2python(page) as read:
        assert "not to be shown" not in read.text
        assert "Ashwell Primary" in read.text
    assert "nothing would change" in siptui("import", str(page), "--yes", "--blank", "erases")
    document = EditedDocx(page)
    document.type_over(WISHES, "Theirs, unseen.")
    document.type_over(f"{AUTUMN}/school_data", "Results are up.")
    page.write_bytes(document.saved())
    said = siptui("import", str(page), "--yes", status=1)
    assert said == "", "it clashes: neither has seen the other's"
    siptui("import", str(page), "--yes", "--answer", f"{WISHES}=theirs")
    assert siptui("get", "ashwell", WISHES) == "Theirs, unseen.\n"
    assert siptui("get", "ashwell", f"{AUTUMN}/school_data") == "Results are up.\n"


def test_what_is_no_part_is_said(siptui: Shell, tmp_path: Path) -> None:
    out = str(tmp_path / "x.docx")
    assert "there are: school, sip" in siptui("export", AUTUMN, "ashwell", "--part", "x", "--out", out, status=1)
    assert "has no parts" in siptui("export", "front", "ashwell", "--part", "school", "--out", out, status=1)
    siptui("export", "note", "ashwell", "--part", "school", "--out", out, status=2)
