"""The files of a vault: one sealed file a school and year, its record and its whole history in it.

What was written in a year that is over lies in `past/2010-11/`, and nobody writes to it.
"""

from collections import OrderedDict
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.records.change import Edit
from siptui.records.values import Value
from siptui.store.backend_protocol import NoSchool
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.school import School, is_id
from siptui.vault import newest_seen
from siptui.vault.keys.key_file import Keys
from siptui.vault.newest_seen import NewestSeen
from siptui.vault.place import ENDING, LOCKS, SUBJECTS, YEARS
from siptui.vault.sealed_file import MEND, NotSealed, damaged, seal, unseal

REMEMBERED = 8  # schools


class _Kept(Struct, kw_only=True):
    """What a school's file holds: the record as its latest edit left it, and the edits before, oldest first."""

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit
    before: list[Edit]


class Read(Struct, frozen=True):
    """A school's file as it was read."""

    version: int
    state: whole_files.StatKey
    school: School
    before: list[Edit]


class SealedSchools:
    """The schools in a vault that is open, of one year."""

    def __init__(
        self, folder: Path, keys: Keys, framework: str, marks: NewestSeen | None = None, year: str = ""
    ) -> None:
        """`year` is one that is over and `framework` the name of its forms, or "" for this one."""
        self.folder = folder
        self.year = year
        self.keys = keys
        self.marks = marks or NewestSeen(keys)
        self._framework = framework
        self._known: OrderedDict[str, Read] = OrderedDict()
        self.seen = self.marks.all()

    def place(self, school_id: str) -> Path:
        """The file of a school. Raises NoSchool for what can be no id."""
        if not is_id(school_id):
            raise NoSchool(school_id)
        return self.subjects_of(self.year) / f"{school_id}{ENDING}"

    def subjects_of(self, year: str = "") -> Path:
        """Where the files lie of the schools, in a year that is over or in this."""
        return self.folder / YEARS / year / SUBJECTS if year else self.folder / SUBJECTS

    def about(self, school_id: str) -> str:
        """What a school's file is bound to."""
        return f"{self.keys.vault} school {school_id}"

    def read(self, school_id: str) -> Read:
        """A school as it is kept. Raises NoSchool, StoreFault."""
        path, mark = self._where(school_id)
        found = whole_files.look(path)
        known = self._known.get(school_id)
        if known and found is not None and whole_files.stat_key(found) == known.state:
            return known
        seen = self.seen.get(mark, 0)
        try:
            data, state = whole_files.read(path)
        except (FileNotFoundError, NotADirectoryError):
            if seen:
                raise StoreFault(path, "is missing, though it was here", MEND, code="record_missing") from None
            raise NoSchool(school_id) from None
        try:
            version, plain = unseal(self.keys.records, self.about(school_id), data)
            kept = msgspec.json.decode(plain, type=_Kept)
        except NotSealed as fault:
            raise damaged(path, fault) from None
        except msgspec.DecodeError:
            raise damaged(path, NotSealed("was sealed by another siptui and is not understood")) from None
        if version < seen:
            raise newest_seen.older(path, version, seen)
        if self.year and kept.framework != self._framework:
            raise NoSchool(school_id)  # of this year, and nothing was written of it in that one
        school = School(**{name: getattr(kept, name) for name in _Kept.__struct_fields__ if name != "before"})
        read = Read(version, state, school, kept.before)
        self._remember(school_id, read, mark)
        return read

    def _where(self, school_id: str) -> tuple[Path, str]:
        """The file of a school, and what its newest state is remembered under.

        Nothing may have been written since the year was over: then it is where it was.
        """
        path = self.place(school_id)
        if self.year and whole_files.look(path) is None and self.mark(school_id) not in self.seen:
            return self.subjects_of() / path.name, school_id
        return path, self.mark(school_id)

    def mark(self, school_id: str) -> str:
        """What the newest state of a school's file is remembered under."""
        return f"{self.year}/{school_id}" if self.year else school_id

    def _remember(self, school_id: str, read: Read, mark: str) -> None:
        self._known[school_id] = read
        self._known.move_to_end(school_id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._saw(mark, read.version)

    def _saw(self, mark: str, version: int) -> None:
        if self.seen.get(mark, 0) < version:
            self.marks.saw(mark, version)
            self.seen[mark] = version

    def write(self, school_id: str, version: int, school: School, before: list[Edit]) -> None:
        """Have a school stand as it is for the so many'th time; `before` are its earlier edits. Raises StoreFault."""
        kept = _Kept(
            format=school.format,
            id=school.id,
            framework=school.framework,
            revision=school.revision,
            values=school.values,
            last=school.last,
            before=before,
        )
        sealed = seal(self.keys.records, self.about(school_id), version, msgspec.json.encode(kept))
        if len(sealed) > whole_files.LARGEST:
            what = "would grow longer than siptui could read"
            raise StoreFault(self.place(school_id), what, "shorten some of its texts", code="record_too_long")
        state = whole_files.replace(self.place(school_id), sealed)
        self._remember(school_id, Read(version, state, school, before), self.mark(school_id))

    def put_away(self, school_id: str, year: str, version: int) -> None:
        """Have what was written of a school in a year that is over beside this one's, before that takes its place."""
        there = self._make_year(year)
        path = self.place(school_id)
        whole_files.replace(there / path.name, whole_files.read(path)[0])
        self._saw(f"{year}/{school_id}", version)

    def _make_year(self, year: str) -> Path:
        there = self.subjects_of(year)
        for folder in (self.folder / YEARS, there.parent, there):
            whole_files.make_folder(folder, 0o700)
        return there

    def of_year(self, year: str) -> "SealedSchools":
        """Those of a year that is over, or "" for this one."""
        return SealedSchools(self.folder, self.keys, self._framework, self.marks, year)

    def keep_of_year(self, year: str, school: School) -> bool:
        """Keep what there was of a school in a year that is over; False where something of it is here already.

        Raises StoreFault.
        """
        of_year = self.of_year(year)
        if whole_files.look(of_year.place(school.id)) or of_year.mark(school.id) in self.seen:
            return False
        self._make_year(year)
        with locked(self.lock_of(school.id)):
            of_year.write(school.id, 1, school, [])
        return True

    def lock_of(self, school_id: str) -> Path:
        """What is held while a school's file is written."""
        return self.folder / LOCKS / f"{self.place(school_id).stem}.lock"

    def forget(self) -> None:
        """Read everything anew, whatever was seen before."""
        self.seen, self._known = {}, OrderedDict()
