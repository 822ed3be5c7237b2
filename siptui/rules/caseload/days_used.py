"""Days of the programme that a school has had and is to have. Source: handbook, section 6; facts.md §8."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.rules.needed import numbers_of
from siptui.rules.summary import text


class Held(Struct, frozen=True, array_like=True, gc=False):
    """A line of the programme, by its key, that no termly visit records, and the day it was or is to be (ISO)."""

    line: str
    on: str


class Visited(Protocol):
    """How far a termly visit has got, as far as its days go."""

    @property
    def date(self) -> str: ...
    @property
    def sent(self) -> str: ...
    @property
    def judged(self) -> int: ...


class Days(Struct, frozen=True):
    """Days used and planned; what is used beyond the plan was not in it."""

    used: float
    planned: float

    @property
    def left(self) -> float:
        """Days that are still to be had."""
        return max(0.0, self.planned - self.used)


def held(framework: Framework, record: Record) -> Iterator[Held]:
    """What a record tells of the lines of the programme that a form of their own records."""
    for line in framework.calendar.programme:
        form = next((form for form in framework.forms if form.key == line.form), None)
        if form is None or not form.dated:
            continue
        for number in numbers_of(form, record):
            on = text(record, form.path(form.place.replace(ANY, number), form.dated))
            if on:
                yield Held(line.key, on)


def days(framework: Framework, visits: Mapping[str, Visited], others: list[Held], today: date) -> Days:
    """Days of a school with these termly visits, by the visit's key, and these others.

    A visit has used its days once its day has come; one that is not dated, once something in it is judged. What is
    asked of some schools only is planned where it was begun.
    """
    used = planned = 0.0
    for line in framework.calendar.programme:
        whole = line.in_school_days + line.prep_days
        if line.visit:
            state = visits.get(line.visit)
            times = int(state is not None and _took_place(state, today))
        else:
            times = sum(1 for each in others if each.line == line.key and each.on <= today.isoformat())
        begun = any(each.line == line.key for each in others)
        used += whole * times
        planned += whole * max(times, int(not line.condition or begun))
    return Days(used, planned)


def _took_place(visit: Visited, today: date) -> bool:
    return visit.date <= today.isoformat() if visit.date else bool(visit.judged or visit.sent)
