"""Whom each form of the handbook is about, when it is due, and what is done with it by whom, in which order."""

from itertools import pairwise

import pytest

from siptui.framework import Framework
from siptui.records.fields import NoSuchPath, field_at, fields_of
from siptui.rules.how_far import has
from siptui.rules.needed import shown_places


def test_who_a_form_is_about_and_how_often_it_occurs(mk: Framework) -> None:
    about = {form.key: form.about for form in mk.forms}
    assert {key for key, whom in about.items() if whom == "person"} == {
        *("particulars", "success_criteria", "shadowing", "self_evaluation", "school_evaluation"),
        *("governors_evaluation", "review_record", "additional_work"),
    }
    assert {key for key, whom in about.items() if whom == "office"} == {"meeting_day", "selection", "support_sources"}
    assert {form.key for form in mk.forms if form.occurs == "many"} == {
        *("additional", "familiarisation", "redesignation", "alert", "causing_concern", "ofsted_category"),
        *("brokered_support", "complaint", "shadowing", "school_evaluation", "governors_evaluation"),
        *("additional_work", "htpm_monitoring", "meeting_day", "selection"),
    }


def test_performance_management_is_confidential_and_its_record_has_no_words(mk: Framework) -> None:
    confidential = [form.key for form in mk.forms if form.confidential]
    assert confidential == ["htpm1", "htpm2", "htpm3", "htpm4", "htpm_stages", "htpm_monitoring"]
    shared = fields_of(mk)
    assert [path for path in shared if path.startswith("htpm") and not path.startswith("htpm_visit/")] == []
    for path in ("htpm2", "htpm2/overall", "htpm1/documents/sef"):
        with pytest.raises(NoSuchPath, match="is confidential, and has no place in the record that is shared"):
            field_at(shared, path)
    kinds = {field.kind for field in shared.of_form(mk.form("htpm_visit")).values()}
    assert kinds == {"computed", "date", "scale"}


DEADLINES = {
    "additional": ["3 day after sent"],
    "familiarisation": ["3 day after sent"],
    "autumn": ["3 day after sent"],
    "spring": ["3 day after sent"],
    "summer": ["3 day after sent"],
    "alert": ["at once raised_on"],
    "htpm1": ["2 week before review_date"],
    "htpm2": ["2 week before review_date"],
    "htpm3": ["3 day before review_date"],
    "htpm4": ["5 working day after review_date", "10 working day after review_date"],
    "self_evaluation": ["1 week before review_date"],
    "redesignation": ["1 term before date", "2011-07-31"],
    "particulars": ["1 year after appointed"],
    "meeting_day": ["1 week before date"],
}


@pytest.mark.parametrize("key", DEADLINES)
def test_a_form_says_what_is_due_when_and_from_which_of_its_dates(mk: Framework, key: str) -> None:
    form = mk.form(key)
    said = [
        str(d.on) if d.on else " ".join(str(each) for each in (d.count or "", d.unit, d.side, d.anchor) if each)
        for d in form.deadlines
    ]
    assert said == DEADLINES[key]
    assert {d.anchor for d in form.deadlines if not d.on} <= {field.key for field in form.fields}


def test_an_alert_goes_to_the_head_of_school_improvement_with_a_copy_to_the_manager(mk: Framework) -> None:
    form = mk.form("alert")
    way = mk.ways[form.way]
    assert form.gets == ["head", "manager"]
    assert [state.key for state in way.states] == ["raised", "with_head", "closed"]
    assert [(s.key, s.start, s.to) for s in way.steps if s.key != "reopen"] == [
        ("give", ["raised"], "with_head"),
        ("close", ["with_head"], "closed"),
    ]


def test_no_offer_of_work_is_answered_before_the_manager_was_asked(mk: Framework) -> None:
    way = mk.ways[mk.form("additional_work").way]
    assert {s.key: s.start for s in way.steps if s.to in ("accepted", "rejected")} == {
        "accept": ["discussed"],
        "reject": ["discussed"],
    }
    assert [s.start for s in way.steps if s.to == "discussed" and s.key != "reopen"] == [["offered"]]


def test_a_re_designation_is_reviewed_moderated_and_decided_in_that_order(mk: Framework) -> None:
    way = mk.ways[mk.form("redesignation").way]
    forward = [(s.start, s.to) for s in way.steps if s.key != "reopen"]
    states = [state.key for state in way.states]
    assert forward == [([before], after) for before, after in pairwise(states)]


SECTIONS: dict[str, tuple[list[str], list[str]]] = {  # by type of school: what its own note has, and what it has not
    "nursery": (["eyfs", "targets/eyfs_gld"], ["progress/reading", "zero_rated", "targets/ks2_l4_em"]),
    "infant": (["eyfs", "targets/ks1_reading_l2", "progress/reading/2"], ["progress/reading/3", "targets/ks2_l4_em"]),
    "primary": (["eyfs", "targets/ks2_l4_em", "progress/reading"], ["zero_rated", "targets/ks4_5ac_em"]),
    "junior": (
        ["targets/ks2_l4_em", "progress/reading/3/2010-12"],
        ["progress/reading/2", "eyfs", "zero_rated", "targets/eyfs_gld"],
    ),
    "secondary": (["targets/ks4_5ac_em"], ["eyfs", "progress/reading", "zero_rated", "targets/ks2_l4_em"]),
    "special": (["eyfs", "targets/p_scale_maths", "zero_rated", "progress/reading"], ["targets/ks2_l4_em"]),
    "pru": (["eyfs", "targets/p_scale_maths", "zero_rated", "progress/reading"], ["targets/ks4_5ac_em"]),
}


@pytest.mark.parametrize("phase", SECTIONS)
def test_each_type_of_school_has_the_relevant_sections_of_its_note(mk: Framework, phase: str) -> None:
    fields, record = fields_of(mk), {"school/phase": phase}
    forms = [mk.form(key) for key in ("progress", "targets")]
    shown = [place.path for form in forms for place in shown_places(fields, form, form.place, record)]
    there, not_there = SECTIONS[phase]
    assert [name for name in there if not any(name in path for path in shown)] == []
    assert [name for name in not_there if any(name in path for path in shown)] == []


@pytest.mark.parametrize(("phase", "has_it"), [("primary", False), ("secondary", True), ("special", True)])
def test_specialist_schools_alone_are_re_designated(mk: Framework, phase: str, has_it: bool) -> None:
    assert has(mk, mk.form("redesignation"), {"school/phase": phase}) is has_it


CARRIED = {
    "spring": {
        "previous_actions": ["{before}/actions/*/what"],
        "priorities_progress": ["visits/autumn/priorities/*"],
        "other_judgements": ["{before}/other_judgements"],
        **{f"actions/{each}": [f"{{before}}/actions/{{row}}/{each}"] for each in ("what", "lead", "brokering", "by")},
    },
}
CARRIED["summer"] = CARRIED["spring"] | {
    "priorities_progress": ["{before}/priorities_progress", "visits/autumn/priorities/*"],
}


@pytest.mark.parametrize("key", ["autumn", "spring", "summer"])
def test_what_was_said_at_the_visit_before_is_carried_to_the_next(mk: Framework, key: str) -> None:
    form = mk.form(key)
    found = {field.key: field.carried_from for field in form.fields if field.carried_from}
    found |= {f"{t.key}/{c.key}": c.carried_from for t in form.tables for c in t.columns if c.carried_from}
    assert found == CARRIED.get(key, {})
    for column in mk.register.judgement:
        assert column.carried_from == [f"{{before}}/judgements/{{row}}/{column.key}"]


def test_what_a_note_must_have_before_it_is_sent(mk: Framework) -> None:
    for key in ("autumn", "spring", "summer"):
        needed = {field.key for field in mk.form(key).fields if "send" in field.needed}
        assert needed == {"date", "time_in_school", "present", "activities"}
    assert {f.key for f in mk.form("alert").fields if "give" in f.needed} == {
        *("raised_on", "concern", "raised", "raised_by"),
    }
