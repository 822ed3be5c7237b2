"""Proof that a store is sound, or words for what is not, file by file."""

import stat
from collections.abc import Iterator
from pathlib import Path

from siptui.framework import Framework, FrameworkFault
from siptui.records.change import Edit, apply
from siptui.records.fields import Fields
from siptui.records.proposal import Problem, Refused
from siptui.records.values import BadValue, Value, parse
from siptui.store import history, school, summary
from siptui.store.faults import StoreFault

MEND = "put back a good copy of the store from before"
AGAIN = "delete this file; it is made again"


def faults(folder: Path, framework: Framework, fields: Fields) -> Iterator[Problem]:
    """What is wrong with the store in `folder`: its files, their seals, its history, what it derives, its rights."""
    yield from _rights(folder)
    ids = {p.stem for p in (folder / "schools").glob("[!.]*.json")}
    for path in sorted((folder / "history").glob("[!.]*.jsonl")):
        if path.stem not in ids:
            yield Problem(str(folder / "schools" / f"{path.stem}.json"), "is missing, though it has a history", MEND)
    for school_id in sorted(ids):
        yield from _school(folder, school_id, fields)
    yield from _summary(folder, framework)


def _rights(folder: Path) -> Iterator[Problem]:
    """A private store is nobody else's, holds no links, and nothing that is another's."""
    owner = folder.stat().st_uid
    for path in (folder, *sorted(folder.rglob("*"))):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            yield Problem(str(path), "is a symbolic link, which a store never holds", "take it away")
        elif found.st_uid != owner:
            yield Problem(str(path), "belongs to somebody else", "ask whoever looks after this machine")
        elif stat.S_IMODE(found.st_mode) & 0o077:
            yield Problem(str(path), "can be read by others", f"chmod go-rwx {path}")


def _school(folder: Path, school_id: str, fields: Fields) -> Iterator[Problem]:
    """A school's file is whole, its history has every edit, and the two say the same."""
    try:
        found, _ = school.read(folder / "schools" / f"{school_id}.json")
        edits = history.before(path := folder / "history" / f"{school_id}.jsonl", found.revision)
    except (StoreFault, Refused) as fault:
        yield getattr(fault, "problem", None) or Problem(school_id, str(fault))
        return
    except FileNotFoundError:
        return  # taken away while we looked
    if not history.ends_well(path, found.last):
        yield Problem(str(path), "ends in something that siptui did not write", MEND)
    if _replayed([*edits, found.last]) != found.values:
        yield Problem(str(path), "does not lead to what the school's file holds", MEND)
    for at, value in found.values.items():
        if at not in fields:
            yield Problem(f"{school_id}: {at}", "is a field that the framework does not have", "ask the LA's officer")
        else:
            try:
                parse(fields[at], value)
            except BadValue as fault:
                yield Problem(f"{school_id}: {at}", str(fault), "set it again")


def _replayed(edits: list[Edit]) -> dict[str, Value]:
    record: dict[str, Value] = {}
    for edit in edits:
        record = apply(record, edit.changes)
    return record


def _summary(folder: Path, framework: Framework) -> Iterator[Problem]:
    """What is kept for the review equals what the records say now."""
    path = folder / summary.NAME
    try:
        stale = summary.wrong(folder, framework)
    except FileNotFoundError:
        return
    except (StoreFault, FrameworkFault) as fault:
        yield Problem(str(path), str(fault), f"delete {path}; it is made again")
        return
    for school_id in stale:
        yield Problem(
            str(path), f"says other things of {school_id} than its record", f"delete {path}; it is made again"
        )
