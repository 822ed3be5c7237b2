"""What in a store a newer siptui wrote: it is no damage, and nothing here touches it."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from siptui.records.problem import Refused
from siptui.store.faults import Newer, StoreFault
from siptui.store.folder import history, office_file, school_file
from siptui.store.folder.schools_folder import ids_in
from siptui.store.school import folder_of


def refuse_newer(folder: Path, only: Iterable[str] | None = None) -> None:
    """Raise Newer where a newer siptui wrote the settings, or a school, or one of those in `only`."""
    with contextlib.suppress(Refused):
        try:
            office_file.load(folder)
        except Newer:
            raise
        except StoreFault:
            pass  # damaged settings are put back
        for school_id in ids_in(folder) if only is None else only:
            refuse_newer_school(folder, school_id)


def refuse_newer_school(folder: Path, school_id: str) -> None:
    """Raise Newer where a newer siptui wrote a school's file or its history; whatever else is wrong is not said."""
    for read, path in (
        (school_file.read, folder / folder_of(school_id) / f"{school_id}.json"),
        (history.heading, folder / "history" / f"{school_id}.jsonl"),
    ):
        try:
            read(path)
        except Newer:
            raise
        except (StoreFault, FileNotFoundError, NotADirectoryError):
            continue
