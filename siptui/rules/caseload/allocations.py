"""Who has had a school, from when and why, as its record keeps it. Source: handbook, section 2; facts.md §12 R3-R5."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Change, Record
from siptui.rules.summary import text


class Allocation(Struct, frozen=True):
    """A SIP (initials) who has had a school since a day (ISO, "" where that is not known), and why."""

    sip: str
    since: str
    reason: str
    path: str


def allocations(framework: Framework, record: Record) -> list[Allocation]:
    """All that the record tells, the earliest first; those that are planned come last."""
    base = framework.roles.allocations
    numbers = {path.removeprefix(f"{base}/").split("/")[0] for path in record if base and path.startswith(f"{base}/")}
    found = [_at(record, f"{base}/{number}") for number in sorted(numbers, key=lambda n: (len(n), n))]
    return sorted((each for each in found if each.sip), key=lambda each: each.since)


def _at(record: Record, row: str) -> Allocation:
    sip, since, reason = (text(record, f"{row}/{key}") for key in ("sip", "since", "reason"))
    return Allocation(sip, since, reason, row)


def planned(framework: Framework, record: Record, today: date) -> list[Allocation]:
    """Those whose day has not come."""
    return [each for each in allocations(framework, record) if each.since > today.isoformat()]


def allocated(framework: Framework, record: Record, sip: str, day: date, why: str, today: date) -> Iterator[Change]:
    """The Changes that give a school to a SIP from a day on; what was so before is kept above it.

    A day that has not come changes nothing but the table: the school has its SIP until then.
    """
    roles = framework.roles
    if roles.allocations:
        rows = allocations(framework, record)
        number = _next_number(record, roles.allocations)
        before = text(record, roles.sip)
        if before and before not in {each.sip for each in rows}:
            yield Change(f"{roles.allocations}/{number}/sip", before)
            number += 1
        given = {"sip": sip, "since": day.isoformat(), "reason": why}
        yield from (Change(f"{roles.allocations}/{number}/{key}", value) for key, value in given.items() if value)
    if day <= today:
        yield Change(roles.sip, sip)


def _next_number(record: Record, base: str) -> int:
    numbers = [path.removeprefix(f"{base}/").split("/")[0] for path in record if path.startswith(f"{base}/")]
    return 1 + max((int(each) for each in numbers if each.isdecimal()), default=0)
