"""A name in a framework's files that leads nowhere is a fault of that file; what is confidential is no shared place."""

from typing import Any

import msgspec
import pytest

from siptui.framework import Framework
from siptui.framework.faults import faults
from siptui.framework.model import Way
from siptui.records.fields import Fields
from support.frameworks.one_form import framework_with

ROWS = [{"key": "what", "label": "What"}, {"key": "by", "label": "By", "kind": "date"}]
FIELDS: list[dict[str, Any]] = [{"key": "text", "label": "Text"}, {"key": "day", "label": "Day", "kind": "date"}]
WAY = {
    "name": "Way",
    "states": [{"key": "draft", "name": "draft"}, {"key": "sent", "name": "sent", "since": "day"}],
    "steps": [{"key": "send", "name": "Send", "from": ["draft"], "to": "sent", "dates": "day"}],
}


def framework(field: dict[str, Any] | None = None, way: dict[str, Any] | None = None, **more: Any) -> Framework:
    rule = more.pop("rule", None)
    fields = [*FIELDS, {"key": "last", "label": "Last"} | (field or {})]
    blocks: list[dict[str, Any]] = [
        {"block": "fields", "fields": fields},
        {"block": "table", "key": "rows", "columns": ROWS},
    ]
    made = framework_with(blocks, [rule] if rule else [], occurs="many", way="way", **more)
    made.ways["way"] = msgspec.convert(WAY | (way or {}), Way)
    return made


SOUND: list[dict[str, Any]] = [
    {"rule": {"kind": "filled", "of": ["rows/*/what"], "message": "{label} {count} {value}"}},
    {"rule": {"kind": "filled", "of": ["/forms/f/*/text"]}},
    {"rule": {"kind": "not_before", "of": ["rows/*/by"], "than": "day"}},
    {"rule": {"kind": "sums_to", "of": ["text"], "than": "100"}},
    {"rule": {"kind": "within", "of": ["day"], "first": "2010-09-01", "last": "today"}},
    {"rule": {"kind": "within", "of": ["day"], "first": "term:first", "last": "rows/*/by"}},
    {"rule": {"kind": "filled", "of": ["text"], "steps": ["send"]}},
    {"field": {"needed": ["send", "always"]}},
    {"field": {"kind": "computed", "computed": {"how": "copy", "of": ["text"]}}},
    {"field": {"kind": "computed", "computed": {"how": "count", "of": ["/forms/f/*/rows/*/what"]}}},
    {"titled": "{number}: {text}, {date}"},
]
FAULTY: list[tuple[dict[str, Any], str, str]] = [
    ({"rule": {"kind": "filled", "of": ["rows/*/wat"]}}, "rules: 0: of", "no place 'rows/*/wat'"),
    ({"rule": {"kind": "filled", "of": ["/text"]}}, "rules: 0: of", "no place '/text'"),
    ({"rule": {"kind": "not_before", "of": ["day"], "than": "dae"}}, "rules: 0: than", "no place 'dae'"),
    ({"rule": {"kind": "within", "of": ["day"], "last": "tomorrow"}}, "rules: 0: last", "'tomorrow' is no date"),
    ({"rule": {"kind": "filled", "of": ["text"], "steps": ["post"]}}, "rules: 0: steps", "no step 'post'"),
    ({"rule": {"kind": "state_complete", "states": ["done"]}}, "rules: 0: states", "no state 'done'"),
    ({"rule": {"kind": "filled", "of": ["text"], "message": "{lable}"}}, "rules: 0: message", "{lable} means nothing"),
    ({"rule": {"kind": "filled", "of": ["text"], "message": "50 {"}}, "rules: 0: message", "means nothing"),
    ({"field": {"needed": ["post"]}}, "last: needed", "no step 'post'"),
    ({"field": {"kind": "computed", "computed": {"how": "copy", "of": ["txt"]}}}, "last: computed", "no place 'txt'"),
    ({"field": {"carried_from": ["{visit}/text"]}}, "last: carried_from", "{before} and {row} alone"),
    ({"field": {"carried_from": ["{before}/text"]}}, "last: carried_from", "no place '{before}/text'"),
    ({"titled": "{txt}"}, "titled", "no field 'txt'"),
    ({"way": {"steps": [WAY["steps"][0] | {"dates": "dae"}]}}, "ways: way: send", "a field 'dae'"),  # type: ignore[index]
]


@pytest.mark.parametrize("said", SOUND)
def test_what_is_there_may_be_named(said: dict[str, Any]) -> None:
    assert list(faults(framework(**said))) == []


@pytest.mark.parametrize(("said", "key", "reason"), FAULTY)
def test_what_is_not_there_is_a_fault(said: dict[str, Any], key: str, reason: str) -> None:
    [fault] = faults(framework(**said))
    assert fault.key == key
    assert reason in fault.reason


def test_a_confidential_form_has_places_in_a_vault_alone() -> None:
    f = framework(confidential=True)
    assert Fields(f).find("forms/f/1/text") is None
    assert list(Fields(f).fitting("forms/f/*/text")) == [[], []]
    assert Fields(f, confidential=True).find("forms/f/1/text") is not None
