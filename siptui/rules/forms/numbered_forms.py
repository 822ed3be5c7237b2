"""Forms that occur many times: the number of the next, and what begins it."""

from collections.abc import Iterable
from datetime import date

from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.framework.places import STATE
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import NUMBER, Fields
from siptui.records.problem import Facts, Problem, Refused
from siptui.rules.how_far import has
from siptui.rules.steps import first_state

NEW = "new: "
"""How the reason of an Edit that begins one begins; the form's key follows."""


def next_place(form: Form, record: Record, backwards: Iterable[Edit]) -> str:
    """The place of the next one, of a history told from its end: of a number that nothing was ever written under."""
    base = form.place.removesuffix("#")
    highest = max((_number(base, path) for path in record), default=0)
    for edit in backwards:
        highest = max([highest, *(_number(base, change.path) for change in edit.changes)])
        if edit.why == NEW + form.key:
            break  # which was given the next one then
    return f"{base}{highest + 1}"


ASKED_OF = {
    "school": ("a school", "name one by its id; `siptui schools` lists them"),
    "person": ("a person", "name one by initials, such as @AB; `siptui people` lists them"),
    "office": ("the office", "name it: @office"),
}


def refuse_of_others(form: Form, path: str, about: str) -> None:
    """Raise Refused where a form is not asked of that kind of subject."""
    if form.about != about:
        whom, do = ASKED_OF[form.about]
        facts: Facts = {"form": form.key, "about": form.about}
        raise Refused(Problem(path, f"is asked of {whom}", do, facts=facts, code="wrong_subject"))


def form_to_begin(fields: Fields, record: Record, key: str, about: str = "school") -> Form:
    """The form of that key, of which a subject of that kind with this record can have another. Raises Refused."""
    many = [form for form in fields.forms if form.occurs == "many" and form.about == about]
    offered = [form for form in many if has(fields.framework, form, record)]
    do = f"there are: {', '.join(form.key for form in offered)}" if offered else "nothing else is begun here"
    form = next((form for form in fields.forms if form.key == key), None)
    facts: Facts = {"form": key[:80], "known": [form.key for form in offered]}
    if form is None:
        raise Refused(Problem(key[:80], "is no form", do, facts=facts, code="no_such_form"))
    refuse_of_others(form, form.key, about)
    if form.occurs != "many":
        what = "is filled in once, and is there already"
        raise Refused(Problem(form.key, what, do, facts=facts, code="occurs_once"))
    if form not in offered:
        raise Refused(Problem(form.key, "is not asked here", do, facts=facts, code="not_asked_here"))
    return form


def first_changes(framework: Framework, form: Form, place: str, day: date) -> list[Change]:
    """What begins one at a place: its first state, and the day in the field that dates it."""
    changes = [Change(f"{place}/{STATE}", first_state(framework, form), None)]
    if form.dated and (dated := form.path(place, form.dated)):
        changes.append(Change(dated, day.isoformat(), None))
    return changes


def _number(base: str, path: str) -> int:
    """The number in a path below that; 0 where it is another's."""
    found = path.removeprefix(base).split("/")[0] if path.startswith(base) else ""
    return int(found) if NUMBER.fullmatch(found) else 0
