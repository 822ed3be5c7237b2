"""Part F: the year's judgements, the latest of each, and their way out to a workbook."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from siptui.records.typed_and_shown import day
from siptui.rules.summary import SummaryRow, part_f

NOT_HERE = "What a row is called is the form's own: its categories and its date are filled in"
COLUMNS = ("current", "target", "date")


class SummaryTable(FieldTable):
    """A row a KIP: its latest judgement of the year, or what is filled in here where no visit judges it."""

    frozen = 2

    def columns(self) -> list[Column]:
        labels = {f.key: f.short or f.label for f in self.desk.framework.summary.fields}
        return [
            Column("code", "KIP", 6),
            Column("name", self.desk.framework.summary.kip_heading, 30, grow=1),
            Column("current", labels["current"], 7, align="center"),
            Column("target", labels["target"], 6, align="center"),
            Column("date", labels["date"], 9),
            Column("from", "From", 7),
        ]

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        return "", COLUMNS[0]

    def path(self, row: str, column: str) -> str:
        return f"summary/{row}/{column}"

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for section in part_f(self.desk.framework, self.record):
            rows.append(Row(f"section/{section.title}", (section.title,), heading=True))
            rows += [self._row(row) for row in section.rows]
        return rows

    def _row(self, row: SummaryRow) -> Row:
        if row.path:
            words = (row.current, row.target, day(row.date))
            cells = [self.cell(f"{row.path}/{column}", text) for column, text in zip(COLUMNS, words, strict=True)]
            return Row(row.code, (row.code, row.name, *cells, Cell("–", "dim")))
        visit = self.desk.framework.visit(row.visit).name if row.visit else ""
        cells = [Cell(words or "·", "" if words else "dim", value=words) for words in (row.current, row.target)]
        state = self.styled(f"visits/{row.visit}/date", "" if row.date else "dim")
        cells.append(Cell(day(row.date) or "·", state, value=row.date))
        return Row(row.code, (row.code, row.name, *cells, visit))

    def elsewhere(self, row: str, column: str) -> str:
        """Where a row that is judged in a visit is to be changed."""
        found = next(r for section in part_f(self.desk.framework, self.record) for r in section.rows if r.code == row)
        if found.path or column not in COLUMNS:
            return ""
        if not found.visit:
            return f"{row} comes from the visits, and none has judged it yet: judge it there"
        visit = self.desk.framework.visit(found.visit).name
        place = "the visit's form" if column == "date" else "the visit's judgements"
        return f"{row} comes from the {visit} visit: change it in {place}"


class SummaryScreen(EditingScreen):
    """Part F. Rows that no visit judges are filled in here; the others come from the visits."""

    HELP = (
        "Each row shows the latest judgement of the year and its visit's date. Rows with – under From are judged in "
        "no visit: type their categories and date here."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("summary")
    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def where(self) -> list[str]:
        return [self.value("school/name"), "Summary"]

    def new_editor(self) -> FieldEditor:
        return FieldEditor(SummaryTable(self.desk, self.school_id))

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.say(self.editor.table.elsewhere(event.row_key, event.column_key) or NOT_HERE)

    def action_export(self) -> None:
        from screens.forms.export_file import export_part_f

        if self.leave():
            export_part_f(self)
