"""The frameworks of a store, file by file: they go into its backups, for without its forms no store opens.

Those that lie in the store all go; of those in its owner's settings the one that it is kept under, which comes back as
the store's own.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from siptui.framework.data_file import content
from siptui.framework.folders import NAME as FRAMEWORK
from siptui.framework.folders import Places, lineage_of
from siptui.store.files import whole_files

FOLDER = "frameworks"
LARGEST = 1024 * 1024  # bytes of one file
_MEMBER = re.compile(rf"{FOLDER}/({FRAMEWORK.pattern})/(?:forms/)?[A-Za-z0-9][A-Za-z0-9_-]{{0,80}}\.toml")


def files(store: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the frameworks in a store, named from the store's folder on. Raises StoreFault."""
    for name in whole_files.all_names(store / FOLDER):
        for below in (f"{FOLDER}/{name}", f"{FOLDER}/{name}/forms"):
            for each in whole_files.names(store / below, ".toml") if (store / below).is_dir() else ():
                if framework_of(f"{below}/{each}"):
                    yield f"{below}/{each}", whole_files.read(store / below / each, LARGEST)[0]


def in_settings(places: Places, framework: str) -> Iterator[tuple[str, bytes]]:
    """The files of a framework, and of those that it extends, that lie in settings; named as a store would have them.

    Raises FrameworkFault.
    """
    home = places.find(framework)
    for each in lineage_of(home, places) if home else ():
        if each.lies == "settings":
            for path in sorted([*each.folder.glob("*.toml"), *each.folder.glob("forms/*.toml")]):
                name = f"{FOLDER}/{each.folder.name}/{path.relative_to(each.folder)}"
                if framework_of(name):
                    yield name, content(path, each.owners)


def framework_of(member: str) -> str:
    """The framework that a file of that name, which may come out of any archive, is of; "" where it is of none."""
    found = _MEMBER.fullmatch(member)
    return found[1] if found else ""


def put_in(store: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Put files of frameworks in a store that has none. Raises StoreFault."""
    for member, data in members:
        if framework_of(member):
            whole_files.make_folder((store / member).parent)
            whole_files.replace(store / member, data)


def put_back(store: Path, members: Iterable[tuple[str, bytes]], places: Places) -> list[str]:
    """Put files of frameworks in a store, but of those that it finds already; gives the names. Raises StoreFault."""
    new: dict[str, bool] = {}
    for member, data in members:
        name = framework_of(member)
        there = name in new or not name or whole_files.look(store / FOLDER / name) or places.find(name)
        if new.setdefault(name, not there):
            whole_files.make_folder((store / member).parent)
            whole_files.replace(store / member, data)
    return [name for name, made in new.items() if made]
