"""The front sheet: who the school is, and the first pages of the note."""

from collections.abc import Iterator

from textual import on

from screens.fields.form_screen import FormScreen, FormTable, Line
from screens.grid.grid import Grid
from siptui.records.typed_and_shown import day

VISIT_RECORD = "front/visit_record"


class FrontSheetTable(FormTable):
    """Who the school is, and the first pages of the note."""

    def lines(self) -> Iterator[Line]:
        front = self.desk.framework.front_sheet
        yield from self.form("school", front.school)
        for line in self.form("front", front.fields):
            yield line
            if line.key == VISIT_RECORD:
                for number, visit in enumerate(self.desk.framework.visits.visits, start=1):
                    sent = day(self.value(f"visits/{visit.key}/sent"))
                    yield Line(f"sent/{visit.key}", f"  {number} {visit.name} visit", opens=sent or "–")


class FrontSheetScreen(FormScreen):
    """The front sheet, filled in."""

    table = FrontSheetTable

    def where(self) -> list[str]:
        return [self.value("school/name"), "Front sheet"]

    @on(Grid.Opened)
    def _opened(self) -> None:
        self.say("The date a visit's note was sent is typed in the visit")
