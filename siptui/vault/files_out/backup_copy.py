"""A vault copied as it lies, sealed, into one file."""

import zipfile
from io import BytesIO
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store.files import whole_files
from siptui.store.files.export_file import check, save_bytes
from siptui.store.files.lock import locked
from siptui.vault.keys import key_file
from siptui.vault.place import ENDING, LOCKS, SUBJECTS, YEARS, refuse_open_to_others

SUFFIX = ".zip"


def write(folder: Path, out: Path, replace: bool) -> int:
    """Write the vault in a folder to `out`; gives how many schools it has forms of. Raises Refused, StoreFault."""
    check(out, SUFFIX, replace)
    refuse_open_to_others(folder)
    key_file.read(folder)  # raises where there is no vault
    if out.absolute().is_relative_to(folder):
        raise Refused(Problem(str(out), "is in the vault itself", "name another folder", code="backup_in_vault"))
    made = BytesIO()
    schools = whole_files.names(folder / SUBJECTS, ENDING)
    with zipfile.ZipFile(made, "w") as archive:
        for name in (key_file.NAME, key_file.COPY):
            if whole_files.look(folder / name):
                archive.writestr(name, whole_files.read(folder / name)[0])
        for name in schools:
            with locked(folder / LOCKS / f"{name.removesuffix(ENDING)}.lock"):
                archive.writestr(f"{SUBJECTS}/{name}", whole_files.read(folder / SUBJECTS / name)[0])
        for year in whole_files.all_names(folder / YEARS):
            place = f"{YEARS}/{year}/{SUBJECTS}"
            for name in whole_files.names(folder / place, ENDING):
                archive.writestr(f"{place}/{name}", whole_files.read(folder / place / name)[0])
    save_bytes(made.getvalue(), out, SUFFIX, replace)
    return len(schools)
