"""Forms that are begun and not over: alerts, concerns, whatever stays to be done."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.rules.needed import numbers_of
from siptui.rules.steps import state_of
from siptui.rules.summary import text


class OpenForm(Struct, frozen=True, array_like=True, gc=False):
    """A form that is open: where it lies, since when (ISO, "" where it is not dated), and the state that it is in."""

    place: str
    since: str
    state: str


def open_forms(framework: Framework, record: Record, keys: Collection[str]) -> Iterator[OpenForm]:
    """Those of the forms of these keys that are begun and not over."""
    for form in framework.forms:
        if form.key not in keys:
            continue
        for number in numbers_of(form, record):
            place = form.place.replace(ANY, number)
            if _is_begun(form, place, record) and not is_over(framework, form, place, record):
                state = state_of(framework, form, place, record)
                since = text(record, form.path(place, form.dated)) if form.dated else ""
                yield OpenForm(place, since, state.key if state else "")


def is_over(framework: Framework, form: Form, place: str, record: Record) -> bool:
    """Whether a form is done with: in a final or locked last state, or what says that it is over is filled."""
    if form.ended:
        return bool(text(record, form.path(place, form.ended)))
    state = state_of(framework, form, place, record)
    return bool(state and state.final)


def _is_begun(form: Form, place: str, record: Record) -> bool:
    return form.occurs == "many" or any(path.startswith(f"{place}/") for path in record)
