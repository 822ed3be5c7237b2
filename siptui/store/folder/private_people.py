"""People's records for them and their managers alone, held by the file system: `people/@AB/`, a folder each.

The machine's administrator makes them (`make`), for only root gives a folder to somebody else. In one are the record,
its history and its lock. It is its person's, its group the managers', and nobody else passes through it; that a file in
it may be read by all is how either side reads what the other wrote. Where the settings say that records are private, a
folder that is not its person's or root's is not believed, for whoever works in the store could put one there.
"""

import contextlib
import grp
import os
import pwd
import stat
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.office_settings import Office

PEOPLE = "people"
MODE = 0o2770 | whole_files.OPEN_INSIDE


def folder_of(store: Path, office: Office, subject: str) -> Path:
    """The folder of somebody's record. Raises StoreFault where it is none of theirs, or one may not pass through it."""
    place = store / PEOPLE / subject
    try:
        found = place.lstat()
    except FileNotFoundError:
        do = "have the machine's administrator make it: siptui private-people"
        raise StoreFault(place, "is not there: the record has no folder yet", do, code="private_missing") from None
    except OSError as fault:
        raise from_os(fault, place) from fault
    person = office.person(subject.removeprefix("@"))
    if not (stat.S_ISDIR(found.st_mode) and found.st_uid in (0, _number(person.login if person else ""))):
        do = "nothing is read or written there; ask whoever looks after this machine"
        raise StoreFault(place, "belongs to somebody else", do, code="foreign_private")
    if not os.access(place, os.X_OK, effective_ids=True):
        name = person.name if person else subject
        raise StoreFault(place, f"is for {name} and the managers alone", "ask one of them", code="private")
    return place


def readable(store: Path, office: Office) -> list[str]:
    """Those whose records are private and can be read by whoever asks."""
    found = []
    for name in whole_files.all_names(store / PEOPLE) if office.private else ():
        if office.is_private(name):
            with contextlib.suppress(StoreFault):
                if whole_files.look(folder_of(store, office, name) / f"{name}.json"):
                    found.append(name)
    return found


def _number(login: str) -> int:
    try:
        return pwd.getpwnam(login).pw_uid if login else 0
    except KeyError:
        return 0


def refuse_unless_root() -> None:
    """Raise Refused for anybody but root."""
    if os.geteuid() != 0:
        what, do = "only the machine's administrator gives folders to others", "have root do it"
        raise Refused(Problem("siptui", what, do, code="not_root"))


def make(store: Path, office: Office, managers: str) -> list[str]:
    """Give everybody who works in a store a folder for their record, and move it there; those who have one now.

    Runs as root. Whoever has no login of this machine has a folder of root's, for the managers. Raises Refused,
    StoreFault.
    """
    refuse_unless_root()
    try:
        group = grp.getgrnam(managers).gr_gid
    except KeyError:
        what = f"there is no group {managers[:80]!r} on this machine"
        raise Refused(Problem("--managers", what, "make it first: groupadd", code="no_group")) from None
    for initials in office.people:
        subject = f"@{initials}"
        person = office.person(initials)
        place = store / PEOPLE / subject
        with whole_files.held(store / PEOPLE) as people:
            with contextlib.suppress(FileExistsError):
                os.mkdir(subject, 0o700, dir_fd=people)
            fd = os.open(subject, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=people)
        try:
            os.fchmod(fd, 0o700)
            os.fchown(fd, _number(person.login if person else ""), group)
            for above, name in _files(store, subject):
                _move(above, name, fd, group)
            os.fchmod(fd, MODE)
            os.fsync(fd)
        finally:
            os.close(fd)
        whole_files.sync_folder(place.parent)
    return sorted(f"@{initials}" for initials in office.people)


def _files(store: Path, subject: str) -> list[tuple[Path, str]]:
    """The files of a record as a store keeps it that is not private: each by its folder and its name."""
    starts = (f"{subject}.json", f"{subject}.jsonl", f"{subject}.lock")
    found = []
    for folder in (PEOPLE, "history", "locks"):
        names = whole_files.all_names(store / folder)
        found += [
            (store / folder, name)
            for name in names
            if name in starts or (name.startswith(f"{subject}.") and name.endswith(".z"))
        ]
    return found


def _move(above: Path, name: str, into: int, group: int) -> None:
    with whole_files.held(above) as here:
        found = os.stat(name, dir_fd=here, follow_symlinks=False)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            what, do = "is no plain file, or has a second name", "look who put it there, and take it away"
            raise StoreFault(above / name, what, do, code="planted")
        os.rename(name, name, src_dir_fd=here, dst_dir_fd=into)
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=into)
        try:
            os.fchown(fd, -1, group)
            os.fchmod(fd, 0o666)
        finally:
            os.close(fd)
