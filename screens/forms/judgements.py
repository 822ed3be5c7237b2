"""The judgement grid of a visit: categories by number, RAG by letter, definition and evaluation beside it."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from screens.fields.about_field import about_field
from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.forms.definitions import DefinitionScreen
from screens.frame.colours_of_values import COLOURS
from screens.grid.grid import Grid
from screens.grid.layout import Align, Cell, Column, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.open_records import Desk
from siptui.framework.model import Form, FormField, JudgementRow, JudgementSection, Scale, Visit, known_parts
from siptui.framework.places import ANY
from siptui.records.values import Field
from siptui.rules.conditions import shown_sections
from siptui.rules.summary import year_in_one_line, year_of

NARROW = 6


class JudgementTable(FieldTable):
    """The KIPs of a visit, under the sections of its part."""

    frozen = 2

    def __init__(self, desk: Desk, school_id: str, visit: Visit) -> None:
        super().__init__(desk, school_id)
        self._visit = visit
        self._columns = {field.key: field for field in desk.framework.register.judgement}
        texts = [field for field in self._columns.values() if field.kind == "text"]
        self.written: FormField = [*texts, *self._columns.values()][0]
        """The column that is written: the evaluation."""

    @property
    def place(self) -> str:
        return self._visit.at

    def of_form(self) -> Form | None:
        return self.desk.framework.form(self._visit.key)

    def scale(self, column: str) -> Scale | None:
        """The scale that a column is chosen from."""
        found = self._columns.get(column)
        return self.desk.framework.scales.get(found.scale) if found and found.kind == "scale" else None

    def asked(self, code: str) -> tuple[JudgementSection, JudgementRow]:
        """A KIP's section and row in the form."""
        return next((s, r) for s in self._visit.sections for r in s.rows if r.kip == code)

    def path(self, row: str, column: str) -> str:
        """The field of a KIP in a column; the KIP's own columns lead to its evaluation."""
        asked = column if column in self._columns else self.written.key
        return f"{self._visit.judged_at}/{row}/{asked}"

    def field_in(self, row: str, column: str) -> Field | None:
        return self.field_at(row, column) if column in self._columns else None

    def evaluation(self, code: str) -> str:
        """The path of a KIP's evaluation."""
        return self.path(code, self.written.key)

    def year(self, code: str) -> str:
        """How a KIP was judged at the visits before this one, in one line."""
        framework = self.desk.framework
        return year_in_one_line(framework, year_of(framework, self.record, code, self._visit.key))

    def columns(self) -> list[Column]:
        columns = [Column("kip", "Code", 6), Column("name", "Indicator", 26, grow=1)]
        for field in self._columns.values():
            align: Align = "left" if field.kind == "text" else "center"
            columns.append(Column(field.key, field.short or field.label, NARROW, align=align))
        return columns

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        return "", next(iter(self._columns))

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for section, asked in shown_sections(self._visit.sections, self._visit.judged_at, self.record):
            rows.append(Row(f"section/{section.title}", (section.title,), heading=True))
            rows += [self._row(row) for row in asked]
        return rows

    def _row(self, row: JudgementRow) -> Row:
        cells: list[Cell | str] = [row.kip, self.desk.framework.row_name(row)]
        for field in self._columns.values():
            path = self.path(row.kip, field.key)
            value, scale = self.value(path), self.scale(field.key)
            if field.kind == "text":
                cells.append(Cell("text" if value else "", self.styled(path, "dim"), editable=True, value=value))
            elif scale:
                found = scale.find(value)
                mark, style = (found.mark or found.value, found.colour) if found else ("·", "dim")
                cells.append(Cell(mark, self.styled(path, style), editable=True, value=value))
            else:
                cells.append(self.cell(path))
        return Row(row.kip, tuple(cells))


class JudgementEditor(FieldEditor):
    """The grid, and beside it what the cell under the cursor may hold and the evaluation of its row."""

    def __init__(self, table: JudgementTable) -> None:
        super().__init__(table)
        self.judged = table

    def compose(self) -> ComposeResult:
        with Container(id="judgements"):
            yield self.grid
            with Container(id="beside"):
                yield Static("", id="definition", markup=False)
                yield self.pane

    def read(self) -> None:
        """Show what the cell under the cursor may hold, and the evaluation of its row."""
        table, (code, column) = self.judged, self.grid.view.place
        if not code:
            return
        section, row = table.asked(code)
        scale, prompt = table.scale(column), row.prompt or section.prompt
        asked = [(f"{code} {table.desk.framework.row_name(row)}", "bold")]
        if year := table.year(code):
            asked.append((f"\n{year}", "$text-accent"))
        may_be = list(_choices(scale, table.value(table.path(code, column)))) if scale else [(prompt, "$text-muted")]
        # Where all has room the scale is uppermost: from row to row it stays where it is, and only its mark moves.
        scale_first = scale is not None and self.screen.has_class("-wide")
        pieces = [*may_be, ("\n", ""), *asked] if scale_first else [*asked, ("\n", ""), *may_be]
        self.query_one("#definition", Static).update(Content.assemble(*pieces))
        evaluation = table.value(table.evaluation(code))
        field = table.field(table.evaluation(code))
        before = about_field(table, field, spelled("{editing.carry} takes it over", self)) if field else []
        # Below all else, where it moves nothing that is there.
        state = table.state_in_words(table.path(code, column))
        before += [(state, "$text-warning")] if state else []
        # Which indicator it is of stands beside it, and the row is marked: saying it again costs at every move.
        self.pane.show(table.written.label, evaluation or f"(none yet) {prompt}", before)

    def write_text(self, field: Field, typed: str = "") -> None:
        """While the evaluation is written, what is asked stands over it."""
        section, row = self.judged.asked(field.kip)
        name = f"{field.kip} {self.table.desk.framework.row_name(row)}"
        year = self.judged.year(field.kip)
        before = [(f"{year}\n", "$text-accent")] if year else []
        asked = Content.assemble((f"{name}\n", "bold"), *before, (row.prompt or section.prompt, "$text-muted"))
        super().write_text(field, typed)
        if self.pane.editing:
            self.query_one("#definition", Static).update(asked)

    def begin(self, row_key: str, column_key: str) -> None:
        """Enter opens the evaluation wherever the cursor is: the other columns are chosen by a key."""
        self.write(self.table.desk.fields[self.judged.evaluation(row_key)])


def _choices(scale: Scale, chosen: str) -> Iterator[tuple[str, str]]:
    """A scale's values, a line each; the one that is chosen stands out."""
    yield scale.name, "$text-muted"
    for value in scale.values:
        mark, style = ("›", "bold") if value.value == chosen else (" ", "")
        yield f"\n{mark}{value.key or value.value} {value.name}", f"{style} {COLOURS.get(value.colour, '')}"
        yield f" {value.gist}" if value.gist else "", ""


class JudgementScreen(EditingScreen):
    """The judgements of a visit."""

    HELP = (
        "A grade is chosen by the key that stands before it; {grid.clear} clears. On the evaluation a letter "
        "begins it; {grid.open} opens it anywhere in its row, and {pane.leave} keeps it."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("judgements")
    CSS_PATH = "judgements.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, school_id: str, form: str, number: str = "") -> None:
        super().__init__(school_id)
        self.form_key = form
        self.number = number

    def where(self) -> list[str]:
        form = self.desk.framework.form(self.form_key)
        name = f"{form.called} {self.number}".strip()
        return [*self.whose(), name, "Judgements"]

    def new_editor(self) -> FieldEditor:
        form = self.desk.framework.form(self.form_key)
        judged = known_parts.visit(form, form.place.replace(ANY, self.number))
        return JudgementEditor(JudgementTable(self.desk, self.school_id, judged))

    @on(Grid.Opened)
    def action_evaluate(self) -> None:
        """Write the evaluation of the row under the cursor."""
        editor = self.editor
        if code := editor.grid.cursor_row_key:
            editor.begin(code, "")

    def action_define(self) -> None:
        """The definitions of the scale under the cursor, in full; where there is none, of all that judgements have."""
        table = self.editor.table
        if isinstance(table, JudgementTable):
            here = table.scale(self.editor.grid.cursor_column_key)
            judged = [scale for column in table.columns() if (scale := table.scale(column.key))]
            if scales := [here] if here else list({scale.name: scale for scale in judged}.values()):
                self.app.push_screen(DefinitionScreen(scales))
