"""forms, new, step and check, as a person or a script meets them; what is reckoned is read and never set."""

import json
from pathlib import Path

import pytest

from support.shell import Shell
from support.stores.small_store import small_store

LOOK = "visits/look"


@pytest.fixture
def ashwell(tmp_path: Path) -> Shell:
    small_store(tmp_path / "s")
    return Shell(tmp_path / "s")


def test_a_form_is_begun_filled_and_taken_its_way(ashwell: Shell) -> None:
    assert ashwell("new", "ashwell", "alarm", "--on", "3/2/2011") == "forms/alarm/1\n"
    said = ashwell("step", "ashwell", "forms/alarm/1", "give", status=1)
    assert "forms/alarm/1/concern: Concern is empty, and is needed before “Give it" in said
    assert len(said.splitlines()) == 1
    ashwell("set", "ashwell", "forms/alarm/1/concern", "Falling rolls")
    assert ashwell("step", "ashwell", "forms/alarm/1", "give", "--on", "4/2/2011") == (
        "Alarm 1, 3 Feb 11: with the head, 4 Feb 11\n"
    )
    assert "is locked" in ashwell("set", "ashwell", "forms/alarm/1/concern", "none after all", status=1)
    ashwell("set", "ashwell", "forms/alarm/1/done", "open all the while")
    listed = json.loads(ashwell("forms", "ashwell", "--json"))
    assert listed[-1] == {
        "form": "alarm",
        "path": "forms/alarm/1",
        "title": "Alarm 1, 3 Feb 11",
        "state": "given",
        "filled": 4,
        "missing": 0,
    }
    assert "with the head" in ashwell("forms", "ashwell")
    assert [line.split("  ")[0] for line in ashwell("forms", "ashwell").splitlines()[2:]] == [
        "School",
        "Look",
        "Alarm 1, 3 Feb 11",
        "",
        "Can be begun: alarm (Alarm)",
    ]
    assert ashwell("get", "ashwell", "forms/alarm/1/school") == "Ashwell Primary\n"
    assert "taken back: step: give" not in ashwell("undo", "ashwell")
    assert "taken back: step: give" in ashwell("undo", "ashwell")
    assert ashwell("get", "ashwell", "forms/alarm/1/state") == "raised\n"


def test_a_form_is_read_with_what_is_reckoned_in_it(ashwell: Shell) -> None:
    ashwell("new", "ashwell", "alarm", "--on", "3/2/2011")
    ashwell("set", "ashwell", "forms/alarm/1/concern", "Falling rolls")
    for path in ("forms/alarm/1", "forms/alarm", "forms"):
        found = json.loads(ashwell("get", "ashwell", path, "--json"))
        for part in "forms/alarm/1".removeprefix(path).strip("/").split("/"):
            found = found[part] if part else found
        assert (found["school"], found["concern"]) == ("Ashwell Primary", "Falling rolls")


def test_a_day_that_a_step_does_not_keep_is_refused_and_what_a_step_asks_is_told(ashwell: Shell) -> None:
    ashwell("step", "ashwell", LOOK, "send")
    state = ashwell("get", "ashwell", f"{LOOK}/state")
    listed = json.loads(ashwell("step", "ashwell", LOOK, "--json"))
    assert listed["steps"] == [
        {"step": "agree", "name": "Agree it", "to": "final", "reason": False, "asks": "Is all said?"}
    ]
    assert "Is all said?" in ashwell("step", "ashwell", LOOK)
    assert "“Agree it” keeps no date" in ashwell("step", "ashwell", LOOK, "agree", "--on", "4/2/2011", status=1)
    assert ashwell("get", "ashwell", f"{LOOK}/state") == state


def test_the_forms_there_are_are_listed_without_a_school(ashwell: Shell) -> None:
    listed = {each["form"]: each for each in json.loads(ashwell("forms", "--json"))}
    assert listed["look"]["path"] == LOOK
    assert listed["alarm"]["path"] == "forms/alarm/#"
    assert "many times" in ashwell("forms")
    assert "Can be begun: alarm (Alarm)" in ashwell("forms", "ashwell")


def test_a_step_says_what_can_be_done_and_why_not(ashwell: Shell) -> None:
    assert ashwell("step", "ashwell", LOOK).splitlines()[0].endswith("Note of the look round: draft")
    assert [each["step"] for each in json.loads(ashwell("step", "ashwell", LOOK, "--json"))["steps"]] == ["send"]
    assert ashwell("step", "ashwell", LOOK, "send", "--on", "26.11.2010").endswith("sent to the school, 26 Nov 10\n")
    assert ashwell("get", "ashwell", f"{LOOK}/sent") == "2010-11-26\n"
    assert json.loads(ashwell("step", "ashwell", LOOK, "agree", "--json"))["state"] == "final"
    assert "asks for a reason" in ashwell("step", "ashwell", LOOK, "reopen", status=1)
    assert "is no step from there; from there: file" in ashwell("step", "ashwell", LOOK, "send", status=1)
    assert "is not a date" in ashwell("new", "ashwell", "alarm", "--on", "soon", status=1)
    assert "is filled in once" in ashwell("new", "ashwell", "look", status=1)
    assert ashwell("step", "ashwell", LOOK, "reopen", "--reason", "A figure").endswith(": sent to the school\n")


def test_an_older_note_that_has_only_its_date_stands_as_sent(ashwell: Shell) -> None:
    ashwell("set", "ashwell", f"{LOOK}/sent", "26/11/2010")
    assert ashwell("get", "ashwell", f"{LOOK}/state") == "sent\n"
    assert [each["state"] for each in json.loads(ashwell("forms", "ashwell", "--json")) if each["path"] == LOOK] == [
        "sent"
    ]


def test_findings_are_told_and_no_fault(ashwell: Shell) -> None:
    assert ashwell("check", "ashwell") == "nothing found\n"
    ashwell("set", "ashwell", f"{LOOK}/judgements/S1/current", "2")
    found = json.loads(ashwell("check", "ashwell", "--json"))
    assert found[0] == {
        "subject": "ashwell_primary",
        "path": f"{LOOK}/judgements/S1/evaluation",
        "rule": "told_why",
        "message": "S1 Evaluation is not good, and nothing says why",
        "source": "invented, page 1",
    }
    assert (f"{LOOK}/date", "undated") in [(each["path"], each["rule"]) for each in found]
    assert "ashwell_primary: Look visit · Date: judged, but without a date" in ashwell("check")


def test_people_are_added_and_have_forms_of_their_own(ashwell: Shell) -> None:
    assert ashwell("add-person", "ab", "Ann Bell", "--role", "manager", "--login", "tester") == "@AB\n"
    (person,) = json.loads(ashwell("people", "--json"))
    said = {"initials": "AB", "name": "Ann Bell", "role": "manager", "login": "tester", "kind": "internal"}
    assert {key: person[key] for key in said} == said
    assert "Manager" in ashwell("people")
    assert ashwell("new", "@ab", "view", "--on", "1/3/2011") == "forms/view/1\n"
    ashwell("set", "@AB", "forms/view/1/note", "Helpful")
    ashwell("set", "@office", "diary/note", "Stamps")
    assert ashwell("get", "@AB", "forms/view/1/note") == "Helpful\n"
    assert json.loads(ashwell("get", "@office")) == {"diary": {"note": "Stamps"}}
    assert [each["path"] for each in json.loads(ashwell("forms", "@AB", "--json"))] == ["forms/view/1"]
    assert "is asked of a person" in ashwell("set", "ashwell", "forms/view/1/note", "x", status=1)
    assert "no such person" in ashwell("get", "@ZZ", status=1)
    assert [line.split("\t")[0] for line in ashwell("dump").splitlines()] == ["ashwell_primary", "@AB", "@office"]
    assert ashwell("history", "@office", "diary/note") == "Stamps\n"
    assert "is no school" in ashwell("export", "summary", "@AB", "--out", "x.xlsx", status=1)
    assert "is Ann Bell already" in ashwell("add-person", "AB", "Abe Birch", status=1)


@pytest.mark.parametrize(
    ("path", "says"), [("forms/alarm/1/school", "is reckoned and never typed"), (f"{LOOK}/state", "moves by steps")]
)
def test_what_is_reckoned_or_moves_by_steps_is_never_set(ashwell: Shell, path: str, says: str) -> None:
    assert says in ashwell("set", "ashwell", path, "x", status=1)
