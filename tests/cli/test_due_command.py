"""due on the command line: as a table, JSON, and a calendar file."""

import json
from pathlib import Path

from icalendar import Calendar

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
