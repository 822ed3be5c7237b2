"""The judgement grid of a visit: categories by number, RAG by letter, definition and evaluation beside it."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from screens.fields.editing import EditingScreen
from screens.fields.text_pane import TextPane
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.school.definitions import RAG_STYLES, DefinitionScreen
from siptui.framework.model import FormField, JudgementRow, JudgementSection, Scale
from siptui.records.values import Field

NARROW = 6


class JudgementScreen(EditingScreen):
    """The KIPs of a visit, under the sections of its part."""

    HELP = (
        "A category is typed by its number, a RAG by its letter; {grid.clear} clears. {grid.open} on any other column, "
        "or {judgements.evaluate} anywhere, opens the evaluation; {pane.leave} keeps it."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("judgements")
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    frozen = 2
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, school_id: str, visit: str) -> None:
        super().__init__(school_id)
        self.visit_key = visit

    def where(self) -> list[str]:
        visit = self.desk.framework.visit(self.visit_key)
        return [self.value("school/name"), f"{visit.name} visit", "Judgements"]

    # -- what there is to judge

    @property
    def choices(self) -> list[FormField]:
        """The columns chosen from a scale."""
        return [f for f in self.desk.framework.visits.judgement if f.kind == "scale"]

    @property
    def written(self) -> FormField:
        """The column that is written: the evaluation."""
        return next(f for f in self.desk.framework.visits.judgement if f.kind == "text")

    def _scale(self, column: str) -> Scale | None:
        found = next((f for f in self.choices if f.key == column), None)
        return self.desk.framework.scales[found.scale] if found else None

    def _asked(self, code: str) -> tuple[JudgementSection, JudgementRow]:
        visit = self.desk.framework.visit(self.visit_key)
        return next((s, r) for s in visit.sections for r in s.rows if r.kip == code)

    def path(self, row: str, column: str) -> str:
        """The field of a KIP in a column; the KIP's own columns lead to its evaluation."""
        asked = column if self._scale(column) else self.written.key
        return f"visits/{self.visit_key}/judgements/{row}/{asked}"

    def field_in(self, row: str, column: str) -> Field | None:
        own = any(f.key == column for f in (*self.choices, self.written))
        return self.field_at(row, column) if own else None

    # -- drawing

    def body(self) -> ComposeResult:
        with Container(id="judgements"):
            yield Grid(self.columns(), frozen_columns=self.frozen)
            with Container(id="beside"):
                yield Static("", id="definition", markup=False)
                yield TextPane()

    def columns(self) -> list[Column]:
        columns = [Column("kip", "KIP", 6), Column("name", "Indicator", 26, grow=1)]
        columns += [Column(f.key, f.short or f.label, NARROW, align="center") for f in self.choices]
        return [*columns, Column(self.written.key, self.written.short or self.written.label, NARROW)]

    @property
    def start(self) -> str:
        return self.choices[0].key

    def show(self) -> None:
        rows: list[Row] = []
        for section in self.desk.framework.visit(self.visit_key).sections:
            rows.append(Row(f"section/{section.title}", (section.title,), heading=True))
            rows += [self._row(row) for row in section.rows]
        self.query_one(Grid).set_rows(rows)
        self.read()

    def _row(self, row: JudgementRow) -> Row:
        cells: list[Cell | str] = [row.kip, self.desk.framework.row_name(row)]
        for field in self.choices:
            path = self.path(row.kip, field.key)
            value = self.value(path)
            found = self.desk.framework.scales[field.scale].find(value)
            mark, style = (found.mark or found.value, found.colour) if found else ("·", "dim")
            cells.append(Cell(mark, self.styled(path, style), value=value))
        path = self.path(row.kip, self.written.key)
        written = self.value(path)
        cells.append(Cell("text" if written else "", self.styled(path, "dim"), value=written))
        return Row(row.kip, tuple(cells))

    def read(self) -> None:
        """Show what the cell under the cursor may hold, and the evaluation of its row."""
        grid = self.query_one(Grid)
        code, column = grid.cursor_row_key, grid.cursor_column_key
        if not code:
            return
        section, row = self._asked(code)
        pieces: list[Content | tuple[str, str]] = [
            (f"{code} {self.desk.framework.row_name(row)}\n", "bold"),
        ]
        scale = self._scale(column)
        if scale is None:
            pieces.append((row.prompt or section.prompt, "$text-muted"))
        else:
            pieces.append((f"{scale.name}\n", "$text-muted"))
            chosen = self.value(self.path(code, column))
            for value in scale.values:
                mark = "›" if value.value == chosen else " "
                style = "bold" if value.value == chosen else ""
                gist = f" {value.gist}" if value.gist else ""
                pieces.append(
                    (f"{mark}{value.key or value.value} {value.name}", f"{style} {RAG_STYLES.get(value.colour, '')}")
                )
                pieces.append((f"{gist}\n", style))
        self.query_one("#definition", Static).update(Content.assemble(*pieces))
        evaluation = self.value(self.path(code, self.written.key))
        prompt = row.prompt or section.prompt
        self.query_one(TextPane).show(f"{code} {self.written.label}", evaluation or f"(none yet) {prompt}")

    # -- keys

    def write(self, row: str, column: str, typed: str = "") -> None:
        """Enter opens the evaluation wherever the cursor is: the other columns are chosen by a key."""
        if not typed:
            self.action_evaluate()

    def action_evaluate(self) -> None:
        code = self.query_one(Grid).cursor_row_key
        if code:
            self.write_text(self.desk.fields[self.path(code, self.written.key)])

    def action_define(self) -> None:
        grid = self.query_one(Grid)
        scale = self._scale(grid.cursor_column_key) or self._scale(self.choices[0].key)
        if scale:
            self.app.push_screen(DefinitionScreen(scale))
