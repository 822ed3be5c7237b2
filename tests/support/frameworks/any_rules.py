"""Rules at random: a use of any kind, of the fields of some form."""

from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from siptui.framework.model import RuleKind


def rules_of(draw: DrawFn, forms: dict[str, dict[str, Any]], ways: dict[str, Any]) -> list[dict[str, Any]]:
    """Some rules over plain fields of these forms, which go these ways."""
    return [_rule(draw, number, forms, ways) for number in range(draw(st.integers(0, 4)))]


def _rule(draw: DrawFn, number: int, forms: dict[str, dict[str, Any]], ways: dict[str, Any]) -> dict[str, Any]:
    form = draw(st.sampled_from([key for key in forms if key != "plan"]))
    asked = [f for f in forms[form]["blocks"][0]["fields"] if f["kind"] != "ticks" and not f.keys() & {"slots", "rows"}]
    keys = [f["key"] for f in asked]
    if not keys:
        form, keys = "school", ["name"]
    kind = draw(st.sampled_from(get_args(RuleKind)))
    rule: dict[str, Any] = {
        "key": f"rule{number}",
        "kind": kind,
        "forms": [form],
        "of": draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True)),
        "message": "{label} is {value}, {count}",
        "source": "here",
        "count": draw(st.integers(0, 3)),
        "words": ["a word"],
    }
    if kind in ("no_worse", "not_before", "sums_to"):
        rule["than"] = draw(st.sampled_from(keys))
    if kind == "within":
        rule |= {"first": draw(st.sampled_from(["2025-09-01", "today", "term:first"])), "last": "2026-07-21"}
    way = ways.get(forms[form].get("way", ""))
    if way and draw(st.booleans()):
        rule |= {"states": [way["states"][0]["key"]], "steps": [step["key"] for step in way["steps"][:1]]}
    if kind == "between":
        rule |= {"least": 1, "most": draw(st.integers(1, 9))}
    if draw(st.booleans()):
        rule["when"] = {"school/name" if asked and asked[0]["kind"] == "computed" else keys[0]: ["*"]}
    return rule
