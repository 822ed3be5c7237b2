"""A workbook of ours of random answers, in which somebody types over some at random, with a library not ours."""

import random
from pathlib import Path

from openpyxl import Workbook

from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.values import NOT_TYPED, Field, Value
from siptui.rules.steps import why_locked
from siptui.workbooks.returned.marked_answers import marked_answers
from support.documents.whole_year import OF_KIND, SCHOOL, whole_year
from support.workbooks.returned_workbook import as_typed, edited, sheets_in, type_over

OTHER: dict[str, Value] = OF_KIND | {
    "line": "=SUM(A1) is no formula",
    "text": "Another view.\n\n+44 and 2-3, of “two” lines",
    "date": "2011-02-28",
    "points": 15.25,
    "percent": 12.5,
    "whole": 31,
    "number": 0.25,
    "money": 99.99,
    "duration": 2,
    "time": "14:05",
    "person": "Mx L Invented",
    "link": "elsewhere",
}


def other(place: Field, now: Value | None) -> Value | None:
    """Something else that may stand at a place."""
    if place.kind == "tick":
        return None if now else "yes"
    if place.scale:
        return next(each.value for each in place.scale.values if each.value != now)
    return str(OTHER[place.kind])[: place.most] if place.most else OTHER[place.kind]


def some_of_a_year(fields: Fields, phase: str, share: float, chance: random.Random) -> dict[str, Value]:
    """A school of a phase, with about that share of all that can be answered."""
    record = {path: value for path, value in whole_year(fields).items() if chance.random() < share} | SCHOOL
    return record | {fields.framework.roles.phase: phase}


def edit_at_random(fields: Fields, record: Record, file: Path, chance: random.Random, most: int = 5) -> Record:
    """Type over some answers of a workbook of a record; gives what stands there then, by path."""
    answers = [each.path for each in marked_answers(sheets_in(file)).answers]
    once = sorted(path for path in set(answers) if answers.count(path) == 1)
    wanted: dict[str, Value | None] = {}

    def edit(book: Workbook) -> None:
        for path in chance.sample(once, min(most, len(once))):
            place = fields[path]
            if place.kind in NOT_TYPED or place.required or why_locked(fields, record, path):
                continue
            new = other(place, record.get(path))
            if new != record.get(path):
                wanted[path] = new
                type_over(book, file, path, None if new is None else as_typed(place, new))

    edited(file, edit)
    return wanted  # type: ignore[return-value]
