"""A term's visit: Part A, B or C of the note, and within it the judgements."""

from collections.abc import Iterator

from textual import on

from screens.fields.editable_grid import FieldEditor
from screens.fields.form_screen import FormScreen, FormTable, Line
from screens.grid.grid import Grid
from screens.keys.key_names import spelled
from siptui.desk.open_records import Desk
from siptui.rules.caseload_row import caseload_row

JUDGEMENTS = "judgements"


class VisitTable(FormTable):
    """The lines of a visit."""

    def __init__(self, desk: Desk, school_id: str, visit: str, opens: str) -> None:
        """`opens` says which key opens the judgements."""
        super().__init__(desk, school_id)
        self._visit = desk.framework.visit(visit)
        self._opens = opens

    def lines(self) -> Iterator[Line]:
        visit = self._visit
        base = f"visits/{visit.key}"
        yield from self.form(base, [f for f in visit.fields if f.place != "after"])
        row = caseload_row(self.desk.framework, self.school_id, self.record)
        state = row.visits[self.desk.framework.visits.visits.index(visit)]
        judged = f"{state.judged} of {state.rows} judged" if state.judged else f"{state.rows} to judge"
        yield Line(JUDGEMENTS, "Judgements on main focus", opens=f"{judged} · {self._opens}")
        yield from self.form(base, [f for f in visit.fields if f.place == "after"])


class VisitScreen(FormScreen):
    """Header, focus, activities, judgements, priorities, actions, categories, next visit."""

    HELP = (
        "The note of this visit. {grid.open} on Judgements opens the grid of KIPs. A long text opens below and is kept "
        "when you leave it with {pane.leave}."
    )

    def __init__(self, school_id: str, visit: str) -> None:
        super().__init__(school_id)
        self.visit_key = visit

    def where(self) -> list[str]:
        return [self.value("school/name"), f"{self.desk.framework.visit(self.visit_key).name} visit"]

    def new_editor(self) -> FieldEditor:
        opens = spelled("{grid.open} opens them", self)
        return FieldEditor(VisitTable(self.desk, self.school_id, self.visit_key, opens))

    @on(Grid.Opened)
    def _opened(self) -> None:
        """The judgements are the only line that is no field."""
        from screens.school.judgements import JudgementScreen

        self.app.push_screen(JudgementScreen(self.school_id, self.visit_key))
