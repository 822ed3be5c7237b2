"""forms, new, step and check, as a person or a script meets them; what is reckoned is read and never set."""

import json
from pathlib import Path

import pytest

from support.shell import Shell

AUTUMN = "visits/autumn"


@pytest.fixture
def ashwell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary", "--sip", "AB")
    return shell


def test_a_form_is_begun_filled_and_taken_its_way(ashwell: Shell) -> None:
    assert ashwell("new", "ashwell", "alert", "--on", "3/2/2011") == "forms/alert/1\n"
    said = ashwell("step", "ashwell", "forms/alert/1", "give", status=1)
    assert "forms/alert/1/concern: Concern is empty, and is needed before “Give it" in said
    assert len(said.splitlines()) == 3
    for key, value in (("concern", "Falling rolls"), ("raised", "no"), ("raised_by", "AB")):
        ashwell("set", "ashwell", f"forms/alert/1/{key}", value)
    assert ashwell("step", "ashwell", "forms/alert/1", "give", "--on", "4/2/2011") == (
        "Alert 1, 3 Feb 11: with the Head of School Improvement, 4 Feb 11\n"
    )
    assert "is locked" in ashwell("set", "ashwell", "forms/alert/1/concern", "none after all", status=1)
    ashwell("set", "ashwell", "forms/alert/1/improvement", "open all the while")
    listed = json.loads(ashwell("forms", "ashwell", "--json"))
    assert listed[-1] == {
        "form": "alert",
        "path": "forms/alert/1",
        "title": "Alert 1, 3 Feb 11",
        "state": "with_head",
        "filled": 6,
        "missing": 0,
    }
    assert "with the Head of School Improvement" in ashwell("forms", "ashwell")
    assert ashwell("get", "ashwell", "forms/alert/1/school") == "Ashwell Primary\n"
    assert "taken back: step: give" not in ashwell("undo", "ashwell")
    assert "taken back: step: give" in ashwell("undo", "ashwell")
    assert ashwell("get", "ashwell", "forms/alert/1/state") == "raised\n"


def test_the_forms_there_are_are_listed_without_a_school(ashwell: Shell) -> None:
    listed = {each["form"]: each for each in json.loads(ashwell("forms", "--json"))}
    assert listed["autumn"]["path"] == AUTUMN
    assert listed["alert"]["path"] == "forms/alert/#"
    assert "many times" in ashwell("forms")
    begun = ashwell("forms", "ashwell").splitlines()[-1]
    assert begun.startswith("Can be begun: additional (Additional note)")
    assert "alert (Alert)" in begun


def test_a_step_says_what_can_be_done_and_why_not(ashwell: Shell) -> None:
    assert ashwell("step", "ashwell", AUTUMN).splitlines()[0].endswith("Part A: autumn: draft")
    assert [each["step"] for each in json.loads(ashwell("step", "ashwell", AUTUMN, "--json"))["steps"]] == [
        "raise",
        "send",
    ]
    assert "Activities carried out is empty" in ashwell("step", "ashwell", AUTUMN, "send", status=1)
    for key, value in {"date": "20/11/2010", "time_in_school": "1 day", "present": "Head", "activities": "Two"}.items():
        ashwell("set", "ashwell", f"{AUTUMN}/{key}", value)
    assert ashwell("step", "ashwell", AUTUMN, "send", "--on", "26.11.2010").endswith("sent to the school, 26 Nov 10\n")
    assert ashwell("get", "ashwell", f"{AUTUMN}/sent") == "2010-11-26\n"
    assert json.loads(ashwell("step", "ashwell", AUTUMN, "agree", "--json"))["state"] == "final"
    assert "asks for a reason" in ashwell("step", "ashwell", AUTUMN, "reopen", status=1)
    assert "is no step from there; from there: title" in ashwell("step", "ashwell", AUTUMN, "send", status=1)
    assert "is not a date" in ashwell("new", "ashwell", "alert", "--on", "soon", status=1)
    assert "is filled in once" in ashwell("new", "ashwell", "autumn", status=1)
    assert ashwell("step", "ashwell", AUTUMN, "reopen", "--reason", "A figure").endswith(": amended\n")


def test_an_older_note_that_has_only_its_date_stands_as_sent(ashwell: Shell) -> None:
    ashwell("set", "ashwell", f"{AUTUMN}/sent", "26/11/2010")
    assert ashwell("get", "ashwell", f"{AUTUMN}/state") == "sent\n"
    assert [each["state"] for each in json.loads(ashwell("forms", "ashwell", "--json")) if each["path"] == AUTUMN] == [
        "sent"
    ]


def test_findings_are_told_and_no_fault(ashwell: Shell) -> None:
    assert ashwell("check", "ashwell") == "nothing found\n"
    ashwell("set", "ashwell", f"{AUTUMN}/judgements/S1.1/current", "2")
    found = json.loads(ashwell("check", "--json"))
    assert {"subject", "path", "rule", "message", "source"} == set(found[0])
    assert ("ashwell_primary", f"{AUTUMN}/date", "undated") in [(f["subject"], f["path"], f["rule"]) for f in found]
    assert "ashwell_primary: Autumn visit · Date: judged, but without a date" in ashwell("check")


@pytest.mark.parametrize(
    ("path", "says"), [("forms/alert/1/school", "is reckoned and never typed"), (f"{AUTUMN}/state", "moves by steps")]
)
def test_what_is_reckoned_or_moves_by_steps_is_never_set(ashwell: Shell, path: str, says: str) -> None:
    assert says in ashwell("set", "ashwell", path, "x", status=1)
