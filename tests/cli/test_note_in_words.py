"""`note` and `find`."""

import json

import pytest

from siptui.store.store import Store
from support.shell import Shell

TEXT = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture
def siptui(store: Store) -> Shell:
    store.add_school("Ashwell Primary", "primary", "AB")
    return Shell(store.folder)


def test_the_note_is_printed_and_what_changed_in_it(siptui: Shell) -> None:
    siptui("set", "ashwell", TEXT, "Standards are rising.")
    assert "    Standards are rising." in siptui("note", "ashwell").splitlines()
    assert "Part B" in siptui("note", "ashwell", "--visit", "spring")
    revision = json.loads(siptui("note", "ashwell", "--json"))["revision"]
    siptui("set", "ashwell", TEXT, "Standards are falling.")
    said = siptui("note", "ashwell", "--diff", str(revision))
    assert said.splitlines() == [
        f"1 answer changed from revision {revision} to {revision + 1}",
        "",
        "Autumn visit · S1.1 Evaluation:",
        "  was: Standards are rising.",
        "  now: Standards are falling.",
    ]
    [told] = json.loads(siptui("note", "ashwell", "--diff", str(revision), "--json"))
    assert told == {"path": TEXT, "was": "Standards are rising.", "now": "Standards are falling."}
    assert "has no revision 99" in siptui("note", "ashwell", "--diff", "99", status=1)


def test_texts_are_found_whatever_their_capitals(siptui: Shell, store: Store) -> None:
    store.add_school("Birch Green Primary", "primary")
    siptui("set", "ashwell", TEXT, "Much of the Reading\nRecovery was good. " + "And so on. " * 20)
    siptui("set", "birch", "front/context", "reading recovery is new here")
    said = siptui("find", "reading  recovery").splitlines()
    assert len(said) == 3
    assert said[0].startswith("ashwell_primary: Autumn visit · S1.1 Evaluation: Much of the Reading Recovery was good.")
    assert said[0].endswith("…")
    assert said[1].startswith("birch_green_primary: School contextual information: reading recovery is new here")
    paths = [(each["subject"], each["path"]) for each in json.loads(siptui("find", "recovery", "--json"))]
    assert paths == [("ashwell_primary", TEXT), ("birch_green_primary", "front/context")]
    assert siptui("find", "nowhere") == "nothing found\n"
    assert "is empty" in siptui("find", " ", status=1)
