"""The caseload line of every school, kept for next time, so that opening a caseload need not open every school.

Each user's own cache holds it, for what colleagues could write would have to be believed. It is derived, and may be
deleted at any time. Each line is kept with the state of the file that it came from: a line whose file has moved on is
reckoned again. A writer puts in the line of the school it has changed; in a store so large that this would cost more
than the change itself, that is left to the next reader.
"""

import os
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_read
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Problem
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.store.faults import StoreFault, bad_record
from siptui.store.files import own_cache, whole_files
from siptui.store.files.json_checksum import BadSeal, check_seal
from siptui.store.folder import school_file
from siptui.store.school import School, is_id

EARLIER = ("derived/summary.json", "summary.json")
"""Where formats 2 and 1 kept it, for all who share a store; it is not believed any more."""
VERSION = 7  # of what a line holds; another one and they are all reckoned again
AGAIN = "`siptui rebuild` makes it again from the records"
WRITERS_UP_TO = 256
"""Schools in a store whose writers keep the summary up to date themselves."""

HistoryBack = Callable[[str], Iterable[Edit]]
"""What tells the history of a school from its end."""


class _Line(Struct, array_like=True):
    state: whole_files.StatKey
    row: CaseloadRow


class _Summary(Struct):
    version: int
    framework: str
    forms: int
    """The checksum of the forms that the lines were reckoned by, because a framework's files may be edited."""
    schools: dict[str, _Line]


def overview(folder: Path, framework: Framework, history_back: HistoryBack) -> tuple[list[CaseloadRow], list[Problem]]:
    """Every school's caseload line, by name, and a problem for each school whose file is damaged.

    Raises FileNotFoundError where the store has no schools folder.
    """
    kept = _load(folder, framework)
    fields = cache(lambda: fields_of(framework))
    earlier = cache(lambda: EarlierPlaces(fields()))
    lines: dict[str, _Line] = {}
    problems: list[Problem] = []
    moved = False
    with whole_files.held(folder / "schools") as here, os.scandir(here) as entries:
        for entry in entries:
            school_id, dot, kind = entry.name.rpartition(".")
            if kind != "json" or not dot or not is_id(school_id):
                continue
            line = kept.get(school_id)
            try:
                if line is None or line.state != whole_files.stat_key(entry.stat(follow_symlinks=False)):
                    line, moved = _reckon(folder, school_id, framework, fields(), earlier(), history_back), True
                lines[school_id] = line
            except FileNotFoundError:
                continue
            except StoreFault as fault:
                problems.append(fault.problem)
    if moved or len(lines) != len(kept):
        _save(folder, framework, lines)
    rows = sorted((line.row for line in lines.values()), key=lambda row: (row.name.casefold(), row.id))
    return rows, problems


def freshen(folder: Path, framework: Framework, moved: Iterable[tuple[whole_files.StatKey, School]]) -> None:
    """Put in the lines of schools that have just been written, each with the state of its file."""
    lines = _load(folder, framework)
    if len(lines) < WRITERS_UP_TO:
        for state, found in moved:
            lines[found.id] = _Line(state, caseload_row(framework, found.id, found.values))
        _save(folder, framework, lines)


def forget(folder: Path) -> None:
    """Let go of it; the next reader makes it again."""
    own_cache.forget(_place(folder))
    for name in EARLIER:
        whole_files.remove(folder / name)


def wrong(folder: Path, framework: Framework, history_back: HistoryBack) -> list[str]:
    """The schools whose kept line is not what their record gives, though the file has not moved on since."""
    found: list[str] = []
    fields = fields_of(framework)
    earlier = EarlierPlaces(fields)
    for school_id, line in _load(folder, framework).items():
        try:
            now = _reckon(folder, school_id, framework, fields, earlier, history_back)
        except (FileNotFoundError, StoreFault):
            continue  # said of the school itself
        if now.state == line.state and now.row != line.row:
            found.append(school_id)
    return found


def _reckon(
    folder: Path,
    school_id: str,
    framework: Framework,
    fields: Fields,
    earlier: EarlierPlaces,
    history_back: HistoryBack,
) -> _Line:
    path = folder / "schools" / f"{school_id}.json"
    found, state = school_file.read(path)
    values, why = as_read(found.values, fields, earlier, lambda: history_back(school_id))
    if why:
        raise bad_record(school_id, why)
    return _Line(state, caseload_row(framework, school_id, values))


def _forms(framework: Framework) -> int:
    return zlib.crc32(
        msgspec.json.encode(
            [framework.visits, framework.scales, framework.register, framework.calendar, framework.roles]
        )
    )


def _place(folder: Path) -> Path:
    """Where the lines of the store in that folder are kept; another store at the same place has another file."""
    found = whole_files.look(folder)
    which = f"-{found.st_dev:x}-{found.st_ino:x}" if found else ""
    # No digest: what makes one takes longer to import than all the lines of a caseload to read.
    return own_cache.place("caseloads", f"{zlib.crc32(os.fsencode(folder)):08x}{which}.json")


def _load(folder: Path, framework: Framework) -> dict[str, _Line]:
    """The lines that are kept, each under the id that its file has; none that were reckoned by other rules or forms."""
    data = own_cache.read(_place(folder))
    if data is None:
        return {}
    try:
        check_seal(data)
        found = msgspec.json.decode(data, type=_Summary)
    except (BadSeal, msgspec.DecodeError, RecursionError):
        return {}
    same = (found.version, found.framework, found.forms) == (VERSION, framework.name, _forms(framework))
    return {k: line for k, line in found.schools.items() if is_id(k) and line.row.id == k} if same else {}


def _save(folder: Path, framework: Framework, lines: dict[str, _Line]) -> None:
    """Keep the lines for next time."""
    kept = _Summary(VERSION, framework.name, _forms(framework), lines)
    own_cache.write(_place(folder), whole_files.seal(msgspec.to_builtins(kept)))
