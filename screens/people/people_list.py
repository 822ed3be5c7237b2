"""The people who work in the store, and the office, each on a line, and the way to their forms."""

import asyncio
from typing import Any, ClassVar, Protocol, cast

from msgspec import Struct
from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import PEOPLE, DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.school.school_screen import back_to_caseload
from siptui.desk.open_records import Desk
from siptui.records.problem import Refused
from siptui.reports.days_of_people import days_of_people
from siptui.reports.review import day_of_review, select
from siptui.rules.how_far import how_far
from siptui.store.faults import StoreFault
from siptui.store.office_settings import Person
from siptui.store.school import OFFICE, about

EMPTY = "No people yet: siptui add-person INITIALS NAME"


async def step_to_person(app: App[Any], subject: str) -> None:
    """Open the forms of a person, or of the office, leaving whatever was open; the people lie below."""
    from screens.people.person_screen import PersonScreen

    if await back_to_caseload(app, subject):
        await app.push_screen(PeopleScreen())
        await app.push_screen(PersonScreen(subject))


class Forms(Struct, frozen=True):
    """How many forms of somebody hold anything, and how many places in those are needed and empty."""

    begun: int
    needed: int
    fault: str = ""  # why they cannot be read
    private: bool = False  # because they are not for whoever asks


class Caseload(Protocol):
    """The caseload below, as far as it is needed here."""

    def show_schools_of(self, initials: str) -> None:
        """Go to the schools of a person."""


class PeopleScreen(DeskScreen):
    """Who works in the store: initials, name, role and kind, their schools, and how far their forms are."""

    HELP = (
        "Everybody who works here, and the office where it has forms. {grid.open} shows the forms of one; "
        "{people.schools} shows their schools. `siptui add-person` adds somebody."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("people")

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Forms] = {}

    def where(self) -> list[str]:
        return [PEOPLE]

    def body(self) -> ComposeResult:
        framework = self.desk.framework
        titles = [framework.title_of(each.role) for each in self._people().values()]
        columns = [
            Column("initials", "Initials", 8),
            Column("name", "Name", 16, grow=3),
            Column("role", "Role", min(26, max(map(len, titles), default=4)), grow=1),
            Column("kind", "Kind", 9),
            Column("schools", "Schools", 7, align="right"),
            *([Column("days", "Days", 8, align="right")] if framework.calendar.programme else []),
            Column("forms", "Forms", 14, grow=1),
        ]
        yield Grid(columns, cursor="row", frozen_columns=1, empty=EMPTY)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        self._fill()
        self.work(self._read, "people")

    def _people(self) -> dict[str, Person]:
        office = self.desk.store.office
        return {key: found for key in sorted(office.people) if (found := office.person(key))}

    def _fill(self) -> None:
        framework, schools = self.desk.framework, [row.sip for row in self.desk.rows]
        today = day_of_review(framework, self.desk.store.office.rehearsed)
        days = days_of_people(framework, select(self.desk.rows, None, today), today)
        rows = []
        for initials, person in self._people().items():
            count = schools.count(initials)
            told = (initials, person.name, framework.title_of(person.role), person.kind, str(count) if count else "")
            used = [days[initials].words if initials in days else ""] if framework.calendar.programme else []
            rows.append(Row(f"@{initials}", (*told, *used, self._forms_of(f"@{initials}"))))
        if self._office_has_forms():
            name = self.desk.called(OFFICE)
            rows.append(
                Row(
                    OFFICE,
                    ("", name, "", "", "", *([""] if framework.calendar.programme else []), self._forms_of(OFFICE)),
                )
            )
        self.query_one(Grid).set_rows(rows)

    def _office_has_forms(self) -> bool:
        kept = self._forms.get(OFFICE)
        return any(form.about == "office" for form in self.desk.framework.forms) or bool(kept and kept.begun)

    def _forms_of(self, subject: str) -> Cell:
        found = self._forms.get(subject)
        if found is None:
            return Cell("")
        if found.fault:
            return Cell("private", "dim") if found.private else Cell("damaged", "conflict")
        words = f"{found.begun} begun" if found.begun else ""
        words = " · ".join(filter(None, [words, f"{found.needed} needed" if found.needed else ""]))
        return Cell(words or "–", "" if words else "dim")

    async def _read(self) -> None:
        """How far everybody's forms are: a small file each, read beside the keys."""
        subjects = [*(f"@{initials}" for initials in self._people()), OFFICE]
        self._forms = await asyncio.to_thread(lambda: {each: forms_of(self.desk, each) for each in subjects})
        self._fill()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.work(lambda: self._open(event.row_key), "open")

    async def _open(self, subject: str) -> None:
        from screens.people.person_screen import PersonScreen

        try:
            await self.desk.open(subject)
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        await self.app.push_screen(PersonScreen(subject))

    def action_evaluations(self) -> None:
        """Show what schools and governors say of each."""
        from screens.people.evaluations_screen import EvaluationsScreen

        self.app.push_screen(EvaluationsScreen())

    def action_schools(self) -> None:
        """Go back to the caseload, to the schools of the person."""
        initials = self.query_one(Grid).cursor_row_key.removeprefix("@")
        if initials not in {row.sip for row in self.desk.rows}:
            self.say(f"No school of the caseload is {initials}'s" if initials else "There is nobody here")
            return
        self.app.pop_screen()
        cast(Caseload, self.app.screen).show_schools_of(initials)


def forms_of(desk: Desk, subject: str) -> Forms:
    """How far the forms of somebody are; reads their file."""
    try:
        record = desk.store.load(subject).values
    except (Refused, StoreFault) as fault:
        return Forms(0, 0, str(fault), isinstance(fault, StoreFault) and fault.problem.code == "private")
    found = [each for each in how_far(desk.fields, record, about(subject)) if each.filled]
    return Forms(len(found), sum(each.missing for each in found))
