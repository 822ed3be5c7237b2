"""office.json: what a store is, who works in it, under which framework."""

from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.records.proposal import Problem, Refused
from siptui.store import files
from siptui.store.faults import Damaged, StoreFault
from siptui.store.school import FORMAT

NAME = "office.json"
FOLDERS = ("schools", "history", "locks")


class Office(Struct, forbid_unknown_fields=True, kw_only=True):
    """A store's settings. `people` is names by initials; `demo` says that all in it is invented."""

    format: int
    framework: str
    people: dict[str, str] = {}
    demo: bool = False


class _Format(Struct):
    format: int


def create(folder: Path, office: Office) -> None:
    """Make a store in a folder that is new or empty. Raises Refused, StoreFault."""
    try:
        there = {p.name for p in folder.iterdir()} if folder.exists() else set()
        begun = any(p for name in FOLDERS for p in (folder / name).glob("*"))
    except NotADirectoryError:
        raise Refused(Problem(str(folder), "is a file, not a folder", "name another place")) from None
    except OSError as fault:
        raise Refused(Problem(str(folder), f"cannot be looked into: {fault.strerror}", "name another place")) from fault
    if NAME in there:
        raise Refused(Problem(str(folder), "is a store already", "leave out init, or name another folder"))
    if there - set(FOLDERS) - {"lost+found"} or begun:
        raise Refused(Problem(str(folder), "is not empty", "name a new or an empty folder"))
    for each in (folder, *(folder / name for name in FOLDERS)):
        files.make_folder(each)
    files.replace(folder / NAME, files.seal(msgspec.to_builtins(office)))


def load(folder: Path) -> Office:
    """The settings of the store in `folder`. Raises Refused where there is none, StoreFault where it is damaged."""
    path = folder / NAME
    try:
        data, _ = files.read(path)
    except (FileNotFoundError, NotADirectoryError):
        if (folder / "schools").is_dir():
            raise Damaged(path, "is missing, though there are schools beside it") from None
        do = f"make one with: siptui --store {folder} init"
        raise Refused(Problem(str(folder), "there is no store here", do)) from None
    body = files.unseal(path, data)
    try:
        found = msgspec.json.decode(body, type=_Format).format
        if found > FORMAT:
            raise StoreFault(path, f"was written by a newer siptui (format {found})", "update siptui on this machine")
        return msgspec.json.decode(body, type=Office)
    except msgspec.DecodeError as fault:
        raise Damaged(path, f"does not hold a store's settings ({fault})") from fault
