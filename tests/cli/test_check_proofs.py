"""check lists what proofing finds in the drafts, as lines and as codes with facts."""

import json
from pathlib import Path

import pytest

from support.shell import Shell

EVALUATION = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture
def ashwell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("SIPTUI_WORDS", str(tmp_path / "words.txt"))
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary", "--sip", "AB")
    shell("add-school", "Beechcroft Junior", "--phase", "primary", "--sip", "AB")
    shell("set", "ashwell", EVALUATION, "Atainment is  good, as at Beechcroft. Plonkets are used.")
    return shell


def proofed(shell: Shell, *argv: str) -> list[tuple[str, str]]:
    found = json.loads(shell("check", "ashwell", *argv, "--json"))
    return [(each["code"], each["facts"]["word"]) for each in found if "facts" in each]


def test_marks_are_codes_with_facts(ashwell: Shell) -> None:
    found = [each for each in json.loads(ashwell("check", "--json")) if each.get("code") == "spelling"]
    assert found[0] == {
        "subject": "ashwell_primary",
        "path": EVALUATION,
        "rule": "spelling",
        "message": "“Atainment” is in no list of words; did you mean Attainment? · Atainment is  good, as at …",
        "code": "spelling",
        "facts": {"word": "Atainment", "start": 0, "end": 9, "suggestions": ["Attainment"]},
        "source": "",
    }
    assert "S1.1 Evaluation: “Atainment” is in no list of words" in ashwell("check", "ashwell")


def test_slips_alone_and_ones_own_words(ashwell: Shell, tmp_path: Path) -> None:
    slips = [("doubled_space", "  "), ("other_school", "Beechcroft")]
    assert proofed(ashwell) == [("spelling", "Atainment"), *slips, ("spelling", "Plonkets")]
    assert proofed(ashwell, "--no-spelling") == slips
    (tmp_path / "words.txt").write_text("plonkets\n")
    assert proofed(ashwell) == [("spelling", "Atainment"), *slips]


def test_what_is_sent_is_asked_about_while_anything_is_marked(ashwell: Shell) -> None:
    for key, said in (("date", "12/10/2010"), ("time_in_school", "1 day"), ("present", "Head"), ("activities", "Talk")):
        ashwell("set", "ashwell", f"visits/autumn/{key}", said)
    refused = ashwell("step", "ashwell", "visits/autumn", "send", status=1)
    assert "“Atainment” is in no list of words" in refused
    assert refused.splitlines()[-1] == (
        "visits/autumn: 4 marks of proofing in what is written; mend them, or add --yes"
    )
    assert ashwell("get", "ashwell", "visits/autumn/state") == "draft\n"
    assert "is no step from there" in ashwell("step", "ashwell", "visits/autumn", "agree", status=1)
    assert "sent to the school" in ashwell("step", "ashwell", "visits/autumn", "send", "--yes")
    ashwell("set", "ashwell", EVALUATION, "Attainment is good.")
    ashwell("step", "ashwell", "visits/autumn", "amend")
    assert "sent to the school" in ashwell("step", "ashwell", "visits/autumn", "send")
