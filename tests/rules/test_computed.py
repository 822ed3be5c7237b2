"""What is reckoned on a form: blanks are never nought, and how many were counted is known."""

from datetime import date
from typing import Any

import pytest

from siptui.rules.computed import Reckoned, reckoned
from support.frameworks.one_form import fields_with

TODAY = date(2026, 3, 1)
NUMBERS = [{"key": key, "label": key, "kind": "number"} for key in "abc"]
GRADED = [{"key": key, "label": key, "kind": "scale", "scale": "grade"} for key in "ghi"]


def value(computed: dict[str, Any], record: dict[str, Any], scale: str = "") -> Reckoned:
    asked = {"key": "x", "label": "X", "kind": "computed", "scale": scale, "computed": computed}
    fields = fields_with([{"block": "fields", "fields": [*NUMBERS, *GRADED, asked]}])
    return reckoned(fields, {f"f/{key}": each for key, each in record.items()}, fields["f/x"], TODAY)


@pytest.mark.parametrize(
    ("how", "record", "wanted", "counted"),
    [
        ("sum", {"a": 0.1, "b": 0.2}, 0.3, 2),
        ("sum", {}, None, 0),
        ("mean", {"a": 4, "c": 7}, 5.5, 2),
        ("mean", {"a": 0, "b": 4}, 2, 2),
        ("mean", {"b": 100, "a": 100, "c": 100}, 100, 3),
        ("difference", {"a": 15.1, "b": 15.3}, 0.2, 2),
        ("difference", {"a": 15.1}, None, 1),
        ("copy", {"b": 3}, 3, 1),
    ],
)
def test_of_numbers(how: str, record: dict[str, Any], wanted: object, counted: int) -> None:
    found = value({"how": how, "of": ["a", "b", "c"]}, record)
    assert (found.value, found.counted, found.of) == (wanted, counted, 3)


def test_a_percentage_of_answers_and_of_a_number() -> None:
    of = {"how": "percentage", "of": ["g", "h", "i"], "counts": ["1", "2"]}
    assert value(of, {"g": "1", "h": "3"}).value == 50
    assert value(of, {}).value is None
    among = {"how": "percentage", "of": ["a", "b"], "among": "c"}
    assert value(among, {"a": 3, "b": 4, "c": 28}).value == 25
    assert value(among, {"a": 3, "c": 0}).value is None
    assert value(among, {"a": 3}).value is None


def test_an_answer_that_is_no_grade_is_in_no_share_unless_it_is_what_is_counted() -> None:
    of = {"how": "percentage", "of": ["g", "h", "i"], "counts": ["1"]}
    found = value(of, {"g": "1", "h": "3", "i": "0"})
    assert (found.value, found.counted, found.of) == (50, 2, 3)
    assert value(of | {"counts": ["0"]}, {"g": "1", "i": "0"}).value == 50


@pytest.mark.parametrize(
    ("computed", "shown", "hidden"),
    [
        ({"how": "sum", "of": ["rows/*/a"]}, 5, 2),
        ({"how": "mean", "of": ["rows/*/a"]}, 2.5, 2),
        ({"how": "count", "of": ["rows/*/a"]}, 2, 1),
        ({"how": "copy", "of": ["rows/2/a", "b"]}, 3, 7),
        ({"how": "difference", "of": ["rows/2/a", "b"]}, 4, None),
        ({"how": "status", "of": ["b", "extra"], "words": ["none", "some", "all"]}, "some", "all"),
    ],
)
def test_what_is_not_asked_any_more_is_kept_and_counts_for_nothing(
    computed: dict[str, Any], shown: object, hidden: object
) -> None:
    columns = [
        {"key": "yes", "label": "Yes", "kind": "tick"},
        {"key": "a", "label": "A", "kind": "number", "shown_when": {"yes": ["yes"]}},
    ]
    fields = fields_with(
        [
            {"block": "fields", "fields": [{"key": "b", "label": "B", "kind": "number"}]},
            {"block": "fields", "shown_when": {"more": ["*"]}, "fields": [{"key": "extra", "label": "E"}]},
            {"block": "table", "key": "rows", "columns": columns},
            {"block": "fields", "fields": [{"key": "more", "label": "M"}]},
            {"block": "fields", "fields": [{"key": "x", "label": "X", "kind": "computed", "computed": computed}]},
        ]
    )
    record: dict[str, Any] = {"f/rows/1/yes": "yes", "f/rows/1/a": 2, "f/rows/2/a": 3, "f/b": 7}
    reckons = [
        reckoned(fields, record | more, fields["f/x"], TODAY).value
        for more in ({"f/rows/2/yes": "yes", "f/more": "m"}, {})
    ]
    assert reckons == [shown, hidden]


def test_a_weighted_score_leaves_out_what_was_not_seen() -> None:
    of = {"how": "weighted", "of": ["g", "h", "i"]}
    assert (value(of, {"g": "1", "h": "2", "i": "0"}).value, value(of, {"i": "0"}).value) == (4, None)
    assert value(of | {"as_percentage": True}, {"g": "1", "h": "2"}).value == pytest.approx(100 * 4 / 6)


def test_a_grade_looked_up_from_two_and_the_worst_of_several() -> None:
    table = {"1": {"1": "1", "2": "2"}, "2": {"1": "2", "2": "3"}}
    of = {"how": "lookup", "of": ["g", "h"], "table": table}
    assert value(of, {"g": "2", "h": "1"}, "grade").value == "2"
    assert (value(of, {"g": "2"}, "grade").value, value(of, {"g": "3", "h": "1"}, "grade").value) == (None, None)
    worst = {"how": "worst", "of": ["g", "h", "i"]}
    assert value(worst, {"g": "1", "h": "2", "i": "0"}, "grade").value == "2"
    assert value(worst, {"g": "old"}, "grade").value is None


def test_a_status_is_not_recorded_partly_or_recorded() -> None:
    of = {"how": "status", "of": ["a", "b"], "words": ["not recorded", "partly recorded", "recorded"]}
    assert [value(of, r).value for r in ({}, {"a": 1}, {"a": 0, "b": 0})] == [
        "not recorded",
        "partly recorded",
        "recorded",
    ]


def test_rows_are_counted_by_what_they_hold_and_when() -> None:
    columns = [
        {"key": "grade", "label": "Grade", "kind": "scale", "scale": "grade"},
        {"key": "on", "label": "On", "kind": "date"},
    ]
    computed = {"how": "count", "of": ["seen/*/grade"], "counts": ["3"], "dated": "on", "days": 365}
    asked = {"key": "x", "label": "X", "kind": "computed", "computed": computed}
    blocks = [{"block": "table", "key": "seen", "columns": columns}, {"block": "fields", "fields": [asked]}]
    fields = fields_with(blocks)
    record = {
        "f/seen/1/grade": "3",
        "f/seen/1/on": "2026-02-01",
        "f/seen/2/grade": "3",
        "f/seen/2/on": "2024-02-01",
        "f/seen/10/grade": "1",
        "f/seen/10/on": "2026-02-01",
        "f/seen/11/grade": "3",
    }
    found = reckoned(fields, record, fields["f/x"], TODAY)
    assert (found.value, found.of) == (1, 4)
    assert found.paths == [f"f/seen/{n}/grade" for n in (1, 2, 10, 11)]


def test_what_is_reckoned_may_be_reckoned_from_and_never_goes_round() -> None:
    first = {"key": "y", "label": "Y", "kind": "computed", "computed": {"how": "sum", "of": ["a", "b"]}}
    second = {"key": "x", "label": "X", "kind": "computed", "computed": {"how": "mean", "of": ["y", "c"]}}
    fields = fields_with([{"block": "fields", "fields": [*NUMBERS, first, second]}])
    assert reckoned(fields, {"f/a": 1, "f/b": 2, "f/c": 5}, fields["f/x"], TODAY).value == 4
