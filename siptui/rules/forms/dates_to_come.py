"""Deadlines that count from a date in a form, or name a term, and wait for no step: shadowing, self-evaluations.

Those that wait for the answer to a step are `deadlines.waited_for`.
"""

from collections.abc import Iterator
from datetime import date

from siptui.framework import Framework
from siptui.framework.model import Deadline, Form
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.rules.caseload.open_forms import is_over
from siptui.rules.forms.deadlines import Due, due_on
from siptui.rules.needed import numbers_of
from siptui.rules.steps import way_of
from siptui.rules.summary import text

TERM = " term"
"""How an anchor ends that is a term of the calendar."""


def dates_to_come(framework: Framework, record: Record, about: str) -> list[Due]:
    """What is due by a date in a record of a school, a person or the office, the first that is due first."""
    found: list[Due] = []
    for form in framework.forms:
        if form.about == about and not form.confidential:
            for deadline in form.deadlines:
                if deadline.side == "at once" or _of_a_step(framework, form, deadline):
                    continue  # what is open says so itself, and an answer is waited for
                if not _is_met(deadline, record):
                    found += _of_form(framework, form, deadline, record)
    return sorted(found, key=lambda due: (due.on, due.place))


def _of_a_step(framework: Framework, form: Form, deadline: Deadline) -> bool:
    way = way_of(framework, form)
    return way is not None and deadline.anchor in {step.dates for step in way.steps}


def _is_met(deadline: Deadline, record: Record) -> bool:
    """Whether a place is filled that says that it was done."""
    if not deadline.met_by:
        return False
    wanted = deadline.met_by.split("/")
    return any(
        len(parts) == len(wanted) and all(w in ("*", p) for w, p in zip(wanted, parts, strict=True))
        for parts in (path.split("/") for path in record)
    )


def _of_form(framework: Framework, form: Form, deadline: Deadline, record: Record) -> Iterator[Due]:
    if deadline.anchor.endswith(TERM):
        last = next((t.last for t in framework.calendar.terms if t.key == deadline.anchor.removesuffix(TERM)), None)
        if last:
            yield Due(form.place, deadline.key, last.isoformat())
        return
    anchors = {}
    for number in numbers_of(form, record):
        place = form.place.replace(ANY, number)
        if on := _date(form, place, deadline.anchor, record):
            anchors[place] = on
    if deadline.repeats and anchors:  # counted from the latest alone
        anchors = dict([max(anchors.items(), key=lambda each: each[1])])
    for place, anchor in anchors.items():
        if deadline.repeats or not is_over(framework, form, place, record):
            on_day = due_on(framework.calendar, deadline, anchor)
            if on_day:
                yield Due(place, deadline.key, on_day.isoformat())


def _date(form: Form, place: str, key: str, record: Record) -> date | None:
    field = next((field for field in form.fields if field.key == key), None)
    path = form.path(place, key)
    if field and field.computed and field.computed.how == "copy" and field.computed.of[0].startswith("/"):
        path = field.computed.of[0][1:]
    try:
        return date.fromisoformat(text(record, path)) if path else None
    except ValueError:
        return None
