"""Everything with a date: in the framework's calendar, in schools' records and in people's, the soonest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Deadline
from siptui.rules.caseload.open_forms import OpenForm
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.deadlines import Due, due_on, is_over, still_waited_for

Kind = Literal[
    "book", "arranged", "write", "answer", "form", "action", "raised", "concern", "day", "papers", "deadline"
]
EVENTS = ("arranged", "day")
"""Kinds that take place on their day; the others are due by it."""


class Item(Struct, frozen=True):
    """Something with a date.

    `on` is the day (ISO), `name` what the framework calls it, `subject` whom it is about (a school, `@AB`; "" is all),
    `sip` whose it is (initials; "" is everybody's), `path` where in the record it stands, `by` the role it is due from.
    """

    on: str
    kind: Kind
    key: str
    name: str
    subject: str = ""
    sip: str = ""
    path: str = ""
    by: str = ""

    def left(self, today: date) -> int:
        """Days from today until then; below 0 it is past."""
        return (date.fromisoformat(self.on) - today).days

    def is_late(self, today: date) -> bool:
        """Whether it was due, and its day has gone by."""
        return self.kind not in EVENTS and self.left(today) < 0


def everything_due(
    framework: Framework,
    rows: Iterable[CaseloadRow],
    people: Mapping[str, Sequence[Due]],
    today: date,
    confidential: Mapping[str, Sequence[Due]] | None = None,
) -> list[Item]:
    """All of it; `people` are the dates in people's records, by initials. What took place and is past is left out.

    `confidential` are the days in one's own vault, by school: of these nobody can say here what is done, so that they
    are told until they are past.
    """
    found = list(_of_calendar(framework))
    for row in rows:
        found += [*_of_visits(framework, row, today), *_of_forms(framework, row, today)]
        for due in (confidential or {}).get(row.id, ()):
            if due.left(today) >= 0:
                found.append(_of_form(framework, due, row.id, row.sip))
    for initials, dues in people.items():
        found += [_of_form(framework, due, f"@{initials}", initials) for due in dues]
    over = is_over(framework.calendar, today)
    kept = [item for item in found if not (item.kind in EVENTS and item.left(today) < 0) and not (over and _old(item))]
    kept = [item for item in kept if item.kind not in ("deadline", "papers") or item.left(today) >= 0]
    return sorted(kept, key=lambda item: (item.on, item.subject, item.key))


def _old(item: Item) -> bool:
    """Whether it is of the year's round, of which nothing is waited for once the year is over."""
    return not item.subject.startswith("@")


def of_person(items: Iterable[Item], initials: str) -> list[Item]:
    """What concerns somebody: their schools, they themselves, and what is for everybody."""
    return [item for item in items if item.sip in ("", initials)]


# -- the calendar


def _of_calendar(framework: Framework) -> Iterator[Item]:
    calendar = framework.calendar
    for day in calendar.cpd:
        yield Item(day.on.isoformat(), "day", day.key, day.name)
    for deadline in calendar.deadlines:
        if deadline.on:
            yield Item(deadline.on.isoformat(), "deadline", deadline.key, deadline.name, by=deadline.who)
        elif deadline.count and not any(term.key in deadline.anchor for term in calendar.terms):
            yield from _before_days(framework, deadline)


def _before_days(framework: Framework, deadline: Deadline) -> Iterator[Item]:
    """What counts from each of the days for training and meeting."""
    days = framework.calendar.cpd
    for day in days if _names_days(deadline.anchor, [each.name for each in days]) else ():
        on = due_on(framework.calendar, deadline, day.on)
        if on:
            yield Item(on.isoformat(), "papers", f"{deadline.key}/{day.key}", deadline.name, by=deadline.who)


def _names_days(anchor: str, names: Sequence[str]) -> bool:
    """Whether an anchor in words names the days: all its words stand in what they are called."""
    words = anchor.casefold().split()
    return bool(words) and any(all(word in name.casefold() for word in words) for name in names)


# -- a school


def _of_visits(framework: Framework, row: CaseloadRow, today: date) -> Iterator[Item]:
    terms = {term.key: term for term in framework.calendar.terms}
    for visit, state in zip(framework.visits, row.visits, strict=True):
        if state.judged or state.sent:
            continue
        name = framework.form(visit.key).called
        if state.date:
            kind: Kind = "arranged" if state.date >= today.isoformat() else "write"
            if _is_day(state.date):
                yield Item(state.date, kind, visit.key, name, row.id, row.sip, visit.at)
        elif visit.term in terms:
            yield Item(terms[visit.term].last.isoformat(), "book", visit.key, name, row.id, row.sip, visit.at)


def _of_forms(framework: Framework, row: CaseloadRow, today: date) -> Iterator[Item]:
    for due in still_waited_for(framework.calendar, row.waited_for, today):
        yield _of_form(framework, due, row.id, row.sip, "answer")
    for due in row.dates:
        yield _of_form(framework, due, row.id, row.sip)
    for action in row.actions:
        if action.by:
            yield Item(action.by, "action", action.path, "Agreed action", row.id, row.sip, f"{action.path}/what")
    kinds: tuple[tuple[Kind, list[OpenForm]], ...] = (("raised", row.alerts), ("concern", row.concerns))
    for kind, found in kinds:
        for each in found:
            form = next((f for f in framework.forms if f.place_of(f"{each.place}/x") == each.place), None)
            if _is_day(each.since):
                name = form.called if form else each.place
                yield Item(each.since, kind, each.place, name, row.id, row.sip, each.place)


def _of_form(framework: Framework, due: Due, subject: str, sip: str, kind: Kind = "form") -> Item:
    form = next((f for f in framework.forms if due.place in (f.place, f.place_of(f"{due.place}/x"))), None)
    deadline = next((d for d in form.deadlines if d.key == due.deadline), None) if form else None
    name, by = (deadline.name, deadline.who) if deadline else (due.deadline, "")
    return Item(due.on, kind, f"{due.place}/{due.deadline}", name, subject, sip, due.place, by)


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


# -- in words

SAID: dict[Kind, str] = {
    "book": "{name}: not arranged, by the end of its term",
    "arranged": "{name}",
    "write": "{name}: took place and is not written up",
    "answer": "{name}",
    "form": "{name}",
    "action": "{name}",
    "raised": "{name} is open",
    "concern": "{name} is open",
    "day": "{name}",
    "papers": "{name}",
    "deadline": "{name}",
}


def in_words(item: Item) -> str:
    """What it is."""
    return SAID[item.kind].format(name=item.name)


def soon(items: Iterable[Item], today: date, days: int) -> list[Item]:
    """What is late, and what comes within so many days."""
    until = (today + timedelta(days=days)).isoformat()
    return [item for item in items if item.on <= until]
