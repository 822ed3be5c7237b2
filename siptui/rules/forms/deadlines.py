"""When something is due that a form says is due: so many days, working days or school days from a date in it.

Source: facts.md §8. The handbook gives the school three days and does not say which: the calendar does.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Calendar, Deadline, Form
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.rules.needed import numbers_of
from siptui.rules.steps import state_of, way_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
AFTER_THE_LAST_TERM = timedelta(days=60)
"""How long after its last term a year may have answers that are still waited for."""
MOST = 366
"""Days that are counted: with no school day for so long, none comes."""


class Due(Struct, frozen=True, array_like=True, gc=False):
    """What is waited for: of the form at a place, which of its deadlines, and until which day (ISO)."""

    place: str
    deadline: str
    on: str

    def left(self, today: date) -> int:
        """Days from today until then; below 0 it is late."""
        return (date.fromisoformat(self.on) - today).days


def due_on(calendar: Calendar, deadline: Deadline, anchor: date) -> date | None:
    """The day that a deadline falls on; None where that is too far to be counted, or outside its terms."""
    if deadline.on:
        return deadline.on
    count = deadline.count if deadline.side == "after" else -deadline.count
    match calendar.days if deadline.unit == "day" else deadline.unit:
        case _ if deadline.side == "at once":
            return anchor
        case "day":
            return _counted(anchor, count, lambda _: True)
        case "week":
            return _counted(anchor, 7 * count, lambda _: True)
        case "working day":
            return _counted(anchor, count, lambda day: _is_working(calendar, day))
        case "school day":
            return _counted(anchor, count, lambda day: _is_working(calendar, day) and _is_in_term(calendar, day))
        case "month":
            return _months_on(anchor, count)
        case "year":
            return _months_on(anchor, 12 * count)
        case "term":
            return _terms_on(calendar, anchor, count)
        case _:
            return None


def _months_on(anchor: date, count: int) -> date | None:
    """The same day so many months on, or the last of a month that is shorter."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from calendar import monthrange  # which imports much for little

    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def _terms_on(calendar: Calendar, anchor: date, count: int) -> date | None:
    """The last day of the term so many terms on, or back, from the one that a day is in; None outside the year."""
    place = next((n for n, term in enumerate(calendar.terms) if anchor <= term.last), None)
    wanted = None if place is None else place + count
    return calendar.terms[wanted].last if wanted is not None and 0 <= wanted < len(calendar.terms) else None


def waited_for(framework: Framework, record: Record) -> list[Due]:
    """What is waited for in all forms of a record, the first that is due first.

    A deadline counts from the day of a step, as long as the form stands where that step led.
    """
    found: list[Due] = []
    for form in framework.forms:
        for deadline in form.deadlines if form.way else ():
            for number in numbers_of(form, record):
                place = form.place.replace(ANY, number)
                if due := _of_form(framework, form, place, deadline, record):
                    found.append(due)
    return sorted(found, key=lambda due: (due.on, due.place))


def still_waited_for(calendar: Calendar, found: list[Due], today: date) -> list[Due]:
    """Of what was waited for, that of a year which is not over: in an old year's records nobody waits any more."""
    return [] if is_over(calendar, today) else found


def is_over(calendar: Calendar, today: date) -> bool:
    """Whether a year is over: in its records nobody waits for anything any more."""
    last = max((term.last for term in calendar.terms), default=today)
    return today > last + AFTER_THE_LAST_TERM


def _of_form(framework: Framework, form: Form, place: str, deadline: Deadline, record: Record) -> Due | None:
    way, state = way_of(framework, form), state_of(framework, form, place, record)
    if way is None or state is None or state.key not in {s.to for s in way.steps if s.dates == deadline.anchor}:
        return None
    try:
        anchor = date.fromisoformat(str(record.get(form.path(place, deadline.anchor))))
        on = due_on(framework.calendar, deadline, anchor)
    except (ValueError, OverflowError):  # the last of all days, typed by mistake
        return None
    return Due(place, deadline.key, on.isoformat()) if on else None


def _counted(anchor: date, count: int, counts: Callable[[date], bool]) -> date | None:
    """So many days on, or back, of those that count."""
    day, step = anchor, timedelta(days=1 if count > 0 else -1)
    for _ in range(MOST):
        if count == 0:
            return day
        day += step
        count -= (1 if count > 0 else -1) if counts(day) else 0
    return None


def _is_working(calendar: Calendar, day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(calendar.bank_holidays, day.year)


def _is_in_term(calendar: Calendar, day: date) -> bool:
    return any(
        term.first <= day <= term.last
        and not (term.half_term_first and term.half_term_last and term.half_term_first <= day <= term.half_term_last)
        for term in calendar.terms
    )


@lru_cache(maxsize=32)
def _bank_holidays(of: str, year: int) -> frozenset[date]:
    """The bank holidays of a part of the United Kingdom in a year that a record may be of."""
    if not of or not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset()
    import holidays  # takes longer than all else here, and only where days are not simply counted

    return frozenset(holidays.country_holidays("GB", subdiv=of, years=year))
