"""The engine over a folder: its schools, and the care that is asked for through the door."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import date

from siptui.framework import Framework, FrameworkFault, load
from siptui.records.fields import Fields, fields_named
from siptui.records.problem import Problem
from siptui.store.faults import StoreFault
from siptui.store.files import past_years, whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import office_file
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.office_settings import Office

# What one command needs only is imported where it is needed: zip files take as long as reading a school.


DISK_READ_ONLY = ("the disk can only be read", "ask whoever looks after this machine")
NOT_ALLOWED = ("you may read this store but not write to it", "ask its owner")


class Folder(SchoolsFolder):
    """Schools in files on one host."""

    def set_office(self, decide: Callable[[Office], Office]) -> None:
        with locked(self.folder / "locks" / ".office.lock"):
            if self.office.closed and (over := self.moved_on()):
                raise over
            standing = office_file.move_key(self.folder, office_file.load(self.folder))
            self.office = decide(standing)
            office_file.write(self.folder, self.office)
            self._settings = self._settings_state()

    def unwritable(self) -> Problem | None:
        with contextlib.suppress(StoreFault):
            if moved_on := self.moved_on():
                return moved_on.problem
        for place in (self.folder / name for name in ("schools", "history", "locks")):
            with contextlib.suppress(OSError):  # what is missing or out of reach is no matter of rights
                only_read = os.statvfs(place).f_flag & os.ST_RDONLY
                if only_read or not os.access(place, os.W_OK | os.X_OK, effective_ids=True):
                    return Problem(
                        str(self.folder),
                        *(DISK_READ_ONLY if only_read else NOT_ALLOWED),
                        code="disk_read_only" if only_read else "read_only",
                    )
        return None

    def pupil_key(self) -> bytes:
        if self.office.pupil_key and self._is_ours():
            self.set_office(lambda office: office)  # an older store keeps it where backups could take it along
        return office_file.key(self.folder, self.office)

    def _is_ours(self) -> bool:
        found = whole_files.look(self.folder)
        return found is not None and found.st_uid == os.geteuid()

    def copy_of(self, today: date) -> list[Problem]:
        from siptui.store.folder.care import daily_copies

        return daily_copies.make(self, today) if daily_copies.due(self.folder, self.office.copies, today) else []

    def copies(self) -> tuple[int, str]:
        from siptui.store.folder.care import daily_copies

        return len(daily_copies.kept(self.folder)), str(self.folder / daily_copies.NAME)

    def copies_with_key(self) -> list[Problem]:
        from siptui.store.folder.care import daily_copies

        return daily_copies.with_key(self.folder)

    def faults(self, framework: Framework, fields: Fields) -> Iterator[Problem]:
        from siptui.store.folder.care import verify

        yield from verify.faults(self, framework, fields)
        for year in past_years.names(self.folder):
            try:
                past = Folder(past_years.place(self.folder, year))
                forms = past.office.read_from(past.folder)
                yield from verify.faults(past, load(*forms), fields_named(*forms))
            except (StoreFault, FrameworkFault) as fault:
                yield Problem(f"{past_years.FOLDER}/{year}", str(fault), "restore it from a backup", code="bad_year")
