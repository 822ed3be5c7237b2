"""What goes out as a workbook comes back: untouched it proposes nothing, edited exactly what was edited."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from siptui.framework import load, names
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from siptui.records.values import NOT_TYPED, Field, Value
from siptui.rules.needed import shown_places
from siptui.rules.steps import why_locked
from siptui.workbooks.export import KINDS
from siptui.workbooks.returned.marked_answers import marked_answers
from support.documents.whole_year import OF_KIND, SCHOOL, whole_year
from support.workbooks.returned_workbook import as_typed, edited, found, proposed, sheets_in, type_over, written

FIELDS = {name: fields_of(load(name)) for name in names()}
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


def forms_of(fields: Fields) -> list[str]:
    return [*KINDS, "note", *(form.place.replace("#", "1") for form in fields.forms)]


@pytest.mark.parametrize("name", names())
def test_every_form_blank_and_filled_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    fields = FIELDS[name]
    whole = whole_year(fields)
    for form in forms_of(fields):
        for record in (SCHOOL, whole) if form in KINDS else (whole,):
            file = written(fields, record, form, tmp_path / "w.xlsx")
            assert (form, found(proposed(file, fields, record))) == (form, ({}, [], []))
        answered = {each.path for each in marked_answers(sheets_in(file)).answers}
        own = fields.form_at(form)
        shown = shown_places(fields, own, form, whole) if own else ()
        asked = {place.path for place in shown if place.kind not in NOT_TYPED and place.path in whole}
        assert (form, asked - answered) == (form, set())


@pytest.mark.parametrize("name", names())
@settings(max_examples=6, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), share=st.floats(0, 1), data=st.data())
def test_exactly_what_was_edited_is_proposed(
    name: str, tmp_path: Path, seed: int, share: float, data: st.DataObject
) -> None:
    fields, chance = FIELDS[name], random.Random(seed)
    record = {path: value for path, value in whole_year(fields).items() if chance.random() < share} | SCHOOL
    record["school/phase"] = data.draw(st.sampled_from(fields.framework.phase_names()))
    form = data.draw(st.sampled_from(forms_of(fields)))
    try:
        file = written(fields, record, form, tmp_path / "w.xlsx")
    except Refused as fault:
        if fault.problems[0].code not in ("nothing_to_write", "no_targets_for_phase"):
            raise
        return
    answers = marked_answers(sheets_in(file)).answers
    once = sorted({each.path for each in answers if sum(one.path == each.path for one in answers) == 1})
    wanted: dict[str, Value | None] = {}

    def edit(book: object) -> None:
        for path in chance.sample(once, min(5, len(once))):
            place = fields[path]
            if place.kind in NOT_TYPED or place.required or why_locked(fields, record, path):
                continue
            new = other(place, record.get(path))
            if new != record.get(path):
                wanted[path] = new
                type_over(book, file, path, None if new is None else as_typed(place, new))  # type: ignore[arg-type]

    edited(file, edit)
    changes, clashes, said = found(proposed(file, fields, record, blank="erases"))
    assert (changes, clashes, said) == (wanted, [], [])
