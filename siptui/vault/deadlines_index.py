"""When something of a vault's forms is due, without what it is about: readable by its owner while the vault is locked.

Of each school the days alone, with the names of form and deadline as the framework has them. Source: facts.md §8.
"""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.computed import reckoned
from siptui.rules.forms.deadlines import Due, due_on
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.vault.place import LOCKS, place_of

NAME = "deadlines.json"
LARGEST = 4 * 1024 * 1024  # bytes


class _Index(Struct):
    schools: dict[str, list[Due]] = {}
    years: dict[str, str] = {}
    """Of which school year they are, by school: what was due in one that is over is due no more."""


def _index(folder: Path) -> _Index:
    with contextlib.suppress(OSError, StoreFault, msgspec.DecodeError):
        path = folder / NAME
        return msgspec.json.decode(whole_files.unseal(path, whole_files.read(path, LARGEST)[0]), type=_Index)
    return _Index()


def deadlines_in(folder: Path, year: str) -> dict[str, list[Due]]:
    """What is due of each school in a year, by id; nothing where there is no vault, or its index cannot be read."""
    found = _index(folder)
    return {school: dues for school, dues in found.schools.items() if found.years.get(school, year) == year}


def own_deadlines(store: Path, year: str) -> dict[str, list[Due]]:
    """The same of one's own vault for the store in a folder, without opening it."""
    return deadlines_in(place_of(store), year)


def keep(folder: Path, school_id: str, found: list[Due], year: str) -> None:
    """Have just these for a school in a year. Raises StoreFault."""
    with locked(folder / LOCKS / f".{NAME}.lock"):
        standing = _index(folder)
        if (standing.schools.get(school_id, []), standing.years.get(school_id, year)) != (found, year):
            schools = {school: dues for school, dues in {**standing.schools, school_id: found}.items() if dues}
            years = {school: standing.years.get(school, "") for school in schools} | {school_id: year}
            now = _Index(schools, {school: each for school, each in years.items() if each and school in schools})
            whole_files.replace(folder / NAME, whole_files.seal(msgspec.to_builtins(now)), derived=True)


def dues_of(fields: Fields, record: Record, today: date) -> list[Due]:
    """The deadlines of a school's forms that hang on a day in them, the soonest first."""
    return sorted(_dues(fields, record, today), key=lambda due: (due.on, due.place))


def _dues(fields: Fields, record: Record, today: date) -> Iterator[Due]:
    for form in fields.forms:
        for deadline in form.deadlines if form.occurs == "once" else ():
            found = fields.find(form.path(form.place, deadline.anchor))
            if found is None:
                continue
            day = reckoned(fields, record, found, today).value if found.kind == "computed" else record.get(found.path)
            with contextlib.suppress(ValueError, OverflowError):  # no day yet, or the last of all days
                if on := due_on(fields.framework.calendar, deadline, date.fromisoformat(str(day))):
                    yield Due(form.place, deadline.key, on.isoformat())
