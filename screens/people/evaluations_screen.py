"""What schools and governors say of each who visits them, question by question, and of all together."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from screens.frame.desk_screen import PEOPLE, DeskScreen
from screens.grid.grid import Column, Grid, Row
from screens.keys.actions import bindings
from siptui.records.change import Record
from siptui.records.problem import Refused
from siptui.reports.evaluations import Told, evaluations
from siptui.store.faults import StoreFault

NOBODY_ASKED = "Nobody has been asked yet: siptui evaluations --ask SCHOOL --out FOLDER"


class EvaluationsScreen(DeskScreen):
    """The evaluations that came back, by form and person, of those whose forms one may see."""

    HELP = (
        "What schools and governors say of each who visits them, as far as it is yours to see: a line a question, how "
        "many answered it, and how often each grade was given. {evaluations.one} shows those of one person alone. "
        "`siptui evaluations --ask SCHOOL` begins a form to be sent, and `siptui import` takes in what comes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("evaluations")

    def __init__(self) -> None:
        super().__init__()
        self._results: list[Told] = []
        self._whose = ""

    def where(self) -> list[str]:
        return [PEOPLE, "Evaluations"]

    def body(self) -> ComposeResult:
        columns = [
            Column("question", "Question", 30, grow=2),
            Column("answers", "Answers", 7, align="right"),
            Column("grades", "Grades", 30, grow=1),
        ]
        yield Grid(columns, cursor="row", frozen_columns=1, empty=NOBODY_ASKED)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        self.work(self._read, "evaluations")

    async def _read(self) -> None:
        self._results = await asyncio.to_thread(self._evaluations)
        self._fill()

    def _evaluations(self) -> list[Told]:
        """Everybody's, read in a thread; of whom one may not see anything there is nothing."""
        records: dict[str, Record] = {}
        for initials in self.desk.store.office.people:
            try:
                records[initials] = self.desk.store.load(f"@{initials}").values
            except (Refused, StoreFault):
                continue
        return evaluations(self.desk.fields, records)

    def _fill(self) -> None:
        rows = []
        for number, told in enumerate(self._results):
            if self._whose and told.sip != self._whose:
                continue
            name = self.desk.store.office.full_name(told.sip) or told.sip or "All together"
            title = self.desk.framework.form(told.form).called
            heading = f"{name} · {title} · {told.back} of {told.begun} came back"
            rows.append(Row(f"{number}", (heading,), heading=True))
            for each in told.answers if told.back else ():
                rows.append(Row(f"{number} {each.path}", (each.question, str(each.answered), each.in_words())))
        self.query_one(Grid).set_rows(rows)

    def action_one(self) -> None:
        """Show only the person's under the cursor; once more, everybody's."""
        key = self.query_one(Grid).cursor_row_key.partition(" ")[0]
        whose = self._results[int(key)].sip if key.isdecimal() else ""
        self._whose = "" if self._whose else whose
        if not self._whose and not whose:
            self.say("These are everybody's")
        self._fill()
