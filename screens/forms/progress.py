"""Part D: average point scores by subject, year group and point in time, with what follows from them."""

from collections.abc import Iterable
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.frame.desk_screen import OnDesk
from screens.grid.layout import Cell, Column, Row
from screens.keys.actions import bindings
from siptui.records.typed_and_shown import typed
from siptui.rules.progress import aps, increase, shown

INCREASE = "increase"
NO_GRID = "This framework has no progress grid for schools of this phase"


class ProgressTable(FieldTable):
    """A row a year group, a column a point in time."""

    def columns(self) -> list[Column]:
        progress = self.desk.framework.progress
        return [
            Column("year", "\nYear", 7),
            *(Column(p.key, p.label.replace(" ", "\n", 1), 8, align="right") for p in progress.points),
            *([Column(INCREASE, "\nIncrease", 8, align="right")] if progress.increase else []),
            *(Column(c.key, f"\n{c.short or c.label}", 12, grow=1) for c in progress.comments),
        ]

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        return "", self.desk.framework.progress.points[0].key

    def path(self, row: str, column: str) -> str:
        return f"{self.desk.framework.progress.at}/{row}/{column}"

    @property
    def years(self) -> Iterable[int]:
        """The year groups of the school's phase; none where the framework has no grid for it."""
        progress = self.desk.framework.progress
        return progress.years_by_phase.get(self.value("school/phase"), progress.years)

    def rows(self) -> list[Row]:
        years = list(self.years)
        if not years:
            return []
        rows: list[Row] = []
        for subject in self.desk.framework.progress.subjects:
            rows.append(Row(subject.key, (subject.name,), heading=True))
            rows += [self._row(subject.key, year) for year in years]
        return rows

    def _row(self, subject: str, year: int) -> Row:
        framework, record = self.desk.framework, self.record
        key = f"{subject}/{year}"
        cells: list[Cell | str] = [f"Year {year}"]
        for point in framework.progress.points:
            cells.append(self.cell(self.path(key, point.key), shown(aps(framework, record, subject, year, point.key))))
        if framework.progress.increase:
            gained = increase(framework, record, subject, year)
            cells.append(Cell(shown(gained), "strong", editable=False, value=typed(gained)))
        cells += [self.cell(self.path(key, c.key)) for c in framework.progress.comments]
        return Row(key, tuple(cells))

    def elsewhere(self, row: str, column: str) -> str:
        span = self.desk.framework.progress.increase
        if column != INCREASE or span is None:
            return ""
        names = {p.key: p.name for p in self.desk.framework.progress.points}
        return f"The increase is reckoned from {names[span.since]} to {names[span.until]}: ask where those came from"


class ProgressScreen(EditingScreen):
    """The progress grid: figures are typed or imported, the increase is reckoned."""

    HELP = "Type a figure, or have the school's tracking spreadsheet read. The increase is reckoned, July to July."
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")
    CSS_PATH = "progress.tcss"

    def where(self) -> list[str]:
        return [self.value("school/name"), "Progress"]

    def new_editor(self) -> FieldEditor:
        return FieldEditor(ProgressTable(self.desk, self.school_id))

    def show(self) -> None:
        super().show()
        if not self.editor.grid.rows:
            self.say(NO_GRID)

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def action_early_years(self) -> None:
        if form := self.desk.framework.of_kind("progress"):
            cast(OnDesk, self.app).open_form(self.school_id, form.key)
