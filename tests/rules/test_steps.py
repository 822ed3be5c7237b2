"""Where a form stands, the steps from there, what a step changes and what a state locks."""

from datetime import date

import pytest
from msgspec import structs

from siptui.framework import Framework
from siptui.framework.model import FieldsBlock, Form, FormField, Part, State, Step, Way
from siptui.records.change import Change, Record, apply
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from siptui.rules.forms.taking_a_step import in_the_way, take
from siptui.rules.steps import (
    refuse_locked,
    state_of,
    step_changes,
    step_to_take,
    steps_from,
    why_locked,
)

AUTUMN, DAY = "visits/autumn", date(2010, 11, 26)

TWO_PARTS = Way(
    "Two parts",
    [
        State("school", "with the school", parts=["before"]),
        State("adviser", "with the adviser", parts=["visit"]),
        State("done", "agreed", locked=True, open=["reply"], final=True),
    ],
    [
        Step("hand_in", "Hand it in", ["school"], "adviser", who=["school"]),
        Step("agree", "Agree it", ["adviser"], "done", whole=True),
        Step("reopen", "Open it again", ["done"], "adviser", reason=True),
    ],
)
REVIEW = Form(
    "Review of the plan",
    [
        FieldsBlock(fields=[FormField("on", "Day", kind="date"), FormField("view", "View")], part="before"),
        FieldsBlock(
            fields=[
                FormField("verdict", "Verdict", needed=["agree"]),
                FormField("reply", "Reply"),
                FormField("odd", "Odd", needed=["always"], shown_when={"verdict": ["bad"]}),
            ],
            part="visit",
        ),
    ],
    key="review",
    occurs="many",
    way="two_parts",
    dated="on",
    parts=[Part("before", "Before the visit"), Part("visit", "The visit")],
)


@pytest.fixture(scope="module")
def note(framework: Framework) -> Form:
    return framework.form("autumn")


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    both = structs.replace(framework, forms=[*framework.forms, REVIEW], ways=framework.ways | {"two_parts": TWO_PARTS})
    return fields_of(both)


def at(state: str) -> dict[str, str]:
    return {f"{AUTUMN}/state": state}


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ({}, "draft"),
        ({f"{AUTUMN}/sent": "2010-11-26"}, "sent"),  # of before there were steps
        ({f"{AUTUMN}/sent": "2010-11-26"} | at("amended"), "amended"),
        (at("a state of another edition"), "draft"),
    ],
)
def test_a_form_stands_where_it_was_stepped_or_where_its_dates_say(
    framework: Framework, note: Form, record: Record, state: str
) -> None:
    found = state_of(framework, note, AUTUMN, record)
    assert found is not None
    assert found.key == state


def test_what_has_no_way_has_no_state_and_no_steps(framework: Framework) -> None:
    front = framework.form("front")
    assert state_of(framework, front, "front", {}) is None
    assert steps_from(framework, front, "front", {}) == []
    with pytest.raises(Refused) as caught:
        step_to_take(framework, front, "front", {}, "send")
    assert caught.value.problems[0].code == "no_steps"


def test_steps_are_offered_by_state_and_role(framework: Framework, note: Form) -> None:
    def keys(record: Record, *roles: str) -> list[str]:
        return [step.key for step in steps_from(framework, note, AUTUMN, record, roles)]

    assert keys({}) == ["raise", "send"]
    assert keys({}, "admin") == []
    assert keys(at("final")) == ["title", "file", "monitor", "reopen"]
    assert keys(at("final"), "sip") == ["file", "reopen"]
    assert keys(at("final"), "sip", "manager") == ["title", "file", "monitor", "reopen"]


@pytest.mark.parametrize(
    ("record", "step", "roles", "code", "said"),
    [
        ({}, "sent", (), "no_such_step", "from there: raise (“Raise contentious issues with the SIP Manager”)"),
        ({}, "agree", (), "step_not_from_here", "is draft, and “Give the final version"),
        (at("final"), "monitor", ("sip",), "step_of_others", "is a step for: SIP Manager; ask one of them"),
    ],
)
def test_a_step_that_cannot_be_taken_says_what_can(
    framework: Framework, note: Form, record: Record, step: str, roles: tuple[str, ...], code: str, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        step_to_take(framework, note, AUTUMN, record, step, roles)
    assert caught.value.problems[0].code == code
    assert said in str(caught.value)


def test_a_step_sets_the_state_and_its_day_and_the_reason(framework: Framework, note: Form) -> None:
    send = step_to_take(framework, note, AUTUMN, {}, "send")
    assert step_changes(note, AUTUMN, {}, send, DAY, "") == [
        Change(f"{AUTUMN}/state", "sent", None),
        Change(f"{AUTUMN}/state_reason", None, None),
        Change(f"{AUTUMN}/sent", "2010-11-26", None),
    ]
    reopen = step_to_take(framework, note, AUTUMN, at("final"), "reopen")
    with pytest.raises(Refused, match="asks for a reason; say why"):
        step_changes(note, AUTUMN, at("final"), reopen, DAY, "  ")
    assert step_changes(note, AUTUMN, at("final"), reopen, DAY, " a figure was wrong ")[:2] == [
        Change(f"{AUTUMN}/state", "amended", "final"),
        Change(f"{AUTUMN}/state_reason", "a figure was wrong", None),
    ]


def test_what_is_locked_says_which_step_opens_it(fields: Fields) -> None:
    path = f"{AUTUMN}/judgements/S1.1/current"
    assert why_locked(fields, at("amended"), path) is None
    found = why_locked(fields, at("final"), path)
    assert found is not None
    assert (found.code, found.facts["state"], found.facts["steps"]) == ("locked", "final", ["reopen"])
    do = "first take the step reopen (“Open it again”, with a reason)"
    assert found.line() == f"{path}: is locked: Autumn is final; {do}"
    assert why_locked(fields, at("final"), "visits/spring/judgements/Q5/current") is None
    assert why_locked(fields, at("final"), "school/name") is None


def test_of_a_form_in_parts_only_the_part_whose_turn_it_is_can_be_written(fields: Fields) -> None:
    first, second = "forms/review/1", "forms/review/2"
    record = {f"{first}/state": "school", f"{second}/state": "done"}
    assert why_locked(fields, record, f"{first}/view") is None
    found = why_locked(fields, record, f"{first}/verdict")
    assert found is not None
    assert "Review of the plan is with the school, and only “Before the visit” is filled in now" in found.line()
    assert "first take the step hand_in (“Hand it in”)" in found.line()
    assert why_locked(fields, record, f"{second}/reply") is None  # open although all else is locked
    assert why_locked(fields, record, f"{second}/view") is not None


def test_what_takes_a_step_back_may_move_what_the_step_moved_and_no_other_form(fields: Fields) -> None:
    back = [Change(f"{AUTUMN}/state", "sent", "final"), Change(f"{AUTUMN}/sent", None, "2010-11-26")]
    refuse_locked(fields, at("final"), back)
    with pytest.raises(Refused, match="is locked"):
        refuse_locked(fields, at("final"), back[1:])
    with pytest.raises(Refused, match="visits/spring/sent: is locked"):
        refuse_locked(
            fields, at("final") | {"visits/spring/state": "final"}, [*back, Change("visits/spring/sent", None)]
        )


def test_a_whole_step_names_each_thing_that_is_needed_and_shown_and_empty(fields: Fields) -> None:
    place = "forms/review/1"
    record: Record = {f"{place}/state": "adviser", f"{place}/on": "2010-11-01"}
    agree = TWO_PARTS.steps[1]

    def missing(record: Record) -> list[str]:
        problems = in_the_way(fields, REVIEW, place, record, agree, DAY)
        assert {p.code for p in problems} <= {"needed"}
        return [str(p.facts["path"]) for p in problems]

    assert missing(record) == [f"{place}/verdict"]
    with pytest.raises(Refused, match="Verdict is empty, and is needed before “Agree it”"):
        take(fields, REVIEW, place, record, agree, DAY, "", DAY)
    bad = apply(record, [Change(f"{place}/verdict", "bad")])
    assert missing(bad) == [f"{place}/odd"]
    assert missing(apply(record, [Change(f"{place}/verdict", "good")])) == []
