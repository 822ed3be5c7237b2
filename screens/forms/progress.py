"""Part D: average point scores by subject, year group and point in time, with what follows from them."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.fields.editing_screen import EditingScreen
from screens.fields.record_as_grid import FieldTable
from screens.frame.desk_screen import OnDesk
from screens.grid.layout import Cell, Column, Row
from screens.keys.actions import bindings
from siptui.desk.open_records import Desk
from siptui.framework.model import Form, ProgressBlock, Subject
from siptui.records.typed_and_shown import typed
from siptui.rules.progress import increase, shown

INCREASE = "increase"
FEW_GROUPS = 4
"""Groups of pupils that always have a row; of more only those of which something is held, until all are asked for."""
NO_GRID = "This framework has no progress grid for schools of this phase"


class ProgressTable(FieldTable):
    """A row a year group, a column a point in time; below a year's average its measures, and their groups of pupils."""

    def __init__(self, desk: Desk, school_id: str, form: Form, block: ProgressBlock) -> None:
        super().__init__(desk, school_id)
        self._at, self._block, self._form = form.where(block), block, form
        self.every_group = len(block.groups) <= FEW_GROUPS

    @property
    def place(self) -> str:
        return self._form.place

    def of_form(self) -> Form:
        return self._form

    def columns(self) -> list[Column]:
        block = self._block
        width = 7 if not block.measures else max(7, *(len(name) + 2 for name in self._measured()))
        return [
            Column("year", "\nYear", min(width, 28)),
            *(Column(p.key, p.label.replace(" ", "\n", 1), 8, align="right") for p in block.points),
            *([Column(INCREASE, "\nIncrease", 8, align="right")] if block.average and block.increase else []),
            *(Column(c.key, f"\n{c.short or c.label}", 12, grow=1) for c in block.comments),
        ]

    def _measured(self) -> Iterator[str]:
        yield from (measure.name for measure in self._block.measures)
        yield from (f"  {group.name}" for group in self._block.groups)

    def start(self, rows: Iterable[Row]) -> tuple[str, str]:
        first = next((row.key for row in rows if not row.heading and self.field_in(row.key, self._first)), "")
        return first, self._first

    @property
    def _first(self) -> str:
        return self._block.points[0].key if self._block.points else ""

    def path(self, row: str, column: str) -> str:
        """`SUBJECT/YEAR/POINT` of an average, and of what is measured besides `/MEASURE` and `/GROUP` after it."""
        if "/" not in row:  # a subject's heading
            return ""
        subject, year, *measured = row.split("/")
        return "/".join([self._at, subject, year, column, *measured])

    @property
    def years(self) -> Iterable[int]:
        """The year groups of the school's phase; none where the framework has no grid for it."""
        return self._block.years_by_phase.get(self.value(self.desk.framework.roles.phase), self._block.years)

    def rows(self) -> list[Row]:
        years = list(self.years)
        if not years:
            return []
        rows: list[Row] = []
        for subject in self._block.subjects:
            if not self._block.years_of(subject, years):
                continue
            rows.append(Row(subject.key, (subject.name,), heading=True))
            for year in self._block.years_of(subject, years):
                rows.append(self._row(subject.key, year))
                rows += self._below(subject, year)
        return rows

    def _row(self, subject: str, year: int) -> Row:
        block, key = self._block, f"{subject}/{year}"
        cells: list[Cell | str] = [block.year_name(year)]
        for point in block.points:
            cells.append(self._figure(self.path(key, point.key)) if block.average else Cell("", editable=False))
        if block.average and block.increase:
            gained = increase(self.desk.framework, self.record, subject, year)
            cells.append(Cell(shown(gained), "strong", editable=False, value=typed(gained)))
        cells += [self.cell(self.path(key, c.key)) for c in block.comments]
        return Row(key, tuple(cells))

    def _below(self, subject: Subject, year: int) -> Iterator[Row]:
        """What is measured of a year group besides its average."""
        for measure in self._block.measures_of(subject):
            for key, name in [(measure.key, measure.name), *self._groups(measure.key)]:
                row = f"{subject.key}/{year}/{key}"
                if key != measure.key and not self.every_group and not self._holds(row):
                    continue
                cells = [self._figure(self.path(row, point.key)) for point in self._block.points]
                yield Row(row, (Cell(f"  {name}", "dim"), *cells))

    def _holds(self, row: str) -> bool:
        return any(self.path(row, point.key) in self.record for point in self._block.points)

    def _groups(self, measure: str) -> list[tuple[str, str]]:
        return [(f"{measure}/{group.key}", f"  {group.name}") for group in self._block.groups]

    def _figure(self, path: str) -> Cell:
        value = self.record.get(path)
        return self.cell(path, shown(float(value)) if isinstance(value, int | float) else "")

    def elsewhere(self, row: str, column: str) -> str:
        span = self._block.increase
        if column != INCREASE or span is None:
            return ""
        names = {p.key: p.name for p in self._block.points}
        return f"The increase is reckoned from {names[span.since]} to {names[span.until]}: ask where those came from"


class ProgressScreen(EditingScreen):
    """The progress grid: figures are typed or imported, the increase is reckoned."""

    HELP = "Type a figure, or have the school's tracking spreadsheet read. Where there is an increase, it is reckoned."
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")
    CSS_PATH = "progress.tcss"

    def __init__(self, school_id: str, form: str = "") -> None:
        """`form` is the one whose grid it is; the framework's own progress form where none is named."""
        super().__init__(school_id)
        self._form_key = form

    @property
    def _form(self) -> Form:
        framework = self.desk.framework
        found = framework.of_kind("progress") if not self._form_key else None
        return found or next(
            form for form in framework.forms if form.key == (self._form_key or form.key) and _grids(form)
        )

    def where(self) -> list[str]:
        return [*self.whose(), "Progress"]

    def new_editor(self) -> FieldEditor:
        form = self._form
        self._table = ProgressTable(self.desk, self.school_id, form, _grids(form)[0])
        return FieldEditor(self._table)

    def show(self) -> None:
        super().show()
        if not self.editor.grid.rows:
            self.say(NO_GRID)

    def action_groups(self) -> None:
        """Show a row for every group, or for those alone of which something is held."""
        self._table.every_group = not self._table.every_group
        self.editor.show()

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def go_beyond(self, path: str) -> bool:
        form = self._form
        if path == form.place or any(each.path == path for each in self.desk.fields.of_block(form, _grids(form)[0])):
            return False
        cast(OnDesk, self.app).open_form(self.school_id, form.key, path=path)
        return True

    def action_early_years(self) -> None:
        if form := self.desk.framework.of_kind("progress"):
            cast(OnDesk, self.app).open_form(self.school_id, form.key)


def _grids(form: Form) -> list[ProgressBlock]:
    return [block for block in form.blocks if isinstance(block, ProgressBlock)]
