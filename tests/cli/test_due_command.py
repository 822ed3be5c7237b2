"""due on the command line: as a table, JSON, and a calendar file."""

import json
from pathlib import Path

from icalendar import Calendar

from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.shell import Shell


def test_due_is_told_in_three_ways(store: Store, ashwell: str, tmp_path: Path) -> None:
    shell = Shell(store.folder)
    shell("add-person", "AB", "Ann Bell", "--appointed", "1/9/2024")
    shell("add-person", "CD", "Cy Dale", "--appointed", "1/9/2025")
    assert "late" in shell("due")
    found = json.loads(shell("due", "--person", "ab", "--json"))
    assert {each["subject"] for each in found} == {"@AB"}
    assert all(each["late"] == (each["left"] < 0) for each in found)
    assert json.loads(shell("due", "--days", "0", "--person", "CD", "--json")) == [
        each for each in json.loads(shell("due", "--person", "CD", "--json")) if each["left"] <= 0
    ]
    out = tmp_path / "due.ics"
    assert "wrote" in shell("due", "--ics", str(out), "--alarm", "3")
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert len(events) == len(json.loads(shell("due", "--json")))
    assert "is nobody here" in shell("due", "--person", "ZZ", status=1)
    assert "ends in .ics" in shell("due", "--ics", str(tmp_path / "due.txt"), status=1)


def test_entries_keep_their_names_wherever_the_store_lies_and_are_another_years_next_year(
    store: Store, ashwell: str, tmp_path: Path
) -> None:
    def names(folder: Path) -> set[str]:
        out = tmp_path / f"{folder.name}.ics"
        Shell(folder)("due", "--ics", str(out))
        return {str(event["uid"]) for event in Calendar.from_ical(out.read_bytes()).walk("VEVENT")}

    Shell(store.folder)("add-person", "AB", "Ann Bell", "--appointed", "1/9/2024")
    before = names(store.folder)
    assert before
    assert names(store.folder.rename(tmp_path / "elsewhere")) == before
    again = Store.create(tmp_path / "another", "tester")
    add_person(again, "AB", Person("Ann Bell"), {"appointed": "2024-09-01"})
    assert not names(again.folder) & before
