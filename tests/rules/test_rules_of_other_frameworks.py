"""Each rule of the frameworks besides the handbook's finds what breaks it, and lets be what keeps it; and the one rule
of the handbook that its own form cannot break is tried on a form with more room."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from siptui.framework import Framework, load, names
from siptui.framework.model import FieldsBlock
from siptui.records.fields import fields_of
from siptui.rules.findings import findings

TODAY = date(2026, 3, 1)
HANDBOOK = "milton_keynes_2010_11"
"""Whose rules are tried in tests/framework/handbook/test_rules.py."""
A, B = "visits/autumn", "visits/spring"
REVIEW, CONCERN, STATUTORY = "forms/plan_review/1", "forms/engagement_concern/1", "statutory_assessment"
PRIMARY = {"school/phase": "primary"}
RESOLVED = {f"{CONCERN}/raised": "2026-02-02", f"{CONCERN}/resolved": "yes"}
Case = tuple[dict[str, Any], list[str], dict[str, Any]]
"""What breaks a rule, where it is found, and what keeps it."""
CASES: dict[str, dict[str, Case]] = {
    "england_2025_26": {
        "visit_in_term": ({f"{A}/date": "2026-02-01"}, [f"{A}/date"], {f"{A}/date": "2025-12-19"}),
        "low_grade_has_evidence": (
            {f"{A}/judgements/AC/grade": "attention"},
            [f"{A}/judgements/AC/evidence"],
            {f"{A}/judgements/AC/grade": "expected"},
        ),
        "aim_no_lower": (
            {f"{A}/judgements/AC/grade": "strong", f"{A}/judgements/AC/aim": "expected"},
            [f"{A}/judgements/AC/aim"],
            {f"{A}/judgements/AC/grade": "strong", f"{A}/judgements/AC/aim": "strong"},
        ),
        "grade_moved": (
            {f"{A}/judgements/AC/grade": "strong", f"{B}/judgements/AC/grade": "expected"},
            [f"{B}/judgements/AC/evidence"],
            {
                f"{A}/judgements/AC/grade": "strong",
                f"{B}/judgements/AC/grade": "expected",
                f"{B}/judgements/AC/evidence": "Books seen.",
            },
        ),
        "scaled_scores": (
            PRIMARY | {f"{STATUTORY}/ks2/reading/score": 130},
            [f"{STATUTORY}/ks2/reading/score"],
            PRIMARY | {f"{STATUTORY}/ks2/reading/score": 120},
        ),
        "tables_check": (
            PRIMARY | {f"{STATUTORY}/mtc/2026/mean": 26},
            [f"{STATUTORY}/mtc/2026/mean"],
            PRIMARY | {f"{STATUTORY}/mtc/2026/mean": 25},
        ),
        "rating_has_details": (
            {"plan/objectives/1/objective": "Writing", f"{REVIEW}/progress/1/rag": "amber"},
            [f"{REVIEW}/progress/1/details"],
            {
                "plan/objectives/1/objective": "Writing",
                f"{REVIEW}/progress/1/rag": "amber",
                f"{REVIEW}/progress/1/details": "Begun.",
            },
        ),
        "next_review_later": (
            {f"{REVIEW}/date": "2026-02-02", f"{REVIEW}/next_date": "2026-02-01"},
            [f"{REVIEW}/next_date"],
            {f"{REVIEW}/date": "2026-02-02", f"{REVIEW}/next_date": "2026-02-03"},
        ),
        "concern_resolved_later": (
            RESOLVED | {f"{CONCERN}/resolved_date": "2026-02-01"},
            [f"{CONCERN}/resolved_date"],
            RESOLVED | {f"{CONCERN}/resolved_date": "2026-02-02"},
        ),
    },
    "norfolk_2010_11": {
        "autumn_visit_in_its_weeks": ({f"{A}/date": "2010-10-12"}, [f"{A}/date"], {f"{A}/date": "2010-11-01"}),
        "final_targets_in_time": (
            {"targets/agreed_head_date": "2010-12-04"},
            ["targets/agreed_head_date"],
            {"targets/agreed_head_date": "2010-12-03"},
        ),
        "aspect_has_evidence": (
            {f"{A}/capacity_aspect": "leadership"},
            [f"{A}/capacity_evidence"],
            {f"{A}/capacity_aspect": "leadership", f"{A}/capacity_evidence": "Minutes."},
        ),
    },
}
WITH_MORE_ROOM = {"england_2025_26": ("priorities_few", A), HANDBOOK: ("few_priorities", A)}
"""Rules about more lines than a form has, which a copy of it may have."""


def found(framework: Framework, record: dict[str, Any], rule: str) -> list[str]:
    return [each.path for each in findings(fields_of(framework), record, TODAY) if each.rule == rule]


@pytest.mark.parametrize("name", names())
def test_every_rule_is_tried_here_or_as_one_of_the_handbooks(name: str) -> None:
    """One that a framework has otherwise than the one that it extends is another, but for which forms it is of."""
    handbooks = [structs.replace(rule, forms=[]) for rule in load(HANDBOOK).rules]
    own = {rule.key for rule in load(name).rules if structs.replace(rule, forms=[]) not in handbooks}
    room = {WITH_MORE_ROOM[name][0]} if name in WITH_MORE_ROOM and name != HANDBOOK else set()
    assert own == set(CASES.get(name, {})) | room


@pytest.mark.parametrize("name", names())
def test_every_rule_names_its_source(name: str) -> None:
    assert [rule.key for rule in load(name).rules if not rule.source.strip()] == []


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, cases in CASES.items() for rule in cases])
def test_a_rule_is_broken_and_kept(name: str, rule: str) -> None:
    framework = load(name)
    broken, where, kept = CASES[name][rule]
    assert found(framework, broken, rule) == where
    assert found(framework, kept, rule) == []
    assert next(each for each in framework.rules if each.key == rule).source


@pytest.mark.parametrize("name", WITH_MORE_ROOM)
def test_of_more_priorities_than_four_the_rule_says_so(name: str) -> None:
    rule, at = WITH_MORE_ROOM[name]
    framework = load(name)
    form = next(form for form in framework.forms if form.place == at)
    blocks = [
        structs.replace(
            block, fields=[structs.replace(f, slots=6) if f.key == "priorities" else f for f in block.fields]
        )
        if isinstance(block, FieldsBlock)
        else block
        for block in form.blocks
    ]
    roomy = structs.replace(
        framework, forms=[structs.replace(f, blocks=blocks) if f is form else f for f in framework.forms]
    )
    five = {f"{at}/priorities/{n}": f"Priority {n}" for n in range(1, 6)}
    assert len(found(roomy, five, rule)) == 1
    assert found(roomy, dict(list(five.items())[:4]), rule) == []
