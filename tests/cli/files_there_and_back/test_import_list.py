"""A list of schools and whose each is, imported from whatever kind of file it came in."""

import json
from pathlib import Path

import pytest

from siptui.store.store import Store
from support.caseload import invented_list as listed
from support.shell import Shell

COUNT = len(listed.PRIMARY) + len(listed.SECONDARY) + len(listed.SPECIAL)


@pytest.fixture
def shell(store: Store) -> Shell:
    return Shell(store.folder)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx"])
def test_the_list_is_told_from_the_file(shell: Shell, tmp_path: Path, kind: str) -> None:
    file = str(listed.write(tmp_path / f"list.{kind}", listed.rows()))
    said = shell("import", file, "--dry-run", status=1)
    assert "'phase:Special/PRU=...'" in said
    answer = ("--answer", "phase:Special/PRU=special")
    assert f"{COUNT} schools and {len(listed.KEY)} people put in" in shell("import", file, *answer, "--yes")
    schools = json.loads(shell("schools", "--json"))
    assert {(each["name"], each["sip"]) for each in schools} == {*listed.PRIMARY, *listed.SECONDARY, *listed.SPECIAL}
    again = shell("import", file)
    assert f"{COUNT} schools as they are here already" in again


def test_what_is_neither_ours_nor_a_list_is_said_as_before(shell: Shell, tmp_path: Path) -> None:
    file = str(listed.write(tmp_path / "pupils.xlsx", [["Name", "Reading"], ["Ann", "2B"]]))
    assert "is no workbook that siptui wrote" in shell("import", file, status=1)
    assert "is no list of schools" in shell("import", file, "--kind", "caseload", status=1)


def test_allocating_and_what_was(shell: Shell, ashwell: str) -> None:
    shell("add-person", "AB", "Ann Bell", "--appointed", "1/9/2009", "--nca", "--role", "manager")
    shell("add-person", "CD", "Cy Dale", "--kind", "associate")
    shell("add-person", "AB", "Ann Bell", "--login", "ann")
    people = {each["initials"]: each for each in json.loads(shell("people", "--json"))}
    assert (people["AB"]["role"], people["AB"]["login"]) == ("manager", "ann")
    assert shell("allocate", ashwell, "CD", "--reason", "leaves in April").startswith(f"{ashwell}: Cy Dale (CD) from ")
    past = json.loads(shell("allocate", ashwell, "--json"))
    assert [(each["sip"], each["reason"]) for each in past] == [("AB", ""), ("CD", "leaves in April")]
    assert "is Cy Dale's already" in shell("allocate", ashwell, "CD", status=1)
    assert json.loads(shell("allocate", "--due", "--json")) == []


def test_what_no_record_takes_is_said_with_its_place_before_anything_is_put_in(shell: Shell, tmp_path: Path) -> None:
    rows = [["School", "Phase", "SIP", "DfE number"], ["Ash Hollow", "Primary", "PT", ""]]
    rows += [["Bramble", "Infant", "PT", "9" * 5000]]
    file = str(listed.write(tmp_path / "list.xlsx", rows))
    argv = ("import", file, "--kind", "caseload", "--answer", "name:PT=Pippa Thistle")
    assert "list.xlsx: Sheet!A3: " in shell(*argv, "--yes", status=1)
    assert shell("schools") == ""
