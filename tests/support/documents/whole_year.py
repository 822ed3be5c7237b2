"""A school's record with something written at every place that it has."""

from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.values import Value
from siptui.rules.steps import way_of

SCHOOL = {
    "school/name": "Ashwell Primary School",
    "school/phase": "primary",
    "school/sip": "AB",
    "school/headteacher": "Mrs J Invented",
    "school/chair": "Mr K Invented",
}
OF_KIND: dict[str, Value] = {
    "line": "A line",
    "person": "A person",
    "date": "2010-11-09",
    "points": 15.3,
    "percent": 71,
    "whole": 12,
    "number": 4,
    "money": 12.5,
    "duration": 1.5,
    "time": "09:15",
    "tick": "yes",
    "link": "here",
}


def whole_year(fields: Fields, words: int = 12, state: str = "") -> dict[str, Value]:
    """Every field of a year filled, each text with its own path in it; the visits in `state` if one is named."""
    record: dict[str, Value] = {}
    for path, field in fields.items():
        if field.kind in ("computed", "state") or path.endswith("/answers"):
            continue
        if field.scale:
            record[path] = field.scale.values[len(record) % len(field.scale.values)].value
        elif field.kind == "text":
            record[path] = f"Of {path}: " + " ".join(["evidence"] * words) + "."
        else:
            record[path] = OF_KIND[field.kind]
    record |= SCHOOL
    if state:
        for form in fields.framework.forms:
            if form.kind == "note" and way_of(fields.framework, form):
                record[f"{form.place}/state"] = state
    return record


def only(record: Record, *starts: str) -> dict[str, Value]:
    """The values whose paths begin so."""
    return {path: value for path, value in record.items() if path.startswith(starts)}
