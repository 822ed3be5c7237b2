"""What goes out as a workbook comes back: untouched it proposes nothing, edited exactly what was edited."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from siptui.framework import load, names
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from siptui.records.values import NOT_TYPED
from siptui.rules.needed import shown_places
from siptui.workbooks.export import KINDS
from siptui.workbooks.returned.marked_answers import marked_answers
from support.documents.whole_year import SCHOOL, whole_year
from support.workbooks.edits_at_random import edit_at_random, some_of_a_year
from support.workbooks.returned_workbook import found, proposed, sheets_in, written

FIELDS = {name: fields_of(load(name)) for name in names()}


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
    phase = data.draw(st.sampled_from(fields.framework.phase_names()))
    record = some_of_a_year(fields, phase, share, chance)
    form = data.draw(st.sampled_from(forms_of(fields)))
    try:
        file = written(fields, record, form, tmp_path / "w.xlsx")
    except Refused as fault:
        if fault.problems[0].code not in ("nothing_to_write", "no_targets_for_phase"):
            raise
        return
    wanted = edit_at_random(fields, record, file, chance)
    changes, clashes, said = found(proposed(file, fields, record, blank="erases"))
    assert (changes, clashes, said) == (wanted, [], [])
