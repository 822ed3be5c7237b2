"""office.json, a store's settings, and the folders that a store is made of."""

import grp
import os
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from siptui.records.problem import Problem, Refused
from siptui.store.faults import Damaged, StoreFault
from siptui.store.files import whole_files
from siptui.store.format.school_document import OnlyFormat, newer
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import YEARS_FORMAT, Office, Sharing

NAME = "office.json"
KEY = "pupil.key"
"""What UPNs are hashed with, apart from all that is copied: neither a backup nor a daily copy holds it."""
FOLDERS = (
    "schools",
    "people",
    "history",
    "locks",
    "derived",
    "copies",
    "kept",
    "drafts",
    "inbox",
    "frameworks",
    "past",
)
OWNERS = (".", "frameworks", "past")
"""Those that only the store's owner writes to."""


class _Key(Struct):
    key: bytes


def create(folder: Path, office: Office, key: bytes = b"") -> None:
    """Make a store in a folder that is new or empty, with the key given or a new one. Raises Refused, StoreFault."""
    try:
        there = {p.name for p in folder.iterdir()} if folder.exists() else set()
        begun = any(p for name in FOLDERS for p in (folder / name).glob("*"))
    except NotADirectoryError:
        raise Refused(
            Problem(str(folder), "is a file, not a folder", "name another place", code="store_is_a_file")
        ) from None
    except OSError as fault:
        raise Refused(
            Problem(
                str(folder),
                f"cannot be looked into: {fault.strerror}",
                "name another place",
                facts={"reason": fault.strerror or ""},
                code="store_out_of_reach",
            )
        ) from fault
    if NAME in there:
        raise Refused(
            Problem(str(folder), "is a store already", "leave out init, or name another folder", code="store_already")
        )
    if there - set(FOLDERS) - {"lost+found"} or begun:
        raise Refused(Problem(str(folder), "is not empty", "name a new or an empty folder", code="folder_not_empty"))
    make_folders(folder, office.sharing)
    write(folder, office)
    make_key(folder, key)


def make_folders(folder: Path, sharing: Sharing | None) -> None:
    """The store's folder and those in it, with the rights that the sharing asks for. Raises Refused, StoreFault."""
    group = _group(sharing) if sharing else -1
    for name in (".", *FOLDERS):
        place = folder / name
        whole_files.make_folder(place, 0o700)
        whole_files.set_folder_rights(place, rights(name, sharing), group)


def make_folder_for(folder: Path, name: str, sharing: Sharing | None) -> None:
    """See that a store has a folder that stores of an earlier siptui lack. Raises StoreFault."""
    if whole_files.look(folder / name):
        return
    try:
        whole_files.make_folder(folder / name, 0o700)
        whole_files.set_folder_rights(folder / name, rights(name, sharing), _group(sharing) if sharing else -1)
    except (StoreFault, Refused) as fault:
        what, do = "is missing, and only the store's owner can make it", "ask them to run `siptui rebuild`"
        raise StoreFault(folder / name, what, do, code="folder_missing") from fault


def rights(name: str, sharing: Sharing | None) -> int:
    """The rights of the store's folder (".") or of one in it.

    A shared one is setgid, so that whatever is made there is the group's; only the store's owner changes its settings,
    its frameworks and its years that are over.
    In `drafts` (sticky) each has a folder of their own, which nobody else takes away.
    """
    if sharing is None:
        return 0o700
    if name == "drafts":
        return 0o3770
    return 0o2770 if sharing.write and name not in OWNERS else 0o2750


def _group(sharing: Sharing) -> int:
    try:
        found = grp.getgrnam(sharing.group).gr_gid
    except KeyError:
        do = "ask whoever looks after this machine to make it"
        raise Refused(
            Problem(
                "--group",
                f"there is no group {sharing.group[:80]!r} on this machine",
                do,
                facts={"group": sharing.group},
                code="no_group",
            )
        ) from None
    if os.geteuid() != 0 and found not in (os.getegid(), *os.getgroups()):
        do = "ask whoever looks after this machine to put you in it, and log in again"
        raise Refused(
            Problem(
                "--group",
                f"you are not in the group {sharing.group!r}",
                do,
                facts={"group": sharing.group},
                code="not_in_group",
            )
        )
    return found


def write(folder: Path, office: Office) -> None:
    """Keep a store's settings. Raises StoreFault."""
    if office.closed or office.turning or office.private or office.id:  # which an earlier siptui does not know
        office = structs.replace(office, format=max(office.format, YEARS_FORMAT))
    whole_files.replace(folder / NAME, whole_files.seal(msgspec.to_builtins(office)))


def load(folder: Path) -> Office:
    """The settings of the store in `folder`. Raises Refused where there is none, StoreFault where it is damaged."""
    path = folder / NAME
    try:
        data, _ = whole_files.read(path)
    except (FileNotFoundError, NotADirectoryError):
        if any((folder / name).is_dir() for name in ("schools", "history")):
            raise Damaged(path, "is missing, though there are schools beside it") from None
        do = f"make one with: siptui --store {folder} init"
        raise Refused(Problem(str(folder), "there is no store here", do, code="no_store")) from None
    body = whole_files.unseal(path, data)
    try:
        found = msgspec.json.decode(body, type=OnlyFormat).format
        if found > max(FORMAT, YEARS_FORMAT):
            raise newer(path, found)
        return msgspec.json.decode(body, type=Office)  # earlier formats are the same, and knew less
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Damaged(path, f"does not hold a store's settings ({fault})") from fault


def resolved(folder: Path) -> Path:
    """Where a store's folder really is, wherever links to it lead. Raises Refused."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as fault:  # Python before 3.13 raises this for links that lead in a circle
        raise Refused(
            Problem(str(folder), "is a link that leads in a circle", "name another place", code="link_in_circle")
        ) from fault


# -- the key that UPNs are hashed with


def make_key(folder: Path, key: bytes = b"") -> None:
    """Make a key, or keep the one given, unless the store has one. Raises StoreFault."""
    path = folder / KEY
    if not whole_files.look(path):
        whole_files.replace(path, whole_files.seal(msgspec.to_builtins(_Key(key or os.urandom(32)))))


def key(folder: Path, office: Office) -> bytes:
    """The key, of whoever may read it; an older store's is in its settings, until its owner asks for it here.

    b"" where it is not for whoever asks. Raises StoreFault where it is damaged.
    """
    path = folder / KEY
    try:
        data, _ = whole_files.read(path, 4096)
        return msgspec.json.decode(whole_files.unseal(path, data), type=_Key).key
    except FileNotFoundError:
        return office.pupil_key
    except msgspec.DecodeError as fault:
        raise Damaged(path, f"does not hold a key ({fault})") from fault
    except Damaged:
        raise
    except StoreFault:
        return b""


def move_key(folder: Path, office: Office) -> Office:
    """Move the key of an older store out of its settings; the settings without it, which the caller keeps.

    Raises StoreFault.
    """
    if office.pupil_key:
        make_key(folder, office.pupil_key)
    return structs.replace(office, pupil_key=b"", format=max(office.format, FORMAT))
