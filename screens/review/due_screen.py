"""What is due and what is arranged, the soonest first, and the way to each."""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.review.counted import go_to
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.reports.due import Item, everything_due, in_words, of_person
from siptui.reports.review import day_of_review, days_left_in_words, select
from siptui.rules.forms.deadlines import Due
from siptui.store.faults import StoreFault
from siptui.store.people_dates import dates_of_people
from siptui.vault.deadlines_index import own_deadlines

SOON = 7
"""Days from which on what is due is amber."""


class DueScreen(DeskScreen):
    """Everything with a date: visits, answers, actions, alerts, training days, what people's forms ask for."""

    HELP = (
        "Everything with a date, the soonest first; what is late is red. {grid.open} goes to it, {grid.filter} narrows "
        "it, as `sip:om` does to somebody's. `siptui due --ics FILE` writes it for a calendar."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("due")

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, list[Due]] | None = None
        self._confidential: dict[str, list[Due]] = {}
        self._items: dict[str, Item] = {}
        self._whose = ""

    def where(self) -> list[str]:
        return ["Due"]

    def body(self) -> ComposeResult:
        self.today = day_of_review(self.desk.framework, self.desk.store.office.rehearsed)
        columns = [
            Column("on", "On", 9),
            Column("left", "", 13),
            Column("what", "What", 24, grow=2),
            Column("whose", "Whose", 18, grow=1),
            Column("sip", self.desk.framework.title_of("sip"), 4),
        ]
        yield Grid(columns, cursor="row", frozen_columns=1, empty="Nothing is due")

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        self._fill()
        self.work(self._read, "due")

    async def _read(self) -> None:
        """What stands in people's records: a small file each, read beside the keys."""
        self._people = await asyncio.to_thread(dates_of_people, self.desk.store)
        self._confidential = await asyncio.to_thread(
            own_deadlines, self.desk.store.folder, self.desk.framework.identity.year
        )
        self._fill()

    def _fill(self) -> None:
        rows = select(self.desk.rows, None, self.today)
        found = everything_due(self.desk.framework, rows, self._people or {}, self.today, self._confidential)
        if self._whose:
            found = of_person(found, self._whose)
        self._items = {f"{n}": item for n, item in enumerate(found)}
        self.query_one(Grid).set_rows([self._line(key, item) for key, item in self._items.items()])
        late = sum(1 for item in found if item.is_late(self.today))
        of = f"{self.desk.store.office.full_name(self._whose) or self._whose}: " if self._whose else ""
        self.say(f"{of}{len(found)} dates, {late} late" if found else "")

    def _line(self, key: str, item: Item) -> Row:
        left = item.left(self.today)
        style = "red" if item.is_late(self.today) else "amber" if left <= SOON else ""
        whose = self.desk.called(item.subject) if item.subject else ""
        on = Cell(day(item.on), style, value=item.on)
        return Row(key, (on, Cell(days_left_in_words(left), style, value=str(left)), in_words(item), whose, item.sip))

    def action_whose(self) -> None:
        """Show only what concerns whose the line under the cursor is; once more, everything."""
        item = self._items.get(self.query_one(Grid).cursor_row_key)
        if not self._whose and not (item and item.sip):
            self.say("This is everybody's")
            return
        self._whose = "" if self._whose else item.sip if item else ""
        self._fill()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        item = self._items.get(event.row_key)
        if item is None or not item.subject:
            self.say("This is in the calendar of the framework, and in nobody's record")
        elif item.subject.startswith("@"):
            self.work(lambda: self._open_person(item.subject), "open")
        else:
            self.work(lambda: go_to(self, item.subject, item.path), "open")

    async def _open_person(self, subject: str) -> None:
        from screens.people.person_screen import PersonScreen

        try:
            await self.desk.open(subject)
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        await self.app.push_screen(PersonScreen(subject))
