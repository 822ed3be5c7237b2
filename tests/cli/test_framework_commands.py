"""framework list, check, new, schema: a framework of one's own, without editing the package."""

import json
import shutil
from pathlib import Path

import pytest

from siptui.framework.folders import FOLDER
from siptui.store.store import Store
from support import split_processes
from support.milton_keynes import FRAMEWORK
from support.shell import Shell

OWN = "our_authority_2026_27"


@pytest.fixture
def siptui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    return shell


def test_one_made_in_a_store_is_that_stores_alone(siptui: Shell, tmp_path: Path) -> None:
    assert "say in" in siptui("framework", "new", OWN, "--from", FRAMEWORK)
    own = tmp_path / "s" / "frameworks" / OWN
    assert (own / "kips.toml").read_bytes() == (FOLDER / FRAMEWORK / "kips.toml").read_bytes()
    assert [each["lies"] for each in json.loads(siptui("framework", "list", "--json")) if each["name"] == OWN] == [
        "store"
    ]
    assert siptui("framework", "check", OWN).startswith(f"{OWN}: sound: ")
    assert siptui("verify").endswith(": sound\n")
    other = Shell(tmp_path / "other")
    assert "none called" in other("init", "--framework", OWN, status=1)


def test_a_name_that_is_taken_or_is_none_is_refused(siptui: Shell, tmp_path: Path) -> None:
    siptui("framework", "new", OWN, "--from", FRAMEWORK)
    assert "is there already" in siptui("framework", "new", OWN, "--from", FRAMEWORK, status=1)
    assert "no name for a framework" in siptui("framework", "new", "../x", "--from", FRAMEWORK, status=1)
    assert "there is no such framework; there are: " in siptui("framework", "new", "y", "--from", "atlantis", status=1)
    assert [path.name for path in (tmp_path / "s" / "frameworks").iterdir()] == [OWN]


def test_a_store_goes_by_its_own_framework(siptui: Shell, tmp_path: Path) -> None:
    siptui("framework", "new", OWN, "--from", FRAMEWORK, "--extends")
    identity = tmp_path / "s" / "frameworks" / OWN / "framework.toml"
    identity.write_text(identity.read_text().replace("Milton Keynes", "Anyshire"))
    office = tmp_path / "s" / "office.json"
    store = Store(tmp_path / "s", "tester")
    from siptui.store.folder import office_file

    settings = store.office
    settings.framework = OWN
    office_file.write(office.parent, settings)
    assert Store(tmp_path / "s", "tester").framework.identity.authority == "Anyshire"
    assert siptui("add-school", "Ashwell", "--phase", "primary") == "ashwell\n"


def test_a_store_that_the_variable_names_need_not_be_there_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIPTUI_STORE", str(tmp_path / "s"))
    for words in (["list"], ["new", OWN, "--from", FRAMEWORK], ["check", OWN]):
        done = split_processes.run(["framework", *words])
        assert done.status == 0, done
    assert (tmp_path / "config" / "siptui" / "frameworks" / OWN / "framework.toml").exists()
    assert split_processes.run(["init", "--framework", OWN]).status == 0
    assert split_processes.run(["framework", "new", "another", "--from", OWN]).status == 0
    assert (tmp_path / "s" / "frameworks" / "another").is_dir(), "made in the store that the variable names"
    refused = split_processes.run(["--store", str(tmp_path / "none"), "framework", "list"])
    assert "there is no store here" in refused.err
    assert "SIPTUI_STORE" in split_processes.run(["--help"]).out
    assert "SIPTUI_STORE" in split_processes.run(["framework", "new", "--help"]).out


def test_every_fault_is_said_even_where_a_file_is_no_toml(siptui: Shell, tmp_path: Path) -> None:
    siptui("framework", "new", OWN, "--from", FRAMEWORK)
    own = tmp_path / "s" / "frameworks" / OWN
    (own / "scales.toml").write_text("nonsense = =")
    autumn = own / "forms" / "autumn.toml"
    autumn.write_text(autumn.read_text().replace('kind = "date"', 'kind = "dote"').replace("slots = 8", 'slots = "8"'))
    kips = own / "kips.toml"
    kips.write_text(kips.read_text().replace('section = "overall"', 'section = "whole"', 1))
    (own / "forms" / "odd.toml").write_text('title = "Odd"\nblocks = []\n')
    said = siptui("framework", "check", str(own), status=1).splitlines()
    for wanted in (
        "scales.toml: not TOML: ",
        "autumn.toml: blocks: 1: fields: date: kind: 'dote' is none of: ",
        "autumn.toml: blocks: actions: slots: should be a whole number, not '8'",
        "section: there is no section 'whole'",
        "odd.toml: is shown nowhere: framework.toml has no 'odd' in its forms",
    ):
        assert any(wanted in line for line in said), (wanted, said)
    assert not any("no scale" in line for line in said), "what scales.toml would bear out is not held against others"
    done = split_processes.run(["framework", "check", str(own), "--json"])
    listed = json.loads(done.out)
    assert {Path(each["file"]).name for each in listed} == {"scales.toml", "autumn.toml", "kips.toml", "odd.toml"}


def test_a_slip_hides_no_other_in_the_same_file(siptui: Shell, tmp_path: Path) -> None:
    siptui("framework", "new", OWN, "--from", FRAMEWORK)
    autumn = tmp_path / "s" / "frameworks" / OWN / "forms" / "autumn.toml"
    autumn.write_text(
        autumn.read_text()
        .replace('kind = "date"', 'kind = "dote"', 1)
        .replace('scale = "la_category"', 'scale = "lost"')
    )
    said = siptui("framework", "check", OWN, status=1)
    assert "date: kind: 'dote' is none of: " in said
    assert "there is no scale 'lost'" in said
    assert len(said.splitlines()) <= 5, said


def test_a_faulty_one_in_use_is_said_as_check_does_and_points_to_it(siptui: Shell, tmp_path: Path) -> None:
    siptui("framework", "new", OWN, "--from", FRAMEWORK)
    own = tmp_path / "s" / "frameworks" / OWN
    siptui("add-school", "Ashwell", "--phase", "primary")
    shutil.copytree(FOLDER / FRAMEWORK, own.with_name(FRAMEWORK))
    autumn = own.with_name(FRAMEWORK) / "forms" / "autumn.toml"
    autumn.write_text(autumn.read_text().replace('kind = "date"', 'kind = "dates"', 1))
    checked = siptui("framework", "check", FRAMEWORK, status=1).splitlines()[0]
    assert "'dates' is none of: " in checked
    said = siptui("forms", "ashwell", status=3)
    assert said == f"{checked} (siptui framework check {autumn.parents[1]} says every slip)\n"


def test_check_says_which_forms_are_offered_nowhere(siptui: Shell) -> None:
    said = siptui("framework", "check", FRAMEWORK).splitlines()
    assert said[1:] == [
        "confidential, and offered in a vault alone: htpm1, htpm2, htpm3, htpm4, htpm_stages, htpm_monitoring"
    ]
    said = siptui("framework", "check", "england_2025_26").splitlines()
    assert said[1:] == ["confidential, and offered in a vault alone: appraisal"]


def test_a_schema_knows_every_key_and_says_what_it_is(siptui: Shell) -> None:
    form = json.loads(siptui("framework", "schema", "form"))
    assert {"title", "blocks", "way"} <= set(form["$defs"]["Form"]["properties"])
    assert form["$defs"]["FormField"]["description"].startswith("One thing a form asks.")
    assert len(json.loads(siptui("framework", "schema"))["anyOf"]) == 7


def test_a_workbook_that_somebody_worked_in_is_replaced_only_when_it_is_said(siptui: Shell, tmp_path: Path) -> None:
    book = tmp_path / "forms.xlsx"
    book.write_bytes(b"an officer's own")
    assert "--force" in siptui("framework", "export", FRAMEWORK, "--out", str(book), status=1)
    assert book.read_bytes() == b"an officer's own"
    siptui("framework", "export", FRAMEWORK, "--out", str(book), "--force")
    siptui("framework", "export", FRAMEWORK, "--out", str(book))  # nobody touched that one


def test_what_is_no_framework_s_workbook_is_told_which_is(siptui: Shell, tmp_path: Path) -> None:
    siptui("add-school", "Ashwell Primary", "--phase", "primary")
    note, targets = tmp_path / "note.docx", tmp_path / "targets.xlsx"
    siptui("export", "note", "ashwell", "--out", str(note))
    siptui("export", "targets", "ashwell", "--out", str(targets))
    for file in (note, targets):
        said = siptui("framework", "import", str(file), status=1)
        assert said.endswith("give one that `siptui framework export` wrote\n")
