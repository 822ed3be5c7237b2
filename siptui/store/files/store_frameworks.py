"""The frameworks that lie in a store, file by file: they go into its backups, for without its forms no store opens."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from siptui.framework.folders import NAME as FRAMEWORK
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


def framework_of(member: str) -> str:
    """The framework that a file of that name, which may come out of any archive, is of; "" where it is of none."""
    found = _MEMBER.fullmatch(member)
    return found[1] if found else ""


def put_back(store: Path, members: Iterable[tuple[str, bytes]]) -> list[str]:
    """Put files of frameworks in a store, but of those that it has already; gives the names. Raises StoreFault."""
    new: dict[str, bool] = {}
    for member, data in members:
        name = framework_of(member)
        if new.setdefault(name, bool(name) and whole_files.look(store / FOLDER / name) is None):
            whole_files.make_folder((store / member).parent)
            whole_files.replace(store / member, data)
    return [name for name, made in new.items() if made]
