"""Giving a school to a SIP, from a day and for a reason; the past is kept. Source: handbook, section 2."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Change, Edit
from siptui.records.problem import Problem, Refused
from siptui.rules.caseload.allocations import allocated, allocations
from siptui.rules.caseload.objections import TO_ANSWER, Objection, objections
from siptui.rules.summary import text
from siptui.store.door.checked_values import day_given, line
from siptui.store.door.subject_meant import no_such
from siptui.store.office_settings import Office
from siptui.store.school import School
from siptui.store.store import Store

ALLOCATED = "allocated"
"""Why an edit is made that gives a school to somebody."""
IN_WORDS = {
    "conflict_of_interest": "has a conflict of interest there, or was lately employed",
    "declined_by_school": "was declined by the school",
    "not_accredited": "is not said to be accredited",
    "associate_in_difficulty": "is an associate, and schools causing concern mainly have internal ones",
}
"""What stands against it, in words."""


class Allocated(Struct, frozen=True):
    """What became of it: the day that it holds from, whether that has come, and what was against it."""

    school: str
    sip: str
    since: date
    in_force: bool
    against: list[Objection]


class Kept(Protocol):
    """What is needed of a store."""

    @property
    def framework(self) -> Framework: ...
    @property
    def office(self) -> Office: ...
    def refuse_to_deploy(self) -> None: ...
    def load(self, school_id: str) -> School: ...
    def change(self, school_id: str, changes: Sequence[Change], why: str = "typed") -> Edit | None: ...


def against(store: Kept, school_id: str, sip: str) -> list[Objection]:
    """What stands against giving a school to somebody. Raises Refused for initials that nobody has, StoreFault."""
    person = store.office.person(sip)
    if person is None:
        raise no_such(f"@{sip}")
    school, of_person = (store.load(each).values for each in (school_id, f"@{sip}"))
    return list(objections(store.framework, school, of_person, sip, person.kind))


def allocate(store: Kept, school_id: str, initials: str, since: object = None, reason: str = "") -> Allocated:
    """Give a school to somebody from a day on (today), and say what was against it.

    Raises Refused for initials that nobody has, for one who has it already, and without a reason for what must be
    answered; StoreFault.
    """
    store.refuse_to_deploy()
    sip = initials.removeprefix("@").upper()
    standing = against(store, school_id, sip)
    why, day, today = line("reason", reason), day_given(since), date.today()
    framework = store.framework
    if day > today and not framework.roles.allocations:
        do = "say it again when the day has come"
        raise Refused(Problem("--from", "this framework keeps no allocations to come", do, code="no_plans_kept"))
    to_answer = [each for each in standing if each.code in TO_ANSWER]
    if to_answer and not why:
        raise Refused(*(_refused(sip, store.office.full_name(sip), each) for each in to_answer))
    school = store.load(school_id)
    _refuse_what_is_so(store, school, sip, day, today)
    changes = list(allocated(framework, school.values, sip, day, why, today))
    store.change(school_id, changes, ALLOCATED)
    return Allocated(school_id, sip, day, day <= today, standing)


def _refused(sip: str, name: str, objection: Objection) -> Problem:
    said = f" ({objection.words})" if objection.words else ""
    do = "give another, or say why all the same with --reason"
    what = f"{name} {IN_WORDS[objection.code]}{said}"
    return Problem(f"@{sip}", what, do, facts={"words": objection.words}, code=objection.code)


def _refuse_what_is_so(store: Kept, school: School, sip: str, day: date, today: date) -> None:
    """Raise Refused where the school is theirs already, or planned to be on that day."""
    roles = store.framework.roles
    told = allocations(store.framework, school.values)
    so = any(each.sip == sip and each.since == day.isoformat() for each in told)
    if so or (day <= today and text(school.values, roles.sip) == sip):
        what = f"is {store.office.full_name(sip)}'s already"
        raise Refused(Problem(school.id, what, "name somebody else", facts={"sip": sip}, code="allocated_already"))


def take_effect(store: Store) -> list[tuple[str, str]]:
    """Give every school to whom it was planned to go by today; each school so given, and to whom. Raises StoreFault.

    Whoever was named in another way since the day that was planned stays.
    """
    store.refuse_to_deploy()
    done, today, roles = [], date.today(), store.framework.roles
    for row in store.overview()[0]:
        record = store.load(row.id).values
        told = [each for each in allocations(store.framework, record) if each.since <= today.isoformat()]
        if told and told[-1].sip != text(record, roles.sip) and _named_on(store, row.id) < told[-1].since:
            store.change(row.id, [Change(roles.sip, told[-1].sip)], ALLOCATED)
            done.append((row.id, told[-1].sip))
    return done


def _named_on(store: Store, school_id: str) -> str:
    """The day on which somebody was last named as a school's SIP (ISO)."""
    path = store.framework.roles.sip
    return next((e.when[:10] for e in store.history_back(school_id) if any(c.path == path for c in e.changes)), "")
