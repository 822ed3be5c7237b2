"""Everything that is wrong with a framework's folder, told at once: file, key and reason."""

import contextlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from siptui.framework.data_faults import Where, data_faults, in_words
from siptui.framework.data_file import FrameworkFault, content
from siptui.framework.faults import Fault, faults
from siptui.framework.folders import IDENTITY, Home, Places, lineage_of
from siptui.framework.model import Calendar, Form, Framework, Identity, Register, Rules, Scales, Ways
from siptui.framework.reading import FORMS, assembled, file_of
from siptui.framework.references import dangling

FILES: dict[str, type] = {
    IDENTITY: Identity,
    "scales": Scales,
    "kips": Register,
    "calendar": Calendar,
    "steps": Ways,
    "rules": Rules,
}
"""The files of a framework, without their endings, and what they hold; those of `forms/` hold a Form."""

T = TypeVar("T")


class FileFault(Struct, frozen=True):
    """What is wrong with a file: with which key of it ("" where it is no TOML at all), and why."""

    path: Path
    key: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.path), self.key, self.reason) if part)


class Checked(Struct, frozen=True):
    """A folder's faults; the framework, where it can be put together, whatever is wrong with it."""

    faults: list[FileFault]
    framework: Framework | None


def checked(folder: Path, places: Places) -> Checked:
    """Check the framework in a folder, wherever it lies, and what it has of those that it extends."""
    home = Home(folder, "folder")
    found = list(_of_files(home))
    broken = {fault.path for fault in found}
    unreadable = {fault.path for fault in found if not fault.key}  # no TOML, of which nothing is known
    if home.path(IDENTITY) in broken:
        return Checked(found, None)
    framework = None
    try:
        lineage: list[Home] = [_Mended(each.folder, each.lies, each.owners) for each in lineage_of(home, places)]
        framework = assembled(folder.name, lineage)
    except FrameworkFault as fault:
        path, _, reason = str(fault).partition(".toml: ")
        key, _, reason = reason.partition(": ")
        found.append(FileFault(Path(f"{path}.toml"), key, reason))
    if framework:
        unread = {_stem(home, path).split("/")[0] for path in broken}
        unsure = {Fault(*each) for each in dangling(framework)} if unread else set()
        for each in faults(framework):
            if each in unsure or _borne_out_by(each.key) & unread or home.path(each.file) in unreadable:
                continue  # what would bear it out cannot be read
            found.append(FileFault(file_of(lineage, each), each.key, each.reason))
        found += _not_listed(home, framework)
    return Checked(found, framework)


class _Mended(Home, frozen=True):
    """A home in which what is wrong in a file is not there, so that the rest can be checked."""

    def optional(self, stem: str, kind: type[T]) -> T | None:
        try:
            return super().optional(stem, kind)
        except FrameworkFault:
            return self._without_slips(stem, kind)

    def _without_slips(self, stem: str, kind: type[T]) -> T | None:
        """A file without the entries that something is wrong with; None where nothing can be made of it."""
        try:
            data = _EMPTY.get(kind, {}) | tomllib.loads(content(self.path(stem), self.owners).decode())
        except (FrameworkFault, tomllib.TOMLDecodeError, ValueError, RecursionError):
            data = dict(_EMPTY.get(kind, {}))
        for _ in range(DEEPEST):
            wrong = [where for where, _ in data_faults(data, kind)]
            if not wrong:
                return msgspec.convert(data, kind) if data else None
            for where in sorted(map(_entry, wrong), key=_order, reverse=True):  # so that no other moves up before
                _take_out(data, where)
        return None


DEEPEST = 8  # times that taking out an entry may leave another without what it needs
_EMPTY: dict[type, dict[str, Any]] = {Form: {"title": "", "blocks": []}}


def _entry(where: Where) -> Where:
    """The nearest entry of a list that a place is in; the key itself where it is in none."""
    inner = [number for number, each in enumerate(where) if isinstance(each, int)]
    return where[: inner[-1] + 1] if inner else where[:1]


def _order(where: Where) -> list[str]:
    return [f"{each:06}" if isinstance(each, int) else each for each in where]


def _take_out(data: Any, where: Where) -> None:
    """Take an entry out of the data, if it is there still."""
    for each in where[:-1]:
        try:
            data = data[each]
        except (KeyError, IndexError, TypeError):
            return
    with contextlib.suppress(KeyError, IndexError, TypeError):
        del data[where[-1]]


def _of_files(home: Home) -> Iterator[FileFault]:
    """What is wrong with each file by itself."""
    if not home.path(IDENTITY).exists():
        reason = "there is no such file, which says whose forms these are; `siptui framework new` makes one"
        yield FileFault(home.path(IDENTITY), "", reason)
    for stem, kind in FILES.items():
        if home.path(stem).exists():
            yield from _of_file(home.path(stem), kind)
    for path in sorted(home.folder.glob(f"{FORMS}/*.toml")):
        yield from _of_file(path, Form)
    for path in sorted(home.folder.glob("*.toml")):
        if path.stem not in FILES:
            yield FileFault(path, "", f"is no file of a framework; those are {', '.join(FILES)} and {FORMS}/*")


def _of_file(path: Path, kind: type) -> Iterator[FileFault]:
    try:
        data = tomllib.loads(content(path).decode())
    except FrameworkFault as fault:
        yield FileFault(path, "", str(fault).removeprefix(f"{path}: "))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
        yield FileFault(path, "", f"not TOML: {fault}")
    else:
        for where, reason in data_faults(data, kind):
            yield FileFault(path, in_words(data, where), reason)


BORNE_OUT: dict[str, str] = {
    "scale": "scales",
    "category_scale": "scales",
    "phases": "scales",
    "years_by_phase": "scales",
    "presets_by_phase": "scales",
    "texts": "scales",
    "way": "steps",
    "term": "calendar",
    "kip": "kips",
    "visit": FORMS,
    "forms": FORMS,
}
"""Keys whose values are found in another file, and which."""


def _borne_out_by(key: str) -> set[str]:
    return {BORNE_OUT[word] for word in key.split(": ") if word in BORNE_OUT}


def _not_listed(home: Home, framework: Framework) -> Iterator[FileFault]:
    listed = {form.key for form in framework.forms}
    for path in sorted(home.folder.glob(f"{FORMS}/*.toml")):
        if path.stem not in listed:
            yield FileFault(path, "", f"is shown nowhere: {IDENTITY}.toml has no {path.stem!r} in its forms")


def _stem(home: Home, path: Path) -> str:
    return str(path.relative_to(home.folder).with_suffix("")) if path.is_relative_to(home.folder) else path.stem
