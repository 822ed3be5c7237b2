"""What no record can ever meet is a fault of its file: a condition on no value of a scale, a role that is no field."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from siptui.framework import Framework
from siptui.framework.faults import faults
from siptui.framework.model import Calendar, Roles, Term
from support.frameworks.one_form import framework_with

FIELDS: list[dict[str, Any]] = [
    {"key": "grade", "label": "Grade", "kind": "scale", "scale": "grade"},
    {"key": "seen", "label": "Seen", "kind": "tick"},
    {"key": "day", "label": "Day", "kind": "date"},
    {"key": "text", "label": "Text"},
    {"key": "aims", "label": "Aims", "slots": 2},
    {"key": "days", "label": "Days", "kind": "computed", "computed": {"how": "count", "of": ["aims/*"]}},
]
SOUND = date(2025, 9, 1), date(2025, 12, 19), date(2025, 10, 27), date(2025, 10, 31)


def framework(asked: dict[str, Any] | None = None, **more: Any) -> Framework:
    rule = more.pop("rule", None)
    fields = [*FIELDS, {"key": "last", "label": "Last"} | (asked or {})]
    rows = {"block": "table", "key": "rows", "columns": [FIELDS[0] | {"key": "rated"}, FIELDS[3]]}
    return framework_with([{"block": "fields", "fields": fields}, rows], [rule] if rule else [], **more)


def reckoned(**computed: Any) -> dict[str, Any]:
    return {"kind": "computed", "computed": computed}


@pytest.mark.parametrize(
    "said",
    [
        {"asked": {"shown_when": {"grade": ["3", "old", "*"], "seen": ["yes"], "f/text": ["anything"]}}},
        {"asked": reckoned(how="count", of=["rows/*/rated", "text"], counts=["1", "a word"])},
        {"asked": reckoned(how="worst", of=["rows/*/rated"])},
        {"asked": reckoned(how="sum", of=["days", "text"])},
        {"asked": reckoned(how="lookup", of=["grade", "seen"], table={"1": {"yes": "2"}}) | {"scale": "grade"}},
        {"asked": reckoned(how="count", of=["rows/*/rated"], dated="day", days=30)},
        {"rule": {"kind": "filled", "of": ["rows/*/text"], "when": {"rated": ["1"], "school/phase": ["primary"]}}},
        {"deadlines": [{"key": "d", "name": "D", "anchor": "day"}, {"key": "e", "name": "E", "anchor": "summer term"}]},
    ],
)
def test_what_can_be_met_is_sound(said: dict[str, Any]) -> None:
    assert [*faults(framework(**said))] == []


@pytest.mark.parametrize(
    ("said", "key", "reason"),
    [
        (
            {"asked": {"shown_when": {"grade": ["Poor"]}}},
            "last: shown_when",
            "no value of 'grade'; did you mean '3' (Poor)?",
        ),
        ({"asked": {"needed_when": {"grade": ["7"]}}}, "last: needed_when", "those are: '1', '2', '3', '0', 'old'"),
        ({"asked": {"shown_when": {"seen": ["no"]}}}, "last: shown_when", "'no' is no value of 'seen'"),
        ({"asked": {"shown_when": {"days": ["1"]}}}, "last: shown_when", "'days' is reckoned"),
        ({"asked": {"shown_when": {"aims": ["*"]}}}, "last: shown_when", "no field 'aims' in this form"),
        ({"asked": {"shown_when": {"school/fase": ["*"]}}}, "last: shown_when", "no field 'school/fase'"),
        ({"asked": {"shown_when": {"grade": []}}}, "last: shown_when", "a value at least"),
        ({"shown_when": {"school/phase": ["Primary"]}}, "shown_when", "did you mean 'primary' (Primary)?"),
        ({"asked": reckoned(how="count", of=["grade"], counts=["Good"])}, "last: computed", "did you mean '1' (Good)?"),
        ({"asked": reckoned(how="worst", of=["text"])}, "last: computed", "none of these is on a scale"),
        ({"asked": reckoned(how="weighted", of=["aims/*"])}, "last: computed", "none of these is on a scale"),
        (
            {"asked": reckoned(how="weighted", of=["/school/phase"])},
            "last: computed",
            "no value of these scales has any",
        ),
        ({"asked": reckoned(how="sum", of=["text"])}, "last: computed", "of: sum needs numbers"),
        ({"asked": reckoned(how="percentage", of=["days"], among="text")}, "last: computed", "'text' is no number"),
        ({"asked": reckoned(how="difference", of=["days"])}, "last: computed", "is of two, and these are 1"),
        ({"asked": reckoned(how="count", of=["aims/*"], dated="text", days=9)}, "last: computed", "no date 'text'"),
        (
            {"asked": reckoned(how="lookup", of=["grade", "seen"], table={"Poor": {"yes": "1"}})},
            "last: computed",
            "table: 'Poor' is no value of 'grade'; did you mean '3' (Poor)?",
        ),
        (
            {"asked": reckoned(how="lookup", of=["grade", "seen"], table={"3": {"no": "1"}})},
            "last: computed",
            "table: 3: 'no' is no value of 'seen'",
        ),
        (
            {"asked": reckoned(how="lookup", of=["grade", "seen"], table={"3": {"yes": "9"}}) | {"scale": "grade"}},
            "last: computed",
            "table: 3: yes: '9' is not on the scale 'grade'",
        ),
        (
            {"rule": {"kind": "filled", "of": ["rows/*/text"], "when": {"rated": ["Fair"]}}},
            "rules: 0: when",
            "did you mean '2' (Fair)?",
        ),
        ({"rule": {"kind": "filled", "of": ["text"], "when": {"rated": ["1"]}}}, "rules: 0: when", "no field 'rated'"),
        ({"deadlines": [{"key": "d", "name": "D", "anchor": "dey"}]}, "deadlines: d: anchor", "did you mean day?"),
        ({"deadlines": [{"key": "d", "name": "D", "anchor": "text"}]}, "deadlines: d: anchor", "no date field"),
    ],
)
def test_what_is_never_met_is_a_fault(said: dict[str, Any], key: str, reason: str) -> None:
    [fault] = faults(framework(**said))
    assert fault.key == key
    assert reason in fault.reason


@pytest.mark.parametrize(
    ("roles", "key", "reason"),
    [
        ({"category": "categry"}, "category", "no visit has a field 'categry'; did you mean category?"),
        ({"visit_date": "text"}, "visit_date", "no visit has a field 'text'"),
        ({"chair": "school/chairman"}, "chair", "no field 'school/chairman'"),
        ({"current": "rating"}, "current", "in the judgement"),
        ({"name": "f/title"}, "name", "no form has a field 'f/title': where a school's name is kept"),
        ({"phase": "f/phase"}, "phase", "where a school's phase is kept"),
    ],
)
def test_a_role_that_is_no_field_is_a_fault(roles: dict[str, str], key: str, reason: str) -> None:
    f = framework(asked={"key": "category"}, occurs="visit")
    f = structs.replace(f, identity=structs.replace(f.identity, roles=Roles(**roles)))
    if "visit_date" in roles:
        f = structs.replace(f, forms=[each for each in f.forms if each.occurs != "visit"])
    [fault] = faults(f)
    assert (fault.file, fault.key) == ("framework", f"roles: {key}")
    assert reason in fault.reason


@pytest.mark.parametrize("days", [(1, 0, 2, 3), (0, 1, 3, 2), (2, 1, 0, 3)])
def test_a_term_begins_before_it_ends_and_holds_its_half_term(days: tuple[int, ...]) -> None:
    def faults_of(first: date, last: date, since: date | None, until: date | None) -> list[str]:
        term = Term(key="t", name="T", first=first, last=last, half_term_first=since, half_term_last=until)
        return [each.key for each in faults(structs.replace(framework(), calendar=Calendar(terms=[term])))]

    assert faults_of(*SOUND) == faults_of(*SOUND[:2], None, None) == []
    assert faults_of(*SOUND[:3], None) == ["terms: t: half_term_last"]
    [key] = faults_of(*(SOUND[n] for n in days))
    assert key.startswith("terms: t: ")


@pytest.mark.parametrize("key", ["Grade", "a grade", "a-b", "élan", "a.b"])
def test_a_key_is_small_letters_digits_and_underscores(key: str) -> None:
    said: list[tuple[Framework, str]] = [
        (framework({"key": key}), repr(key)),
        (framework_with([{"block": "table", "key": key, "columns": []}]), repr(key)),
        (framework_with([{"block": "measures", "columns": [], "measures": [{"key": key, "name": "M"}]}]), repr(key)),
        (framework(key=key), f"forms: {key}"),
    ]
    for f, where in said:
        [fault] = faults(f)
        assert fault.key.endswith(where)
        assert "small letters, digits and _" in fault.reason
    assert [fault.key for fault in faults(framework({"slots": 0, "rows": ["a/b", "A.1"]}))] == ["blocks: 1: last: rows"]
