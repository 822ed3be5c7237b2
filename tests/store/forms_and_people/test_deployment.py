"""A school is given to somebody from a day and for a reason; who had it is kept, what stands against it is heard."""

from datetime import date, timedelta

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.rules.caseload.allocations import allocations
from siptui.store.deployment import allocate, take_effect
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store

TODAY = date.today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def peopled(tmp_path: object, store: Store) -> Store:
    """A store of the handbook's forms, with Ann Bell, whose Ashwell is, and Cy Dale."""
    store = Store.create(store.folder.with_name("handbook"), "tester")
    add_person(store, "AB", Person("Ann Bell"), {"accredited": "1/9/2009"})
    add_person(store, "CD", Person("Cy Dale"), {"accredited": "1/9/2009", "nca": "yes"})
    assert store.add_school("Ashwell Primary", "primary", "AB") == "ashwell_primary"
    return store


def told(store: Store) -> list[tuple[str, str, str]]:
    found = allocations(store.framework, store.load("ashwell_primary").values)
    return [(each.sip, each.since, each.reason) for each in found]


def sip(store: Store) -> object:
    return store.load("ashwell_primary").values.get(store.framework.roles.sip)


def test_facts_of_a_person_are_in_their_record(peopled: Store) -> None:
    roles = peopled.framework.roles
    values = peopled.load("@CD").values
    assert (values[roles.accredited], values[roles.nca]) == ("2009-09-01", "yes")
    with pytest.raises(Refused) as caught:
        add_person(peopled, "EF", Person("Eve Fox"), {"appointed": "soon"})
    assert caught.value.problems[0].code == "bad_value"
    assert "EF" not in Store(peopled.folder, "tester").office.people


def test_who_had_it_is_kept(peopled: Store) -> None:
    done = allocate(peopled, "ashwell_primary", "cd", YESTERDAY.isoformat(), "more  secondary work")
    assert (done.in_force, done.against) == (True, [])
    assert sip(peopled) == "CD"
    assert told(peopled) == [("AB", "", ""), ("CD", YESTERDAY.isoformat(), "more secondary work")]
    peopled.undo("ashwell_primary")
    assert (sip(peopled), told(peopled)) == ("AB", [])


def test_a_day_to_come_is_planned_and_made_so_when_it_has_come(peopled: Store) -> None:
    done = allocate(peopled, "ashwell_primary", "CD", TOMORROW.isoformat())
    assert (done.in_force, sip(peopled)) == (False, "AB")
    assert take_effect(peopled) == []
    row = allocations(peopled.framework, peopled.load("ashwell_primary").values)[-1]
    edits = peopled.backend.load("ashwell_primary").last
    assert edits.why == "allocated"
    peopled.change("ashwell_primary", [Change(f"{row.path}/since", TODAY.isoformat())])
    assert take_effect(peopled) == []  # whoever has it was named today: nothing says that this came later
    peopled.change("ashwell_primary", [Change(f"{row.path}/since", "2001-01-01")])
    assert take_effect(peopled) == []
    assert sip(peopled) == "AB"


def test_a_plan_whose_day_is_after_the_last_naming_takes_effect(
    peopled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    allocate(peopled, "ashwell_primary", "CD", TOMORROW.isoformat())

    class Later(date):
        @classmethod
        def today(cls) -> date:
            return TOMORROW

    monkeypatch.setattr("siptui.store.deployment.date", Later)
    assert take_effect(peopled) == [("ashwell_primary", "CD")]
    assert sip(peopled) == "CD"
    assert take_effect(peopled) == []


def test_a_conflict_of_interest_is_refused_or_answered(peopled: Store) -> None:
    peopled.change("@CD", [Change(peopled.framework.roles.not_schools, "Ashwell: deputy head until last year")])
    with pytest.raises(Refused) as caught:
        allocate(peopled, "ashwell_primary", "CD")
    assert [each.code for each in caught.value.problems] == ["conflict_of_interest"]
    assert told(peopled) == []
    done = allocate(peopled, "ashwell_primary", "CD", reason="agreed with the chair")
    assert [each.code for each in done.against] == ["conflict_of_interest"]
    assert told(peopled)[-1][2] == "agreed with the chair"


@pytest.mark.parametrize(("initials", "code"), [("ZZ", "no_such_person"), ("AB", "allocated_already")])
def test_what_cannot_be(peopled: Store, initials: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        allocate(peopled, "ashwell_primary", initials)
    assert caught.value.problems[0].code == code


def test_a_framework_that_keeps_no_allocations_has_the_history(store: Store, ashwell: str) -> None:
    found = Store.create(store.folder.with_name("norfolk"), "tester", "norfolk_2010_11")
    add_person(found, "CD", Person("Cy Dale"))
    school = found.add_school("Ashwell Primary", "primary", "AB")
    allocate(found, school, "CD")
    assert found.load(school).values[found.framework.roles.sip] == "CD"
    with pytest.raises(Refused) as caught:
        allocate(found, school, "CD", TOMORROW.isoformat())
    assert caught.value.problems[0].code == "no_plans_kept"


def test_a_closed_school_leaves_the_caseload(peopled: Store) -> None:
    peopled.change("ashwell_primary", [Change(peopled.framework.roles.closed, TODAY.isoformat())])
    (row,) = peopled.overview()[0]
    assert not row.is_open(TODAY)
    assert row.is_open(YESTERDAY)
