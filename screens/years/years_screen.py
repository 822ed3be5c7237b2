"""Every year of the store, or of one school in it, on a line, the latest first; and the way into each."""

import asyncio
from datetime import date
from typing import ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Column, Grid, Row
from screens.keys.actions import bindings
from siptui.records.problem import Problem, Refused
from siptui.reports.years import Year, YearColumn, columns_of_all, columns_of_school, read_years
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.store.years.store_of_each import all_years


class Years(Protocol):
    """The application, as far as it is needed here."""

    async def open_year(self, store: Store, subject: str = "", *, review: bool = False) -> None: ...


class YearsScreen(DeskScreen):
    """The years beside each other: categories, ratings, points made."""

    HELP = (
        "Every year of the store, or of the school, on a line. {grid.open} opens one that is over, which can be read "
        "and not changed; {everywhere.back} on its caseload leads back. An arrow says better or worse than the year "
        "before, or less than expected."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("years")

    def __init__(self, school_id: str = "") -> None:
        super().__init__()
        self.school_id = school_id
        self._stores: dict[str, Store] = {}

    def where(self) -> list[str]:
        return [*(self.whose() if self.school_id else []), "Years"]

    def body(self) -> ComposeResult:
        columns = [
            Column(each.key, each.heading, max(each.width, len(each.heading)), align="right")
            for each in self._columns()
        ]
        yield Grid([Column("year", "Year", 8), *columns], cursor="row", frozen_columns=1, empty="No years yet")

    def _columns(self) -> list[YearColumn]:
        return (columns_of_school if self.school_id else columns_of_all)(self.desk.framework)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        self.work(self._read, "years")

    async def _read(self) -> None:
        problems: list[Problem] = []
        try:
            found = await asyncio.to_thread(lambda: self._years(problems))
        except (StoreFault, Refused) as fault:
            self.say(str(fault), problem=True)
            return
        columns = self._columns()
        lines = [Row(year.name, (year.name, *(column.words(year) for column in columns))) for year in found]
        self.query_one(Grid).set_rows(lines)
        if problems:
            self.say(problems[0].line(), problem=True)
        elif len(found) == 1:
            self.say("There is one year as yet: `siptui new-year` begins the next")

    def _years(self, problems: list[Problem]) -> list[Year]:
        """Every year, read in a thread."""
        store = cast(Store, self.desk.store)
        self._stores = {each.framework.identity.year: each for each in all_years(store)}
        return [*read_years(self._stores.values(), self.school_id, problems, date.today())]

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self._go(self.school_id)

    def action_review(self) -> None:
        """Review the schools of the year."""
        self._go("", review=True)

    def _go(self, subject: str, review: bool = False) -> None:
        """Into the year under the cursor, and there to a subject, or to the review of all."""
        store = self._stores.get(self.query_one(Grid).cursor_row_key)
        if store is None:
            return
        app = cast(Years, self.app)
        self.app.run_worker(app.open_year(store, subject, review=review))
