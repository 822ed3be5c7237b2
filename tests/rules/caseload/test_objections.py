"""What stands against giving a school to a SIP, and what a form that is open says of a school."""

import pytest

from siptui.framework import Framework
from siptui.rules.caseload.objections import in_difficulty, names_school, objections
from siptui.rules.caseload.open_forms import open_forms


@pytest.mark.parametrize(
    ("entry", "school", "names"),
    [
        ("Ashwell Primary: his wife teaches there", "Ashwell Primary", True),
        ("Ashwell (governor until 2009)", "Ashwell Primary", True),
        ("wife teaches at Ashwell Primary", "Ashwell Primary", True),
        ("Moorlands", "Moorland Infant", False),
        ("Moorland", "Moorland Infant", True),
        ("St Mary’s - was deputy head", "St Mary's Wavendon", True),
        ("none", "Ashwell Primary", False),
        ("", "Ashwell Primary", False),
        ("the", "The Walnuts", False),
    ],
)
def test_words_that_name_a_school(entry: str, school: str, names: bool) -> None:
    assert names_school(entry, school) is names


def test_what_stands_against_it(framework: Framework) -> None:
    roles = framework.roles
    school = {roles.name: "Ashwell Primary", f"{roles.declined}/sip": "AB", f"{roles.declined}/reason": "a relative"}
    person = {roles.not_schools: "Birch Infant\nAshwell: headteacher to 2008"}
    found = [(each.code, each.words) for each in objections(framework, school, person, "AB", "internal")]
    assert found == [
        ("conflict_of_interest", "Ashwell: headteacher to 2008"),
        ("declined_by_school", "a relative"),
        ("not_accredited", ""),
    ]
    person = {roles.accredited: "2009-07-01"}
    assert list(objections(framework, school, person, "CD", "internal")) == []


def test_a_school_causing_concern_is_mainly_for_internal_ones(framework: Framework) -> None:
    roles = framework.roles
    form = framework.form(roles.concerns[-1])
    place = form.place.replace("#", "1")
    school = {roles.name: "Ashwell Primary", form.path(place, form.dated): "2010-11-01"}
    person = {roles.accredited: "2009-07-01"}
    assert in_difficulty(framework, school)
    assert [e.code for e in objections(framework, school, person, "AB", "associate")] == ["associate_in_difficulty"]
    assert list(objections(framework, school, person, "AB", "internal")) == []
    school[form.path(place, form.ended)] = "2011-02-01"
    assert not in_difficulty(framework, school)


def test_an_alert_is_open_until_it_is_closed(framework: Framework) -> None:
    (key,) = framework.roles.alerts
    form = framework.form(key)
    record = {"forms/alert/1/raised_on": "2010-11-01", "forms/alert/2/raised_on": "2010-12-01"}
    found = list(open_forms(framework, record, [key]))
    assert [(each.place, each.since) for each in found] == [
        ("forms/alert/1", "2010-11-01"),
        ("forms/alert/2", "2010-12-01"),
    ]
    way = framework.ways[form.way]
    final = next(state for state in way.states if state.final)
    record[f"forms/alert/1/{final.since}"] = "2010-11-09"
    assert [each.place for each in open_forms(framework, record, [key])] == ["forms/alert/2"]
