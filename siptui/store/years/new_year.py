"""Beginning a new year: the old one is put away whole, and every record begins anew with what the framework takes over.

Whoever stops on the way, or is stopped, begins it again: until it is done nobody else writes to the store, and what a
record begins with is always made of the year that was put away.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from siptui.framework import Framework
from siptui.records.fields import Fields, fields_named
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.rules.years.first_values import first_values
from siptui.store import engines
from siptui.store.door.new_store import first_settings
from siptui.store.files import past_years
from siptui.store.office_settings import PEOPLE_FORMAT
from siptui.store.school import School, about, counted_in_words, in_one_edit
from siptui.store.store import NEW_YEAR, Store


class Begun(Struct, frozen=True):
    """What a new year begins with: how many values each subject takes over, and the schools that do not go on."""

    old: str
    new: str
    subjects: dict[str, int]
    closed: list[str]

    def in_words(self) -> str:
        """What goes on, and with how much."""
        values = sum(self.subjects.values())
        closed = f"; closed, and only in {self.old}: {', '.join(self.closed)}" if self.closed else ""
        return f"{counted_in_words(self.subjects)} go on into {self.new} with {values} entries{closed}"


class Turn:
    """The turn of a store's year. Its methods touch files, and take as long as a backup."""

    def __init__(self, store: Store, framework: str) -> None:
        """To a framework, by name. Raises Refused where that is none, or of a year that there is; FrameworkFault."""
        store.refuse_to_deploy()
        engines.refuse_to_turn(store.backend)
        self.store, self.name = store, framework
        first_settings(store.folder, framework)
        self.fields: Fields = fields_named(framework, store.office.framework_places(store.folder).for_one(framework))
        self.old, self.new = store.framework.identity.year, self.fields.framework.identity.year
        self._refuse_years()

    def _refuse_years(self) -> None:
        office = self.store.office
        if office.closed:
            raise Refused(Problem(str(self.store.folder), "is a year that is over", "leave out --year", code="past"))
        if office.turning and office.turning != self.name:
            do = f"give --framework {office.turning}"
            raise Refused(Problem("--framework", "another new year has been begun", do, code="turning_otherwise"))
        for year in (self.old, self.new):
            if not past_years.NAME.fullmatch(year):
                what, do = f"the year {year[:30]!r} can name no folder", "write it as 2010-11 in framework.toml"
                raise Refused(Problem(self.name, what, do, code="bad_year"))
        known = past_years.names(self.store.folder)
        if self.new == self.old or self.new in known:
            what = f"is of {self.new}, which this store has already"
            do = f"`siptui framework new NAME --from {office.framework} --next-year` makes one for the year after"
            raise Refused(Problem("--framework", f"{self.name} {what}", do, facts={"year": self.new}, code="same_year"))

    def to_begin(self) -> Begun:
        """What would go on, as the old year stands now. Raises StoreFault."""
        return self._begun(self.store)

    def begin(self) -> Begun:
        """Put the old year away, and begin the new one; what it begins with. Raises Refused, StoreFault."""
        backend, folder = self.store.backend, self.store.folder
        backend.set_office(lambda office: structs.replace(office, turning=self.name))
        if self.old not in past_years.names(folder):
            engines.put_year_away(folder, self.old, date.today())
        past = Store(past_years.place(folder, self.old), self.store.who)
        begun = self._begun(past)
        engines.begin_records(folder, self._records(past))
        backend.set_office(
            lambda office: structs.replace(office, framework=self.name, turning="", format=PEOPLE_FORMAT)
        )
        engines.put_drafts_away(folder, self.old)
        return begun

    def _begun(self, year: Store) -> Begun:
        subjects, closed = {}, []
        for subject, values in _first(year, self.fields):
            if values:
                subjects[subject] = len(values)
            elif about(subject) == "school":
                closed.append(subject)
        return Begun(self.old, self.new, subjects, closed)

    def _records(self, past: Store) -> Iterator[tuple[str, School | None]]:
        for subject, values in _first(past, self.fields):
            yield subject, in_one_edit(subject, self.name, values, self.store.who, NEW_YEAR) if values else None


def _first(year: Store, fields: Fields) -> Iterator[tuple[str, dict[str, Value]]]:
    """Every subject of a year, and what it begins the next with: nothing, where it is a school that has closed."""
    framework: Framework = year.framework
    today = date.today().isoformat()
    for subject in year.subjects():
        record = year.load(subject).values
        closed = record.get(framework.roles.closed) if framework.roles.closed else None
        over = isinstance(closed, str) and closed <= today
        yield subject, {} if over else first_values(framework, record, fields)
