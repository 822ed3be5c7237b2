"""Tables: rows by columns, numbered, named, of another list, or measures that targets are set for."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Line, TableLine, Titles
from screens.grid.layout import Align, Column, Shape, layout_of
from siptui.framework.model import MeasuresBlock, Scale, TableBlock
from siptui.framework.model.form_fields import NUMBERS
from siptui.framework.places import ANY, Field, row_names
from siptui.records.change import Record
from siptui.rules.summary import text

NAME = ""
"""The key of the column that says what a row is called."""
TITLE_LINES = 4
LONGEST_WORD = 12  # of a title; a longer one does not make its column wider
NAME_WIDTHS = (6, 26)
"""Of the column of names, the least and the most; of numbers it is 2."""

WIDTHS: dict[str, tuple[int, int]] = {
    "text": (16, 3),
    "line": (10, 2),
    "person": (8, 1),
    "link": (10, 2),
    "date": (9, 0),
    "time": (5, 0),
    "duration": (8, 0),
    "money": (8, 0),
    "tick": (4, 0),
    "computed": (6, 0),
}
"""Of a column by its kind: the least width, and the share of what is left over; of numbers and all else 5."""
ALIGNED: dict[str, Align] = {
    "tick": "center",
    "scale": "center",
    **dict.fromkeys((*NUMBERS, "computed"), "right"),
}


def table_lines(form: FormInRecord, block: TableBlock, record: Record) -> Iterator[Line]:
    """The lines of a table: its titles, its rows, and where there can be more the next empty one."""
    base = f"{form.where(block)}/{block.key}"
    rows = table_rows(form, block, record)
    columns = _columns(form, block, base)
    named = bool(block.rows or block.rows_of)
    shape = _shape(columns, list(rows.values()) if named else [])
    yield from _laid_out(base, shape, columns, rows)


def table_rows(form: FormInRecord, block: TableBlock, record: Record, more: int = 1) -> dict[str, str]:
    """The rows of a table and what each is called; numbered ones with so many more, as far as there can be."""
    base = f"{form.where(block)}/{block.key}"
    if block.rows_of:
        rows = form.names_of(block.rows_of, record, block.row_label)
        return rows | {row: f"{row} (gone)" for row in sorted(form.used(base, record)) if row not in rows}
    names = row_names(block)
    if block.rows:
        return dict(zip(names, [*block.row_labels, *names[len(block.row_labels) :]], strict=True))
    used = sorted(int(each) for each in form.used(base, record) if each.isdecimal())
    if names == [ANY]:
        last = used[-1] if used else 0
        return {str(n): str(n) for n in [*used, *range(last + 1, last + more + 1)]}
    last = max((n for n in used if n <= len(names)), default=0)
    return {name: name for name in names[: last + more]}


def measure_lines(form: FormInRecord, block: MeasuresBlock, record: Record) -> Iterator[Line]:
    """The lines of the measures that a school of the record's phase sets targets for."""
    base, phase = form.where(block), text(record, form.framework.roles.phase)
    rows = {m.key: m.name for m in block.measures if not m.phases or phase in m.phases}
    if rows:
        first = next(iter(rows))
        columns = _below(form.places(block), f"{base}/{first}")
        yield from _laid_out(base, _shape(columns, list(rows.values())), columns, rows)


def _columns(form: FormInRecord, block: TableBlock, base: str) -> list[tuple[str, Field]]:
    """The columns of a table, each by what its paths end in."""
    return _below(form.places(block), f"{base}/{row_names(block)[0]}")


def _below(places: Iterable[Field], row: str) -> list[tuple[str, Field]]:
    return [(place.path[len(row) + 1 :], place) for place in places if place.path.startswith(f"{row}/")]


def _laid_out(base: str, shape: Shape, columns: list[tuple[str, Field]], rows: dict[str, str]) -> Iterator[Line]:
    yield Titles(base, shape)
    for row, label in rows.items():
        yield TableLine(f"{base}/{row}", label, [f"{base}/{row}/{key}" for key, _ in columns], shape)


def _shape(columns: list[tuple[str, Field]], names: list[str]) -> Shape:
    """The columns of a table's rows; without names they are numbered."""
    least, most = NAME_WIDTHS
    width = max(least, min(most, max(map(len, names)))) if names else 2
    first = Column(NAME, "", width, grow=2 if names else 0)
    return Shape((first, *(_column(key, field) for key, field in columns)))


def _column(key: str, field: Field) -> Column:
    copied = field.asked and field.asked.computed and field.asked.computed.how == "copy"
    width, grow = WIDTHS["line" if copied else field.kind] if copied or field.kind in WIDTHS else (5, 0)
    if field.scale is not None and field.kind == "scale":
        width = mark_width(field.scale)
    words = _title(field).split()
    word = min(LONGEST_WORD, max(map(len, words), default=0))
    return Column(
        key, _title(field), max(width, word), grow=grow, align="left" if copied else ALIGNED.get(field.kind, "left")
    )


def _title(field: Field) -> str:
    asked = field.asked
    if asked is None or asked.kind == "ticks" or field.label.endswith(": date"):
        return field.label.rpartition(": ")[2]
    return asked.short or asked.label if field.path.endswith(f"/{asked.key}") else field.label


def mark_width(scale: Scale) -> int:
    """The room that a mark of a scale takes in a cell."""
    return max(3, min(12, max(len(value.mark or value.name) for value in scale.values)))


def titles(shape: Shape, width: int) -> list[list[str]]:
    """The titles of a table that is so wide, in lines, each title standing on the last."""
    widths = layout_of(shape, width).widths
    wrapped = [
        wrap(column.title, room, max_lines=TITLE_LINES, placeholder="…")
        for column, room in zip(shape.columns, widths, strict=True)
    ]
    height = max(map(len, wrapped), default=0)
    return [[lines[i - height] if i - height >= -len(lines) else "" for lines in wrapped] for i in range(height)]
