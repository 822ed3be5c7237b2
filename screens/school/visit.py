"""A term's visit: Part A, B or C of the note, and within it the judgements."""

from collections.abc import Iterator

from screens.fields.form import FormScreen, Line
from screens.keys.key_names import spelled
from siptui.rules.caseload import caseload_row

JUDGEMENTS = "judgements"


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

    def lines(self) -> Iterator[Line]:
        visit = self.desk.framework.visit(self.visit_key)
        base = f"visits/{visit.key}"
        before = [f for f in visit.fields if f.place != "after"]
        yield from self.form(base, before)
        row = caseload_row(self.desk.framework, self.school_id, self.desk.record(self.school_id))
        state = row.visits[self.desk.framework.visits.visits.index(visit)]
        judged = f"{state.judged} of {state.rows} judged" if state.judged else f"{state.rows} to judge"
        yield Line(JUDGEMENTS, "Judgements on main focus", opens=spelled(f"{judged} · {{grid.open}} opens them", self))
        yield from self.form(base, [f for f in visit.fields if f.place == "after"])

    def opened(self, row: str, column: str) -> None:
        from screens.school.judgements import JudgementScreen

        self.app.push_screen(JudgementScreen(self.school_id, self.visit_key))
