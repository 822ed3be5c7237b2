"""derived/summary.json: the caseload line of every school, so that opening a caseload need not open every school.

It is derived, and may be deleted at any time. Each line is kept with the state of the file that it came from: a line
whose file has moved on is reckoned again. A writer puts in the line of the school it has changed; in a store so large
that this would cost more than the change itself, that is left to the next reader.
"""

import os
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.framework import Framework
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Problem
from siptui.records.sound_record import what_is_wrong
from siptui.rules.caseload import CaseloadRow, caseload_row
from siptui.store.faults import Damaged, StoreFault, bad_record
from siptui.store.files import whole_files
from siptui.store.files.lock import at_once
from siptui.store.folder import school_file
from siptui.store.school import School

NAME = "derived/summary.json"
EARLIER = "summary.json"
"""Where format 1 kept it."""
VERSION = 3  # of what a line holds; another one and they are all reckoned again
AGAIN = "`siptui rebuild` makes it again from the records"
WRITERS_UP_TO = 256
"""Schools in a store whose writers keep the summary up to date themselves."""


class _Line(Struct, array_like=True):
    state: whole_files.StatKey
    row: CaseloadRow


class _Summary(Struct):
    version: int
    framework: str
    forms: int
    """The checksum of the forms that the lines were reckoned by, because a framework's files may be edited."""
    schools: dict[str, _Line]


def overview(folder: Path, framework: Framework) -> tuple[list[CaseloadRow], list[Problem]]:
    """Every school's caseload line, by name, and a problem for each school whose file is damaged.

    Raises FileNotFoundError where the store has no schools folder.
    """
    kept = _load(folder, framework)
    fields = cache(lambda: fields_of(framework))
    lines: dict[str, _Line] = {}
    problems: list[Problem] = []
    moved = False
    with os.scandir(folder / "schools") as entries:
        for entry in entries:
            school_id, dot, kind = entry.name.rpartition(".")
            if kind != "json" or not dot or school_id.startswith("."):
                continue
            line = kept.get(school_id)
            try:
                if line is None or line.state != whole_files.stat_key(entry.stat(follow_symlinks=False)):
                    line, moved = _reckon(Path(entry.path), framework, fields()), True
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
    for name in (NAME, EARLIER):
        (folder / name).unlink(missing_ok=True)


def wrong(folder: Path, framework: Framework) -> list[str]:
    """The schools whose kept line is not what their record gives, though the file has not moved on since.

    Raises FileNotFoundError where nothing is kept, Damaged, StoreFault.
    """
    found: list[str] = []
    fields = fields_of(framework)
    for school_id, line in _read(folder, framework).items():
        try:
            now = _reckon(folder / "schools" / f"{school_id}.json", framework, fields)
        except (FileNotFoundError, StoreFault):
            continue  # said of the school itself
        if now.state == line.state and now.row != line.row:
            found.append(school_id)
    return found


def _reckon(path: Path, framework: Framework, fields: Fields) -> _Line:
    found, state = school_file.read(path)
    if why := what_is_wrong(found.values, fields):
        raise bad_record(found.id, why)
    return _Line(state, caseload_row(framework, found.id, found.values))


def _forms(framework: Framework) -> int:
    return zlib.crc32(msgspec.json.encode([framework.visits, framework.scales]))


def _read(folder: Path, framework: Framework) -> dict[str, _Line]:
    """The lines that are kept; none where they were reckoned by other rules or forms. Raises as `wrong`."""
    path = folder / NAME
    data, _ = whole_files.read(path)
    try:
        found = msgspec.json.decode(whole_files.unseal(path, data, AGAIN), type=_Summary)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Damaged(path, f"does not hold a summary ({fault})", AGAIN) from fault
    same = (found.version, found.framework, found.forms) == (VERSION, framework.name, _forms(framework))
    return found.schools if same else {}


def _load(folder: Path, framework: Framework) -> dict[str, _Line]:
    try:
        return _read(folder, framework)
    except (FileNotFoundError, StoreFault):
        return {}


def _save(folder: Path, framework: Framework, lines: dict[str, _Line]) -> None:
    """Keep the lines for next time. One who may not, or meets another who does so now, does without."""
    path = folder / NAME
    try:
        whole_files.make_folder(path.parent)
        with at_once(folder / "locks" / ".summary.lock") as ours:
            if ours:
                kept = _Summary(VERSION, framework.name, _forms(framework), lines)
                whole_files.replace(path, whole_files.seal(msgspec.to_builtins(kept)), derived=True)
    except StoreFault:
        return
