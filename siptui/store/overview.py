"""summary.json: the caseload line of every school, so that opening a caseload need not open every school.

It is derived. Each line is kept with the state of the file it came from, and a line whose file has moved on is
reckoned again; the whole may be deleted at any time.
"""

import os
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.framework import Framework
from siptui.records.proposal import Problem
from siptui.rules.caseload import CaseloadRow, caseload_row
from siptui.store import files, school
from siptui.store.faults import Damaged, StoreFault

NAME = "summary.json"
VERSION = 1  # of what a line holds; another one and they are all reckoned again
YOUNG = 0.1  # seconds: a file changed so lately might change again within the clock's step and look the same


class _Line(Struct, array_like=True):
    state: files.StatKey
    row: CaseloadRow


class _Summary(Struct):
    version: int
    framework: str
    schools: dict[str, _Line]


def overview(folder: Path, framework: Framework) -> tuple[list[CaseloadRow], list[Problem]]:
    """Every school's caseload line, by name, and a problem for each school whose file is damaged."""
    kept = _load(folder / NAME, framework)
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
                if line is None or line.state != files.stat_key(entry.stat(follow_symlinks=False)):
                    line, moved = _reckon(Path(entry.path), framework), True
                lines[school_id] = line
            except FileNotFoundError:
                continue
            except StoreFault as fault:
                problems.append(fault.problem)
    if moved or len(lines) != len(kept):
        _save(folder / NAME, _Summary(VERSION, framework.name, lines))
    rows = sorted((line.row for line in lines.values()), key=lambda row: (row.name.casefold(), row.id))
    return rows, problems


def stale(folder: Path, framework: Framework) -> list[str]:
    """The schools whose kept line is not what their record gives, though the file has not moved on since.

    Raises FileNotFoundError where nothing is kept, Damaged, StoreFault.
    """
    kept = _read(folder / NAME)
    wrong: list[str] = []
    if (kept.version, kept.framework) == (VERSION, framework.name):
        for school_id, line in kept.schools.items():
            path = folder / "schools" / f"{school_id}.json"
            try:
                now = _reckon(path, framework)
            except (FileNotFoundError, StoreFault):
                continue  # said of the school itself
            if now.state == line.state and now.row != line.row:
                wrong.append(school_id)
    return wrong


def _reckon(path: Path, framework: Framework) -> _Line:
    found, state = school.read(path)
    return _Line(state, caseload_row(framework, found.id, found.values))


def _read(path: Path) -> _Summary:
    data, _ = files.read(path)
    try:
        return msgspec.json.decode(files.unseal(path, data), type=_Summary)
    except msgspec.DecodeError as fault:
        raise Damaged(path, f"does not hold a summary ({fault})") from fault


def _load(path: Path, framework: Framework) -> dict[str, _Line]:
    try:
        found = _read(path)
    except (FileNotFoundError, StoreFault):
        return {}
    return found.schools if (found.version, found.framework) == (VERSION, framework.name) else {}


def _save(path: Path, summary: _Summary) -> None:
    """Keep the lines for next time; a reader who may not write here does without."""
    old_enough = time.time_ns() - int(YOUNG * 1e9)
    summary.schools = {key: line for key, line in summary.schools.items() if line.state[2] < old_enough}
    try:
        own = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        files.replace(path, files.seal(msgspec.to_builtins(summary)), own)
    except StoreFault:
        return
