"""A framework of one form, and of who the school is, for what is tried on a form and nothing else."""

from typing import Any

import msgspec

from siptui.framework import Framework
from siptui.framework.model import Calendar, Form, Identity, Register, Rule, Scale
from siptui.records.fields import Fields, fields_of

PHASES = {"name": "Phase", "values": [{"value": "primary", "name": "Primary"}, {"value": "nursery", "name": "Nursery"}]}
GRADES = {
    "name": "Grade",
    "values": [
        {"value": "1", "name": "Good", "points": 3},
        {"value": "2", "name": "Fair", "points": 1},
        {"value": "3", "name": "Poor", "points": 0},
        {"value": "0", "name": "Not seen", "graded": False},
    ],
    "earlier": [{"until": "2025-11-09", "values": [{"value": "old", "name": "Satisfactory"}]}],
}

WHO = {
    "block": "fields",
    "fields": [
        {"key": "name", "label": "Name", "kind": "line"},
        {"key": "phase", "label": "Phase", "kind": "scale", "scale": "phase"},
    ],
}


def fields_with(blocks: list[dict[str, Any]], rules: list[dict[str, Any]] | None = None, **form: Any) -> Fields:
    """The fields of a framework whose one form `f` has these blocks, written as a data file has them."""
    return fields_of(framework_with(blocks, rules, **form))


def framework_with(blocks: list[dict[str, Any]], rules: list[dict[str, Any]] | None = None, **form: Any) -> Framework:
    """The framework itself."""
    scales = {"phase": PHASES, "grade": GRADES}
    said = {"message": "{label}: wrong", "source": "here"}
    return Framework(
        name="small",
        identity=Identity(title="T", authority="A", year="2025-26", forms=["f"]),
        scales=msgspec.convert(scales, dict[str, Scale], strict=False),
        register=Register(),
        forms=[
            msgspec.convert({"key": "f", "name": "F", "title": "Form", "blocks": blocks} | form, Form),
            msgspec.convert({"key": "school", "name": "School", "title": "School", "blocks": [WHO]}, Form),
        ],
        calendar=Calendar(terms=[], cpd=[], programme=[], deadlines=[]),
        rules=[msgspec.convert(said | {"key": str(n)} | rule, Rule) for n, rule in enumerate(rules or [])],
    )
