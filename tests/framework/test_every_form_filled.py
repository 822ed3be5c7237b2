"""Every form of every framework is filled whole, through the door, part by part as its way has it."""

from datetime import date
from pathlib import Path

import pytest

from siptui.framework import load, names
from siptui.framework.model import Form, Framework, RubricBlock
from siptui.framework.places import ANY, Field
from siptui.records.change import Change
from siptui.records.values import NOT_TYPED, Value
from siptui.rules.findings import findings
from siptui.rules.how_far import has, how_far
from siptui.rules.needed import missing
from siptui.rules.steps import steps_from, why_locked
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.school import OFFICE
from siptui.store.store import Store

HELD: dict[str, Value] = {
    "line": "Ms A. Hornbeam",
    "text": "One line.\nAnd another.",
    "date": "2010-11-08",
    "time": "09:15",
    "duration": 1.5,
    "money": 1234.5,
    "number": 7.25,
    "whole": 7,
    "percent": 70,
    "points": 15.5,
    "person": "AB",
    "link": "School Improvement Plan, page 3",
    "tick": "yes",
}


def held(field: Field) -> Value:
    """Something that fits a field."""
    if field.scale and field.kind == "scale":
        return field.scale.values[0].value
    return HELD[field.kind]


def cases() -> list[tuple[str, str]]:
    frameworks = [(name, load(name)) for name in names()]
    return [(name, form.key) for name, f in frameworks for form in f.forms if not form.confidential]


def subject_with(store: Store, framework: Framework, form: Form) -> str:
    """Whom the form is about: a person, the office, or a school of a phase that has it."""
    if form.about == "person":
        add_person(store, "AB", Person("Ann Bell"))
    if form.about != "school":
        return {"person": "@AB", "office": OFFICE}[form.about]
    hangs_on = {f"{form.place}/{key}": values[0] for key, values in form.shown_when.items() if "/" not in key}
    for phase in framework.phase_names():
        if has(framework, form, {framework.roles.phase: phase, **hangs_on}):
            return store.add_school(f"Ashwell {phase}", phase)
    raise AssertionError(f"no phase has {form.key}")


def is_filled_in(form: Form) -> bool:
    """Whether anything is asked: of criteria that are only read nothing is."""
    read = [isinstance(block, RubricBlock) and not (block.grade or block.statements) for block in form.blocks]
    return not all(read)


def fill_on_the_way(store: Store, school: str, form: Form, place: str, wanted: dict[str, Value]) -> None:
    """Put in what can be written as the form stands, and take the next step where the rest is somebody else's part."""
    left, been = dict(wanted), set[str]()
    while left:
        record = store.load(school).values
        now = {path: value for path, value in left.items() if why_locked(store.fields, record, path) is None}
        store.change(school, [Change(path, value) for path, value in now.items()])
        left = {path: value for path, value in left.items() if path not in now}
        if left:
            record = store.load(school).values
            steps = steps_from(store.framework, form, place, record)
            step = next(step for step in steps if step.to not in been)
            been.add(step.to)
            store.step(school, place, step.key, "2010-11-08" if step.dates else None, "why" if step.reason else "")


@pytest.mark.parametrize(("name", "key"), cases())
def test_each_place_holds_what_was_put_in(tmp_path: Path, name: str, key: str) -> None:
    framework = load(name)
    store, form = Store.create(tmp_path / "store", "tester", name), framework.form(key)
    school = subject_with(store, framework, form)
    place = store.new(school, key, "2010-11-08") if form.occurs == "many" else form.place
    wanted: dict[str, Value] = {}
    for template, field in store.fields.of_form(form).items():
        path = form.numbered(place, template).replace(ANY, "1")
        named = (framework.roles.name, framework.roles.phase, framework.roles.person)
        if field.kind not in NOT_TYPED and path not in named:
            wanted[path] = held(field)
    assert bool(wanted) is is_filled_in(form)
    fill_on_the_way(store, school, form, place, wanted)
    record = Store(store.folder, "reader").load(school).values
    assert {path: record.get(path) for path in wanted} == wanted
    assert missing(store.fields, form, place, record) == []
    findings(store.fields, record, date(2026, 3, 1))
    (far,) = (far for far in how_far(store.fields, record, form.about) if far.path == place)
    assert far.missing == 0
    assert far.filled > 0 or not is_filled_in(form) or form.kind == "summary"  # of which judged rows are counted
