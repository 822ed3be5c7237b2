"""People and the office have records as schools have: the same door, history, locks, care; who is who is a setting."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from siptui.records.change import Change, Conflict
from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.faults import StoreFault
from siptui.store.folder.care import daily_copies
from siptui.store.office_settings import PEOPLE_FORMAT, Person
from siptui.store.people import add_person
from siptui.store.store import Store

NOTE = {"@AB": "forms/view/1/note", "@office": "diary/note"}


@pytest.fixture
def peopled(store: Store, ashwell: str) -> Store:
    """A store with a school, Ann Bell, and something written of her and of the office, three times."""
    add_person(store, "AB", Person("Ann Bell", "manager", "ann"))
    found = Store(store.folder, "tester")
    for subject, path in NOTE.items():
        for text in ("one", "two", "three"):
            found.change(subject, [Change(path, text)])
    return found


@pytest.mark.parametrize("subject", NOTE)
def test_they_are_kept_with_their_history(peopled: Store, subject: str) -> None:
    again = Store(peopled.folder, "other")
    assert again.load(subject).values == {NOTE[subject]: "three"}
    assert [edit.changes[0].new for edit in again.history(subject)] == ["one", "two", "three"]
    assert (peopled.folder / "people" / f"{subject}.json").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Conflict):
        again.change(subject, [Change(NOTE[subject], "mine", "two")])
    peopled.undo(subject)
    assert again.load(subject).values == {NOTE[subject]: "two"}
    assert list(peopled.care.faults()) == []


def test_they_are_no_schools(peopled: Store, ashwell: str) -> None:
    assert [row.id for row in peopled.overview()[0]] == [ashwell]
    assert peopled.subjects() == ["@AB", "@office", ashwell]
    assert peopled.find("@ab") == "@AB"
    assert peopled.find("@office") == "@office"
    for text in ("@ZZ", "@../office", "@"):
        with pytest.raises(Refused) as caught:
            peopled.find(text)
        assert caught.value.problems[0].code == "no_such_person"
    with pytest.raises(Refused, match="is no school"):
        peopled.find_school("@AB")


def test_a_known_person_has_a_record_before_anything_is_written(store: Store) -> None:
    add_person(store, "ab", Person("Ann Bell"))
    assert store.load("@AB").values == {}
    assert list(store.history("@AB")) == []
    assert not list((store.folder / "people").iterdir())
    with pytest.raises(Refused, match="changed nothing here"):
        store.undo("@AB")


@pytest.mark.parametrize(
    ("subject", "path", "do"),
    [
        ("ashwell_primary", "diary/note", "@office"),
        ("ashwell_primary", "forms/view/1/note", "@AB"),
        ("@AB", "school/chair", "by its id"),
        ("@office", "school/chair", "by its id"),
    ],
)
def test_a_form_is_written_only_of_whom_it_is_asked(peopled: Store, subject: str, path: str, do: str) -> None:
    with pytest.raises(Refused) as caught:
        peopled.change(subject, [Change(path, "x")])
    assert caught.value.problems[0].code == "wrong_subject"
    assert do in caught.value.problems[0].do


def test_forms_of_people_are_begun_and_stepped_as_schools_are(peopled: Store) -> None:
    assert peopled.new("@AB", "view") == "forms/view/2"
    assert peopled.load("@AB").values["forms/view/2/state"] == "begun"
    with pytest.raises(Refused, match="is asked of a person"):
        peopled.new("ashwell_primary", "view")
    with pytest.raises(Refused, match="is asked of a school"):
        peopled.step("@AB", "visits/look", "send")


def test_what_a_colleague_changes_is_seen(peopled: Store) -> None:
    before = peopled.watch()
    Store(peopled.folder, "other").change("@AB", [Change(NOTE["@AB"], "theirs")])
    assert peopled.watch() != before


# --- the care of the store


def copied(peopled: Store, tmp_path: Path) -> Path:
    out = tmp_path / "b.zip"
    subjects, problems = peopled.care.back_up(out)
    assert (subjects, problems) == (["@AB", "@office", "ashwell_primary"], [])
    return out


def test_a_backup_holds_them_and_a_restore_puts_them_back(peopled: Store, tmp_path: Path) -> None:
    out = copied(peopled, tmp_path)
    said = list(engines.restore(tmp_path / "new", out))
    assert any("put back 1 school, 1 person and the office" in line for line in said)
    again = Store(tmp_path / "new", "tester")
    assert again.load("@AB").values == {NOTE["@AB"]: "three"}
    assert len([*again.history("@office")]) == 3
    assert again.office.person("AB") == Person("Ann Bell", "manager", "ann")
    peopled.change("@AB", [Change(NOTE["@AB"], "four")])
    list(engines.restore(peopled.folder, out, ["@AB"]))
    assert Store(peopled.folder, "tester").load("@AB").values == {NOTE["@AB"]: "three"}
    assert list(Store(peopled.folder, "tester").care.faults()) == []


def test_what_a_backup_does_not_hold_is_kept_aside(store: Store, ashwell: str, tmp_path: Path) -> None:
    store.care.back_up(tmp_path / "b.zip")
    add_person(store, "AB", Person("Ann Bell"))
    Store(store.folder, "tester").change("@AB", [Change(NOTE["@AB"], "later")])
    said = list(engines.restore(store.folder, tmp_path / "b.zip"))
    assert "@AB: was not in the backup; it is kept aside" in said
    assert Store(store.folder, "x").load("@AB").values == {}
    assert list((store.folder / "kept").rglob("@AB.json"))


@pytest.mark.parametrize("subject", NOTE)
@pytest.mark.parametrize("name", ["people/{}.json", "history/{}.jsonl"])
def test_a_damaged_one_is_said_and_mended_from_what_the_store_holds(peopled: Store, subject: str, name: str) -> None:
    path = peopled.folder / name.format(subject)
    path.write_bytes(path.read_bytes()[:-9] + b"x")
    assert any(str(path) == problem.where for problem in peopled.care.faults())
    list(engines.rebuild(peopled.folder))
    again = Store(peopled.folder, "tester")
    assert list(again.care.faults()) == []
    assert again.load(subject).values[NOTE[subject]] in ("two", "three")


def test_a_lost_one_is_mended_from_a_daily_copy(peopled: Store) -> None:
    peopled.copy_of_today()
    assert daily_copies.kept(peopled.folder)
    (peopled.folder / "people/@AB.json").unlink()
    (peopled.folder / "history/@AB.jsonl").unlink()
    assert Store(peopled.folder, "tester").load("@AB").values == {}
    list(engines.restore(peopled.folder, daily_copies.kept(peopled.folder)[0], ["@AB"]))
    assert Store(peopled.folder, "tester").load("@AB").values == {NOTE["@AB"]: "three"}


def test_a_store_of_an_earlier_siptui_gets_its_folder_when_it_is_wanted(store: Store, ashwell: str) -> None:
    (store.folder / "people").rmdir()
    assert list(store.care.faults()) == []
    add_person(store, "AB", Person("Ann Bell"))
    Store(store.folder, "tester").change("@AB", [Change(NOTE["@AB"], "first")])
    Store(store.folder, "tester").change("@AB", [Change(NOTE["@AB"], "second")])
    assert (store.folder / "people").stat().st_mode & 0o777 == 0o700
    assert list(Store(store.folder, "tester").care.faults()) == []
    shutil.rmtree(store.folder / "people")
    assert [problem.code for problem in Store(store.folder, "x").care.faults()] == ["record_missing"]


@pytest.mark.parametrize("name", ["ashwell_primary.json", "@ab.json", "@A B.json", "office.json"])
def test_what_is_no_persons_file_is_named(peopled: Store, name: str) -> None:
    shutil.copy(peopled.folder / "people/@AB.json", peopled.folder / "people" / name)
    assert [Path(p.where).name for p in peopled.care.faults() if p.code == "no_school_file"] == [name]
    assert peopled.subjects() == ["@AB", "@office", "ashwell_primary"]


def linked(path: Path) -> None:
    path.symlink_to("/etc/passwd")


@pytest.mark.parametrize("plant", [linked, Path.mkdir])
def test_what_is_planted_in_the_place_of_one_is_refused(peopled: Store, plant: Callable[[Path], None]) -> None:
    path = peopled.folder / "people/@AB.json"
    path.unlink()
    plant(path)
    with pytest.raises(StoreFault):
        Store(peopled.folder, "tester").load("@AB")
    with pytest.raises(StoreFault):
        Store(peopled.folder, "tester").change("@AB", [Change(NOTE["@AB"], "four")])
    assert any(problem.where == str(path) for problem in peopled.care.faults())


# --- who is who


def test_people_are_added_once_and_may_be_said_more_of(store: Store) -> None:
    assert add_person(store, "@ab", Person(" Ann Bell ")) == "@AB"
    add_person(store, "AB", Person("Ann Bell", "manager", "ann", "associate"))
    add_person(store, "CD", Person("Cal Dunn"))
    again = Store(store.folder, "x").office
    assert again.person("AB") == Person("Ann Bell", "manager", "ann", "associate")
    for initials, person, code in (
        ("AB", Person("Abe Birch"), "initials_taken"),
        ("EF", Person("Eve Fern", login="ann"), "login_taken"),
        ("a b", Person("Eve Fern"), "bad_initials"),
        ("", Person("Eve Fern"), "bad_initials"),
        ("EF", Person("  "), "no_person_name"),
    ):
        with pytest.raises(Refused) as caught:
            add_person(store, initials, person)
        assert caught.value.problems[0].code == code
    assert Store(store.folder, "x").office == again


def test_settings_of_names_alone_stay_as_they_were(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "x", people={"AB": "Ann Bell"})
    assert store.office.person("AB") == Person("Ann Bell")
    assert store.office.person("ZZ") is None
    add_person(store, "CD", Person("Cal Dunn"))
    assert Store(store.folder, "x").office.people["AB"] == "Ann Bell"
    assert Store(store.folder, "x").office.format >= PEOPLE_FORMAT  # which an earlier siptui leaves alone, and says so


def test_who_one_is_says_which_steps_one_takes(store: Store, ashwell: str) -> None:
    for initials, person in {
        "AB": Person("Ann Bell", "manager", "ann"),
        "CD": Person("Cal Dunn", "sip", "cal"),
        "EF": Person("Eve Fern", "admin", "eve"),
    }.items():
        add_person(store, initials, person)
    record = store.load(ashwell).values
    roles = {who: Store(store.folder, who).roles(record) for who in ("ann", "cal", "eve", "somebody")}
    assert roles == {"ann": {"manager", "sip"}, "cal": {"colleague"}, "eve": {"admin"}, "somebody": frozenset()}
    with pytest.raises(Refused, match="is a step for: SIP"):
        Store(store.folder, "eve").step(ashwell, "visits/look", "send")
    with pytest.raises(Refused, match="is a step for: SIP"):
        Store(store.folder, "cal").step(ashwell, "visits/look", "send")
    Store(store.folder, "ann").step(ashwell, "visits/look", "send")


def test_the_name_of_somebody_added_stands_in_their_record_for_the_forms_about_them(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", "tester")
    add_person(store, "AB", Person("An Invented Partner"))
    assert store.load("@AB").values == {store.framework.roles.person: "An Invented Partner"}
    add_person(store, "AB", Person("An Invented Partner", login="ab"))
    assert store.load("@AB").revision == 1
