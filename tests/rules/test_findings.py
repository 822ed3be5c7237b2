"""Every kind of rule finds what breaks it, and lets be what keeps it."""

from datetime import date
from typing import Any

import pytest

from siptui.rules.findings import findings
from support.frameworks.one_form import fields_with

TODAY = date(2026, 3, 1)
COLUMNS = [
    {"key": "now", "label": "Now", "kind": "scale", "scale": "grade"},
    {"key": "target", "label": "Target", "kind": "scale", "scale": "grade"},
    {"key": "words", "label": "Words"},
]
FIELDS = [
    {"key": "list", "label": "Priorities", "slots": 5},
    {"key": "text", "label": "Text"},
    {"key": "from", "label": "From", "kind": "date"},
    {"key": "to", "label": "To", "kind": "date"},
    {"key": "boys", "label": "Boys", "kind": "whole"},
    {"key": "girls", "label": "Girls", "kind": "whole"},
    {"key": "pupils", "label": "Pupils", "kind": "whole"},
]
BLOCKS: list[dict[str, Any]] = [
    {"block": "fields", "fields": FIELDS},
    {"block": "table", "key": "rows", "slots": 3, "columns": COLUMNS},
]
BROKEN_AND_KEPT: dict[str, tuple[dict[str, Any], dict[str, Any], list[str], dict[str, Any]]] = {
    "filled": ({"of": ["text"]}, {"f/boys": 1}, ["f/text"], {"f/text": "there"}),
    "at_most": (
        {"of": ["list/*"], "count": 2},
        {f"f/list/{n}": "p" for n in (1, 2, 3)},
        ["f/list/3"],
        {"f/list/1": "p", "f/list/5": "p"},
    ),
    "at_least": ({"of": ["list/*"], "count": 2}, {"f/list/1": "p"}, ["f/list/2"], {"f/list/1": "p", "f/list/2": "p"}),
    "text_with": (
        {"of": ["rows/*/words"], "when": {"now": ["3"]}},
        {"f/rows/2/now": "3", "f/rows/1/now": "1"},
        ["f/rows/2/words"],
        {"f/rows/2/now": "3", "f/rows/2/words": "why"},
    ),
    "no_worse": (
        {"of": ["rows/*/target"], "than": "rows/*/now"},
        {"f/rows/1/now": "1", "f/rows/1/target": "2", "f/rows/2/now": "2"},
        ["f/rows/1/target"],
        {"f/rows/1/now": "2", "f/rows/1/target": "2", "f/rows/2/now": "0", "f/rows/2/target": "3"},
    ),
    "speaks_of": (
        {"of": ["text"], "words": ["statutory"]},
        {"f/text": "All is well."},
        ["f/text"],
        {"f/text": "Statutory requirements are met."},
    ),
    "silent_on": (
        {"of": ["text"], "words": ["salary"]},
        {"f/text": "The Salary was discussed."},
        ["f/text"],
        {"f/text": "It took place."},
    ),
    "within": (
        {"of": ["from"], "first": "2026-01-01", "last": "to"},
        {"f/from": "2026-05-01", "f/to": "2026-04-01"},
        ["f/from"],
        {"f/from": "2026-05-01"},
    ),
    "not_before": (
        {"of": ["to"], "than": "from"},
        {"f/from": "2026-05-01", "f/to": "2026-04-30"},
        ["f/to"],
        {"f/from": "2026-05-01", "f/to": "2026-05-01"},
    ),
    "sums_to": (
        {"of": ["boys", "girls"], "than": "pupils"},
        {"f/boys": 10, "f/girls": 11, "f/pupils": 20},
        ["f/boys"],
        {"f/boys": 10, "f/pupils": 20},
    ),
    "between": ({"of": ["boys"], "least": 1, "most": 9}, {"f/boys": 10}, ["f/boys"], {"f/boys": 9, "f/girls": 99}),
    "exactly_one": ({"of": ["boys", "girls"]}, {"f/text": "t"}, ["f/boys"], {"f/girls": 0}),
    "all_different": (
        {"of": ["list/*"]},
        {"f/list/1": "Writing", "f/list/4": "writing "},
        ["f/list/4"],
        {"f/list/1": "Writing", "f/list/4": "Reading"},
    ),
}


@pytest.mark.parametrize("kind", BROKEN_AND_KEPT)
def test_a_rule_is_broken_and_kept(kind: str) -> None:
    rule, broken, at, kept = BROKEN_AND_KEPT[kind]
    fields = fields_with(BLOCKS, [{"kind": kind, **rule}])
    assert [f.path for f in findings(fields, broken, TODAY)] == at
    assert findings(fields, kept, TODAY) == []
    assert findings(fields, {}, TODAY) == []  # what is not begun breaks no rule


def test_a_rule_says_what_with_its_words_and_its_source() -> None:
    rule = {"kind": "at_most", "of": ["list/*"], "count": 1, "message": "{count} are given; at most one fits"}
    (found,) = findings(fields_with(BLOCKS, [rule]), {"f/list/1": "a", "f/list/2": "b"}, TODAY)
    assert (found.message, found.source) == ("2 are given; at most one fits", "here")


def test_each_of_many_is_looked_at_for_itself() -> None:
    fields = fields_with(BLOCKS, [{"kind": "filled", "of": ["text"]}], occurs="many")
    record = {"forms/f/1/boys": 1, "forms/f/12/boys": 2, "forms/f/12/text": "t", "forms/f/3/girls": 0}
    assert [f.path for f in findings(fields, record, TODAY)] == ["forms/f/1/text", "forms/f/3/text"]


def test_what_a_state_wants_is_filled_and_what_is_not_shown_is_not_wanted() -> None:
    asked = [
        {"key": "yes", "label": "Raised?"},
        {"key": "on", "label": "On", "kind": "date", "needed_when": {"yes": ["y"]}},
        {"key": "other", "label": "Other", "needed": ["always"], "shown_when": {"yes": ["n"]}},
    ]
    fields = fields_with([{"block": "fields", "fields": asked}], [{"kind": "state_complete", "states": ["sent"]}])
    assert [f.path for f in findings(fields, {"f/state": "sent", "f/yes": "y"}, TODAY)] == ["f/on"]
    assert [f.path for f in findings(fields, {"f/state": "sent", "f/yes": "n"}, TODAY)] == ["f/other"]
    assert findings(fields, {"f/state": "draft", "f/yes": "y"}, TODAY) == []


def test_nothing_is_found_in_what_is_not_asked() -> None:
    """It could be neither seen nor mended, and would stop every step."""
    when = {"text": ["yes"]}
    blocks = [
        {"block": "fields", "fields": [{"key": "text", "label": "Text"}]},
        {"block": "fields", "fields": [{"key": "a", "label": "A", "shown_when": when}]},
        {"block": "fields", "shown_when": when, "fields": [{"key": "b", "label": "B"}]},
    ]
    fields = fields_with(blocks, [{"kind": "filled", "of": ["a", "b"]}, {"kind": "at_least", "of": ["b"], "count": 1}])
    found = {said: [f.path for f in findings(fields, {"f/text": said}, TODAY)] for said in ("yes", "no")}
    assert found == {"yes": ["f/a", "f/b", "f/b"], "no": []}
