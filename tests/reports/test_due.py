"""What is due: from the calendar, schools' records and people's; and the same as a calendar file."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from siptui.framework import Framework
from siptui.reports.calendar_file import calendar_file
from siptui.reports.due import Item, everything_due, in_words, of_person, soon
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.rules.forms.dates_to_come import dates_to_come

TODAY = date(2011, 2, 14)


def school(framework: Framework, **more: str) -> CaseloadRow:
    roles = framework.roles
    fields = {key.replace("__", "/"): value for key, value in more.items()}
    return caseload_row(framework, "ashwell", {roles.name: "Ashwell", roles.sip: "AB", **fields})


def due(framework: Framework, *rows: CaseloadRow, **people: Any) -> list[Item]:
    return everything_due(framework, rows, people, TODAY)


def test_the_calendar_alone(framework: Framework) -> None:
    found = due(framework)
    assert [item.on for item in found] == sorted(item.on for item in found)
    days = [item.on for item in found if item.kind == "day"]
    assert days == [day.on.isoformat() for day in framework.calendar.cpd if day.on >= TODAY]
    papers = [item.on for item in found if item.kind == "papers"]
    assert papers == [(date.fromisoformat(day) - timedelta(days=7)).isoformat() for day in days]
    assert all(item.left(TODAY) >= 0 for item in found)


def test_a_schools_visits_are_booked_arranged_or_written_up(framework: Framework) -> None:
    first, second, third = framework.visits
    row = school(framework, **{f"{first.at}/date".replace("/", "__"): "2010-10-12", f"{second.at}/date": "2011-03-02"})
    found = {item.key: item for item in due(framework, row) if item.subject}
    assert {key: item.kind for key, item in found.items()} == {
        first.key: "write",
        second.key: "arranged",
        third.key: "book",
    }
    assert [key for key, item in found.items() if item.is_late(TODAY)] == [first.key]
    assert found[third.key].on == framework.calendar.terms[2].last.isoformat()
    assert {item.sip for item in found.values()} == {"AB"}


def test_actions_and_answers_and_alerts(framework: Framework) -> None:
    first = framework.visits[0]
    (alert,) = framework.roles.alerts
    row = school(
        framework,
        **{
            f"{first.at}/{framework.roles.sent}": "2011-02-13",
            f"{first.at}/{framework.roles.actions}/2/what": "Moderate writing",
            f"{first.at}/{framework.roles.actions}/2/by": "31/1/2011",
            f"forms/{alert}/1/{framework.form(alert).dated}": "2011-02-01",
        },
    )
    found = {item.kind: item for item in due(framework, row) if item.subject and item.kind != "book"}
    assert {kind: (item.on, item.is_late(TODAY)) for kind, item in found.items()} == {
        "action": ("2011-01-31", True),
        "answer": ("2011-02-16", False),
        "raised": ("2011-02-01", True),
    }
    assert framework.form(alert).called in in_words(found["raised"])
    assert {item.kind for item in soon(found.values(), TODAY, 1)} == {"raised", "action"}


def of(framework: Framework, **record: str) -> dict[str, str]:
    found = dates_to_come(framework, {key.replace("__", "/"): value for key, value in record.items()}, "person")
    return {each.deadline: each.on for each in found}


def test_a_new_sip_is_shadowed_within_a_year_and_then_every_two(framework: Framework) -> None:
    assert of(framework, person__appointed="2010-09-01")["shadowing_first"] == "2011-09-01"
    seen = {"forms__shadowing__1__date": "2010-11-04", "forms__shadowing__1__state": "given"}
    found = of(framework, person__appointed="2010-09-01", **seen)
    assert "shadowing_first" not in found
    assert found["again"] == "2012-11-04"
    assert of(framework, **seen, forms__shadowing__2__date="2012-10-01")["again"] == "2014-10-01"


def test_a_self_evaluation_is_due_a_week_before_the_review_until_it_is_passed(framework: Framework) -> None:
    assert of(framework, review_record__date="2011-06-30")["self_evaluation"] == "2011-06-23"
    passed = {"review_record__date": "2011-06-30", "self_evaluation__passed": "2011-06-20"}
    assert "self_evaluation" not in of(framework, **passed)
    assert of(framework)["school_evaluation"] == framework.calendar.terms[2].last.isoformat()
    assert "school_evaluation" not in of(framework, forms__school_evaluation__1__date="2011-06-01")


def test_a_year_that_is_over_waits_for_people_alone(framework: Framework) -> None:
    people = {"AB": dates_to_come(framework, {"person/appointed": "2010-09-01"}, "person")}
    found = everything_due(framework, [school(framework)], people, date(2014, 1, 1))
    assert {item.subject for item in found} == {"@AB"}


def test_what_concerns_somebody(framework: Framework) -> None:
    people = {each: dates_to_come(framework, {"person/appointed": "2010-09-01"}, "person") for each in ("AB", "CD")}
    found = of_person(everything_due(framework, [school(framework)], people, TODAY), "AB")
    assert {item.subject for item in found} == {"", "ashwell", "@AB"}


def entries(content: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


@pytest.mark.parametrize("alarm", [None, 2])
def test_a_calendar_file_that_is_read_again_changes_what_is_there(framework: Framework, alarm: int | None) -> None:
    key = f"{framework.visits[1].at}/date"
    before, after = (due(framework, school(framework, **({key: day} if day else {}))) for day in ("", "2011-03-02"))
    first, second = (
        entries(
            calendar_file(items, "store", lambda _: "Ashwell\n; Primary", datetime(2011, 2, day, tzinfo=UTC), alarm)
        )
        for day, items in ((14, before), (15, after))
    )
    assert len(first) == len(before)
    assert first.keys() == second.keys()
    moved = [uid for uid in first if first[uid]["dtstart"].dt != second[uid]["dtstart"].dt]
    assert len(moved) == 1
    assert second[moved[0]]["dtstart"].dt == date(2011, 3, 2)
    assert all(second[uid]["sequence"] > first[uid]["sequence"] for uid in first)
    assert all("\n" not in str(event["summary"]) for event in first.values())
    assert {len(event.walk("VALARM")) for event in first.values()} == {0 if alarm is None else 1}
