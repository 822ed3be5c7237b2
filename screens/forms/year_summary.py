"""Part F: the year's judgements, the latest of each, and their way out to a workbook."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from textwrap import wrap
from typing import ClassVar

from msgspec import structs
from textual import on
from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.forms.form_as_grid import GOES_ON
from screens.grid.grid import Grid
from screens.grid.layout import MARGIN, Cell, Column, Row, Shape, fit_widths
from screens.keys.actions import bindings
from siptui.desk.open_records import Desk
from siptui.framework.model import Form, FormField, SummaryBlock
from siptui.records.typed_and_shown import day
from siptui.rules.summary import SummaryRow, part_f, year_in_one_line, year_of

NOT_HERE = "What a row is called is the form's own: its categories and its date are filled in"
CODE, NAME = Column("code", "Code", 6), "name"
CATEGORY_WIDTH, DATE_WIDTH = 7, 9
YEAR = "Year so far"
WIDE = 118
"""Columns of a terminal in which the year has room."""


class SummaryTable(FieldTable):
    """A row a KIP: its latest judgement of the year, or what is filled in here where no visit judges it."""

    frozen = 2

    def __init__(self, desk: Desk, school_id: str, width: int) -> None:
        """`width` are the columns of the terminal; where there is room the year stands beside its latest judgement."""
        super().__init__(desk, school_id)
        self.width = width
        self.wide = width >= WIDE

    @property
    def place(self) -> str:
        form = self.of_form()
        return form.place if form else ""

    def of_form(self) -> Form | None:
        return next((f for f in self.desk.framework.forms if any(isinstance(b, SummaryBlock) for b in f.blocks)), None)

    def year(self, code: str) -> str:
        """How a KIP was judged at each visit of the year, in one line."""
        framework = self.desk.framework
        return year_in_one_line(framework, year_of(framework, self.record, code))

    def columns(self) -> list[Column]:
        columns = [
            CODE,
            Column(NAME, self.desk.framework.summary.kip_heading, 26 if self.wide else 30, grow=1),
        ]
        for field in self._asked:
            title, dated = field.short or field.label, field.kind == "date"
            width = DATE_WIDTH if dated else max(CATEGORY_WIDTH - 1, min(CATEGORY_WIDTH, len(title)))
            columns.append(Column(field.key, title, width, align="left" if dated else "center"))
        year = [Column("year", YEAR, self._year_width)] if self.wide else []
        return [*columns, Column("from", "From", 7), *year]

    @cached_property
    def _year_width(self) -> int:
        """The room that the year's judgements take, as far as it has gone."""
        codes = [row.code for section in part_f(self.desk.framework, self.record) for row in section.rows]
        return max(map(len, [YEAR, *map(self.year, codes)]))

    @property
    def _asked(self) -> list[FormField]:
        """The columns that have a judgement's categories and its date."""
        roles = self.desk.framework.roles
        known = (roles.current, roles.target, roles.visit_date)
        return [field for field in self.desk.framework.summary.fields if field.key in known]

    def _words(self, row: SummaryRow) -> dict[str, str]:
        """What the row of a KIP has in each."""
        roles = self.desk.framework.roles
        return {roles.current: row.current, roles.target: row.target, roles.visit_date: row.date}

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        return "", self._asked[0].key if self._asked else ""

    def path(self, row: str, column: str) -> str:
        return f"{self.desk.framework.summary.at}/{row}/{column}"

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for section in part_f(self.desk.framework, self.record):
            rows.append(Row(f"section/{section.title}", (section.title,), heading=True))
            rows += [line for row in section.rows for line in self._lines(row)]
        return rows

    def _lines(self, row: SummaryRow) -> Iterator[Row]:
        """The row of a KIP, and what its name goes on in."""
        columns = self.columns()
        room = fit_widths(columns, self.width - MARGIN)[[c.key for c in columns].index(NAME)]
        first, *more = wrap(row.name, room, break_on_hyphens=False) or [""]
        yield self._row(structs.replace(row, name=first))
        shape = Shape((CODE, Column(NAME, "", room)), frozen=2)
        for number, words in enumerate(more, start=1):
            yield Row(f"{row.code}{GOES_ON * number}", ("", words), heading=True, shape=shape, goes_on=True)

    def _row(self, row: SummaryRow) -> Row:
        words = self._words(row)
        if row.path:
            cells = [self.cell(f"{row.path}/{f.key}", self._shown(f, words[f.key])) for f in self._asked]
            return Row(row.code, self._with_year(row.code, row.code, row.name, *cells, Cell("–", "dim")))
        visit = self.desk.framework.visit(row.visit) if row.visit else None
        cells = []
        for field in self._asked:
            value = words[field.key]
            state = "" if value else "dim"
            if field.kind == "date" and visit:
                state = self.styled(f"{visit.at}/{self.desk.framework.roles.visit_date}", state)
            cells.append(Cell(self._shown(field, value) or "·", state, value=value))
        return Row(row.code, self._with_year(row.code, row.code, row.name, *cells, visit.name if visit else ""))

    def _with_year(self, code: str, *cells: Cell | str) -> tuple[Cell | str, ...]:
        return (*cells, Cell(self.year(code), "dim")) if self.wide else cells

    def _shown(self, field: FormField, value: str) -> str:
        return day(value) if field.kind == "date" else value

    def elsewhere(self, row: str, column: str) -> str:
        """Where a row that is judged in a visit is to be changed."""
        found = next(r for section in part_f(self.desk.framework, self.record) for r in section.rows if r.code == row)
        if found.path or column not in self._words(found):
            return ""
        if not found.visit:
            return f"{row} comes from the visits, and none has judged it yet: judge it there"
        visit = self.desk.framework.visit(found.visit).name
        dated = column == self.desk.framework.roles.visit_date
        place = "the visit's form" if dated else "the visit's judgements"
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
        return [*self.whose(), "Summary"]

    def new_editor(self) -> FieldEditor:
        return FieldEditor(SummaryTable(self.desk, self.school_id, self.app.size.width))

    def on_resize(self) -> None:
        """Names are wrapped anew."""
        table = self.editor.table
        if isinstance(table, SummaryTable) and table.width != self.size.width:
            table.width = self.size.width
            self.show()

    @on(Grid.Moved)
    def _moved(self) -> None:
        """Where there is no room for the year beside it, it is said of the row that one is on."""
        table, (code, column) = self.editor.table, self.editor.grid.view.place
        told = table.state_in_words(table.path(code, column))
        if isinstance(table, SummaryTable) and not table.wide and not told:
            self.say(f"{code}: {year}" if (year := table.year(code)) else "")

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.say(self.editor.table.elsewhere(event.row_key, event.column_key) or NOT_HERE)

    def action_export(self) -> None:
        from screens.forms.what_is_exported import export_year

        if self.leave():
            export_year(self)
