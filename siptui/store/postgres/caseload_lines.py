"""The caseload's line of every school, kept beside its record by whoever writes that: a review reads no record.

A line that was reckoned by other forms, or by another siptui, is reckoned again by whoever reads it next.
"""

import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_read
from siptui.records.fields import fields_of
from siptui.records.problem import Problem
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.store.backend_protocol import NoSchool, Overview
from siptui.store.faults import StoreFault, bad_record
from siptui.store.postgres.line import Line
from siptui.store.school import School, about, is_id

VERSION = 7  # of what a line holds
LINES = "select line from siptui.subject where about = 'school' and line_by = %s"
TITLES = "select id, coalesce(name, id), coalesce(phase, ''), coalesce(sip, '') from siptui.title"
OTHERS = "select id from siptui.subject where about = 'school' and line_by is distinct from %s order by id"
KEEP = "update siptui.subject set line = %s, line_by = %s, sip = %s where id = %s and revision = %s"
_rows = msgspec.json.Decoder(list[CaseloadRow])


@lru_cache(maxsize=4)
def _by(name: str, forms: bytes) -> int:
    return zlib.crc32(forms, zlib.crc32(f"{VERSION} {name} ".encode()))


def reckoned_by(framework: Framework) -> int:
    """What tells the forms that a line is reckoned by, and this siptui, from others."""
    parts = [framework.visits, framework.scales, framework.register, framework.calendar, framework.roles]
    return _by(framework.name, msgspec.json.encode(parts))


class Reckoned:
    """That number, reckoned once for a framework: an edit has not got the time."""

    def __init__(self) -> None:
        self._of: Framework | None = None
        self._number = 0

    def number(self, framework: Framework) -> int:
        """As `reckoned_by`."""
        if framework is not self._of:
            self._of, self._number = framework, reckoned_by(framework)
        return self._number


_reckoned = Reckoned()


def columns_of(framework: Framework | None, school: School) -> dict[str, object]:
    """What stands beside a subject's record, by column: its line, what that was reckoned by, and whose it is.

    Without a framework a school's are left to be reckoned by its next reader, and until then only those see it who see
    all.
    """
    if not is_id(school.id) or framework is None:
        initials = school.id.removeprefix("@") if about(school.id) == "person" else None
        return {"line": None, "line_by": None, "sip": initials}
    row = caseload_row(framework, school.id, school.values)
    return {"line": msgspec.json.encode(row).decode(), "line_by": _reckoned.number(framework), "sip": row.sip}


def overview(
    line: Line, framework: Framework, load: Callable[[str], School], history_back: Callable[[str], Iterable[Edit]]
) -> Overview:
    """Every school's line, by name, and a problem for each school that cannot be read. Raises StoreFault."""
    by = _reckoned.number(framework)
    lines = ",".join([each for (each,) in line.ask(LINES, (by,))])
    rows, problems = _rows.decode(f"[{lines}]"), list[Problem]()
    if others := line.ask(OTHERS, (by,)):
        more, problems = _again(line, framework, [each for (each,) in others], load, history_back)
        rows += more
    if not rows and line.ask("select siptui.my_role() = 'admin'") == [(True,)]:
        rows = [
            CaseloadRow(school_id, name, phase, sip, category="", target="", visits=[], reds=0, next_visit="")
            for school_id, name, phase, sip in line.ask(TITLES)
        ]
    rows.sort(key=lambda row: (row.name.casefold(), row.id))
    return rows, problems


def _again(
    line: Line,
    framework: Framework,
    others: Iterable[str],
    load: Callable[[str], School],
    history_back: Callable[[str], Iterable[Edit]],
) -> Overview:
    """Lines reckoned from the records, and kept where one may."""
    fields, by = fields_of(framework), _reckoned.number(framework)
    earlier, rows, problems, may = EarlierPlaces(fields), list[CaseloadRow](), list[Problem](), True
    for school_id in others:
        try:
            found = load(school_id)
            values, why = as_read(found.values, fields, earlier, lambda each=school_id: history_back(each))  # type: ignore[misc]
            if why:
                raise bad_record(school_id, why)
        except NoSchool:
            continue
        except StoreFault as fault:
            problems.append(fault.problem)
            continue
        row = caseload_row(framework, school_id, values)
        rows.append(row)
        if may:
            try:
                line.ask(KEEP, (msgspec.json.encode(row).decode(), by, row.sip, school_id, found.revision))
            except StoreFault:
                may = False
    return rows, problems


def wrong(line: Line, framework: Framework, load: Callable[[str], School]) -> list[str]:
    """The schools whose kept line is not what their record gives."""
    by, found = _reckoned.number(framework), list[str]()
    for school_id, text, sip in line.ask("select id, line, sip from siptui.subject where line_by = %s", (by,)):
        try:
            reckoned = columns_of(framework, load(school_id))
            if (reckoned["line"], reckoned["sip"]) != (text, sip):
                found.append(school_id)
        except (NoSchool, StoreFault):
            continue  # said of the school itself
    return found
