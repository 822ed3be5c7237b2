"""Where a SIP's vault for a store lies: in a folder of their own beside their data, never in the store."""

import hashlib
import os
import stat
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files

SUBJECTS, LOCKS, DRAFTS, YEARS = "schools", "locks", "drafts", "past"
ENDING = ".sealed"
"""Of a school's file."""
FOLDERS = (SUBJECTS, LOCKS, DRAFTS)
NAMED_BY = "SIPTUI_VAULT"
"""The variable that names a vault's folder; one that is named is not looked for elsewhere."""


def place_of(store: Path) -> Path:
    """The folder of one's own vault for the store in a folder: one a store, told apart by where the store lies."""
    import platformdirs

    if named := os.environ.get(NAMED_BY):
        return Path(named).absolute()
    whole = store.resolve()
    name = f"{whole.name or 'store'}-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:12]}"
    return Path(platformdirs.user_data_dir("siptui-vaults", appauthor=False)) / name


def make_folders(folder: Path, store: Path) -> None:
    """Make a vault's folder and those in it, for their owner only. Raises Refused, StoreFault."""
    if folder.resolve().is_relative_to(store.resolve()):
        what, do = "is in the store, where others may look", "name a folder of your own"
        raise Refused(Problem(str(folder), what, do, code="vault_in_store"))
    found = whole_files.look(folder)
    if found is not None and (not stat.S_ISDIR(found.st_mode) or any(folder.iterdir())):
        what = "is not empty" if stat.S_ISDIR(found.st_mode) else "is no folder"
        raise Refused(Problem(str(folder), what, "name a new or an empty folder", code="folder_not_empty"))
    whole_files.make_folder(folder, 0o700)
    for name in FOLDERS:
        whole_files.make_folder(folder / name, 0o700)
    for each in (folder, *(folder / name for name in FOLDERS)):
        whole_files.set_folder_rights(each, 0o700)


def refuse_open_to_others(folder: Path) -> None:
    """Raises StoreFault for a vault that is somebody else's, or that others may look into."""
    found = whole_files.look(folder)
    if found is None:
        return  # that there is none is said by whoever reads its keys
    if not stat.S_ISDIR(found.st_mode):
        raise StoreFault(folder, "is no folder", "name the vault's folder", code="no_folder")
    if found.st_uid != os.geteuid():
        raise StoreFault(folder, "is somebody else's vault", "name your own", code="foreign_vault")
    if stat.S_IMODE(found.st_mode) & 0o077:
        do = f"close it with: chmod 700 '{folder}'"
        raise StoreFault(folder, "can be looked into by others", do, code="open_vault")
