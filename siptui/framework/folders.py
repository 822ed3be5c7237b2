"""Where frameworks lie: in the package; in a store, for that store alone; in a person's settings.

One of the store's own goes before the package's of that name, and the package's before one in the settings: so no
later siptui changes the forms under a store, and no settings those that everybody goes by.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.owner_checked_file import place_in_settings

FOLDER = ROOT / "frameworks"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
IDENTITY = "framework"
"""The file that makes a folder a framework, without its ending."""

T = TypeVar("T")

Lies = Literal["store", "package", "settings", "folder"]


class Home(Struct, frozen=True):
    """A framework's own folder, where that lies, and the users whose files in it are believed (None: anybody's)."""

    folder: Path
    lies: Lies
    owners: frozenset[int] | None = None

    def path(self, stem: str) -> Path:
        """Where its file `stem` is, or would be."""
        return self.folder / f"{stem}.toml"

    def read(self, stem: str, kind: type[T]) -> T:
        """Its file `stem`, typed. Raises FrameworkFault."""
        return data_file.read(self.path(stem), kind, self.owners)

    def optional(self, stem: str, kind: type[T]) -> T | None:
        """The same; None where there is none."""
        return self.read(stem, kind) if self.path(stem).exists() else None


class Places(Struct, frozen=True):
    """The folders in which frameworks are looked for.

    `store` is the store's own, of which the user `owner` changes the settings; `settings` says that a person's own are
    looked for too. In a shared store they are not, for the others have not got them.
    """

    package: Path = FOLDER
    store: Path | None = None
    owner: int = -1
    settings: bool = False

    def find(self, name: str) -> Home | None:
        """The framework of that name."""
        if not NAME.fullmatch(name):
            return None
        for lies in ("store", "package", "settings"):
            if home := self._home(lies, name):
                return home
        return None

    def all(self) -> Iterator[tuple[str, Home]]:
        """Every framework by name, those too that another of the same name goes before."""
        for lies in ("store", "package", "settings"):
            folder = self._folder(lies)
            found = sorted(folder.glob(f"*/{IDENTITY}.toml")) if folder else []
            for path in found:
                name = path.parent.name
                if NAME.fullmatch(name) and (home := self._home(lies, name)):
                    yield name, home

    def for_one(self, name: str) -> "Places":
        """The places that the framework of that name may be read from; all stores without any of their own share them.

        What the package's extend is the package's, unless a store has another of that name.
        """
        if self.store and any(self.store.glob(f"*/{IDENTITY}.toml")):
            return self
        home = self.find(name)
        return Places(self.package) if home and home.lies == "package" else self

    def _home(self, lies: Lies, name: str) -> Home | None:
        folder = self._folder(lies)
        if folder is None or not os.path.isfile(f"{folder}/{name}/{IDENTITY}.toml"):  # noqa: PTH113 - at every start
            return None
        owners = {"store": frozenset({self.owner}), "settings": frozenset[int]()}.get(lies)
        return Home(folder / name, lies, owners)

    def _folder(self, lies: Lies) -> Path | None:
        if lies == "settings":
            return in_settings() if self.settings else None
        return self.store if lies == "store" else self.package


def in_settings() -> Path:
    """The folder of frameworks in one's settings, which need not be there."""
    return place_in_settings("frameworks")


def of_store(folder: Path, *, shared: bool) -> Places:
    """Where a store's framework is looked for."""
    try:
        owner = os.stat(folder).st_uid  # noqa: PTH116
    except OSError:
        owner = -1
    return Places(store=folder / "frameworks", owner=owner, settings=not shared)


def lineage_of(home: Home, places: Places) -> list[Home]:
    """A framework's home, then that of the one it extends, and so on. Raises FrameworkFault."""
    found = [home]
    while name := found[-1].read(IDENTITY, _Extends).extends:
        after = places.find(name) or _beside(home, name)
        if after is None:
            raise data_file.FrameworkFault(f"{found[-1].path(IDENTITY)}: extends: there is no framework {name[:80]!r}")
        if after.folder in [each.folder for each in found]:
            raise data_file.FrameworkFault(f"{after.path(IDENTITY)}: extends: {name} extends itself")
        found.append(after)
    return found


def _beside(home: Home, name: str) -> Home | None:
    """A framework of a folder that is looked at where it lies may extend its neighbour."""
    folder = home.folder.parent / name
    if home.lies != "folder" or not NAME.fullmatch(name) or not (folder / f"{IDENTITY}.toml").is_file():
        return None
    return Home(folder, "folder")


class _Extends(msgspec.Struct):
    extends: str = ""
