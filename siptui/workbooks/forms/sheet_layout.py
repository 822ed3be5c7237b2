"""A form as it stands on the sheets of a workbook: rows of answers under headings, each answer at a place of a record.

Fields stand one below another; what is asked in a grid (judgements, tables, progress, measures, rubrics) has a sheet of
its own, a row what it is asked of, so that it can be sorted, filtered and counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct, structs

from siptui.documents.layout.answers import on_paper
from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    Form,
    JudgementsBlock,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    SummaryBlock,
    TableBlock,
    WordsBlock,
)
from siptui.framework.places import ANY, EACH, Field, block_places, row_names
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.computed import reckoned
from siptui.rules.conditions import holds, shown_sections
from siptui.rules.forms.printed_beforehand import as_printed
from siptui.rules.needed import shown_places
from siptui.rules.summary import part_f, text
from siptui.rules.table_rows import rows_there
from siptui.workbooks.forms.answer_rows import AnswerRow, AnswerSheet, Banner, Column, Told
from siptui.workbooks.forms.progress_rows import by_subject, first_place, progress_sheet

SPARE = 10  # empty rows of a table without an end
MOST_ROWS = 500


class Written(Struct, frozen=True):
    """A record as it is written on a form's sheets on a day."""

    fields: Fields
    record: Record
    form: Form
    place: str
    today: date
    by_subject: bool = False

    @property
    def number(self) -> str:
        """The number of one of a form that occurs many times; "" of others."""
        return self.place.removeprefix(self.form.place.removesuffix(ANY)) if self.form.occurs == "many" else ""

    def at(self, block: AnyBlock) -> str:
        """Where the answers of a block lie."""
        return self.form.where(block).replace(ANY, self.number)

    def places(self, block: AnyBlock) -> list[Field]:
        """The places of a block, those of a table whose rows only the record knows still with a `#`."""
        found = block_places(self.fields.framework, self.form, block)
        if not self.number:
            return [*found]
        return [structs.replace(place, path=place.path.replace(ANY, self.number, 1)) for place in found]

    def answer(self, place: Field) -> Field | str:
        """What stands in a cell: a place to be answered, or what is reckoned there."""
        if place.kind != "computed":
            return as_printed(self.fields.framework, self.record, place)
        return on_paper(place, reckoned(self.fields, self.record, place, self.today).value)


def sheets_of(
    fields: Fields, record: Record, form: Form, place: str, today: date, by_subject: bool = False
) -> list[AnswerSheet]:
    """The sheets of the form that lies at a place, those first whose fields stand one below another.

    `by_subject`: a progress grid has a sheet a subject.
    """
    written = Written(fields, record, form, place, today, by_subject)
    asked = {field.path for field in shown_places(fields, form, place, record)}
    pairs: list[AnswerRow | Banner] = []
    grids: list[AnswerSheet] = []
    for block in form.blocks:
        if not holds(block.shown_when, record, written.at(block)):
            continue
        if isinstance(block, FieldsBlock):
            pairs += _fields(written, block, asked)
        elif isinstance(block, WordsBlock):
            pairs.append(Banner(block.text))
        else:
            grids += _grid(written, block)
    called = form.name or form.title
    own = [AnswerSheet(called, [""], [Column("", "")], pairs)] if pairs else []
    named = [grid if grid.title == called else structs.replace(grid, title=f"{called}: {grid.title}") for grid in grids]
    return [*own, *(grid for grid in named if grid.rows)]


def _fields(written: Written, block: FieldsBlock, asked: set[str]) -> Iterator[AnswerRow | Banner]:
    if block.title:
        yield Banner(block.title)
    for field, places in groupby(written.places(block), key=lambda place: place.asked):
        its = [place for place in places if place.kind != "state" and (place.path in asked or place.kind == "computed")]
        listed = field is not None and (field.slot_names or field.kind == "ticks")
        for place in its:
            label = place.label
            if field is not None and listed:
                label = f"{field.label}: {place.label if field.kind == 'ticks' else place.row or ''}".removesuffix(": ")
            elif field is not None and not place.label.startswith(field.label):
                label = f"{field.label}: {place.label}"
            answer = written.answer(place)
            yield AnswerRow(place.path if isinstance(answer, Field) else "", [label], [answer])


def _grid(written: Written, block: AnyBlock) -> Iterator[AnswerSheet]:
    if isinstance(block, JudgementsBlock):
        yield _judgements(written, block)
    elif isinstance(block, TableBlock):
        yield _table(written, block)
    elif isinstance(block, MeasuresBlock):
        yield _measures(written, block)
    elif isinstance(block, ProgressBlock):
        whole = progress_sheet(written.fields, written.record, written.form, block)
        yield from by_subject(whole) if written.by_subject else [whole]
    elif isinstance(block, SummaryBlock):
        yield _summary(written, block)
    elif isinstance(block, RubricBlock):
        yield _rubric(written, block)


def _by_row(places: Iterable[Field], base: str) -> dict[str, list[Field]]:
    """Places below `base/ROW/`, by their row."""
    found: dict[str, list[Field]] = {}
    for place in places:
        found.setdefault(place.path.removeprefix(f"{base}/").partition("/")[0], []).append(place)
    return found


def _columns(places: Sequence[Field], start: str) -> list[Column]:
    return [Column(place.path.removeprefix(start), _heading(place), place) for place in places]


def _heading(place: Field) -> str:
    asked = place.asked
    return f"{asked.label}: {place.label}" if asked and not place.label.startswith(asked.label) else place.label


def _judgements(written: Written, block: JudgementsBlock) -> AnswerSheet:
    framework, at = written.fields.framework, written.at(block)
    by_kip = _by_row(written.places(block), at)
    sample = next(iter(by_kip.items()), ("", list[Field]()))
    rows: list[AnswerRow | Banner] = []
    for section, kips in shown_sections(block.sections, at, written.record):
        rows.append(Banner(section.title))
        for each in kips:
            answers = [*map(written.answer, by_kip.get(each.kip, []))]
            rows.append(AnswerRow(f"{at}/{each.kip}/{EACH}", [each.kip, framework.row_name(each)], [*answers]))
    title = block.title or framework.register.judgement_title or "Judgements"
    return AnswerSheet(title, ["Code", "Indicator"], _columns(sample[1], f"{at}/{sample[0]}/"), rows)


def _table(written: Written, block: TableBlock) -> AnswerSheet:
    base = f"{written.at(block)}/{block.key}"
    lines = _by_row(written.places(block), base)
    names = rows_there(block, base, written.record)
    if row_names(block) == [ANY]:
        template = lines.pop(ANY, [])
        if not block.rows_of:
            last = max((int(name) for name in names if name.isdecimal()), default=0)
            names = [*names[:MOST_ROWS], *(str(last + n) for n in range(1, SPARE + 1))]
        lines = {
            name: [structs.replace(p, path=f"{base}/{name}" + p.path.removeprefix(f"{base}/{ANY}")) for p in template]
            for name in names
        }
    first = next(iter(lines.items()), ("", list[Field]()))
    rows: list[AnswerRow | Banner] = []
    for name, places in lines.items():
        called = places[0].row if places and places[0].row else name
        if block.rows_of:
            called = str(written.record.get(f"{block.rows_of}/{name}/{block.row_label}") or name)
        rows.append(AnswerRow(f"{base}/{name}/{EACH}", [called], [*map(written.answer, places)]))
    return AnswerSheet(block.title or block.key, ["No."], _columns(first[1], f"{base}/{first[0]}/"), rows)


def _measures(written: Written, block: MeasuresBlock) -> AnswerSheet:
    at, phase = written.at(block), text(written.record, written.fields.framework.roles.phase)
    by_key = _by_row(written.places(block), at)
    rows: list[AnswerRow | Banner] = [
        AnswerRow(f"{at}/{each.key}/{EACH}", [each.name], [*map(written.answer, by_key.get(each.key, []))])
        for each in block.measures
        if not each.phases or not phase or phase in each.phases
    ]
    first = next(iter(by_key.items()), ("", list[Field]()))
    columns = [
        structs.replace(column, heading=column.sample.asked.label if column.sample and column.sample.asked else "")
        for column in _columns(first[1], f"{at}/{first[0]}/")
    ]
    return AnswerSheet(block.title or written.form.title, ["Measure"], columns, rows)


def _summary(written: Written, block: SummaryBlock) -> AnswerSheet:
    roles, rows = written.fields.framework.roles, list[AnswerRow | Banner]()
    for section in part_f(written.fields.framework, written.record):
        rows.append(Banner(section.title))
        for each in section.rows:
            said = {roles.current: each.current, roles.target: each.target, roles.visit_date: each.date}
            asked = [written.fields.find(f"{each.path}/{field.key}") if each.path else None for field in block.fields]
            told = [said.get(field.key, "") for field in block.fields]
            answers: list[Told] = [place or value for place, value in zip(asked, told, strict=True)]
            rows.append(AnswerRow(f"{each.path}/{EACH}" if each.path else "", [each.code, each.name], answers))
    columns = [Column(field.key, field.label, first_place(rows, n)) for n, field in enumerate(block.fields)]
    return AnswerSheet(block.title or written.form.title, ["Code", block.kip_heading], columns, rows)


def _rubric(written: Written, block: RubricBlock) -> AnswerSheet:
    at, find = f"{written.at(block)}/{block.key}", written.fields.find
    scale = written.fields.framework.scales.get(block.scale)
    values = scale.values if scale else []
    beside = [(key, label) for key, label in (("grade", block.grade), ("remark", block.remark)) if label]
    rows: list[AnswerRow | Banner] = []
    if block.statements:
        for row in block.rows:
            rows.append(Banner(row.label))
            for value in values:
                for nth, words in enumerate(row.texts.get(value.value, []), start=1):
                    path = f"{at}/{row.key}/{value.value}_{nth}"
                    rows.append(AnswerRow(path, [value.name, words], [find(path)]))
            for key, label in beside:
                rows.append(AnswerRow(f"{at}/{row.key}/{key}", [label, ""], [find(f"{at}/{row.key}/{key}")]))
        return AnswerSheet(block.title or written.form.title, ["Grade", "Statement"], [Column("", "")], rows)
    said = [value for value in values if any(value.value in row.texts for row in block.rows)]
    for row in block.rows:
        texts = ["\n".join(row.texts.get(value.value, [])) for value in said]
        answers = [find(f"{at}/{row.key}/{key}") for key, _ in beside]
        rows.append(AnswerRow(f"{at}/{row.key}/{EACH}", [row.label, *texts], [*answers]))
    columns = [Column(key, label, first_place(rows, n)) for n, (key, label) in enumerate(beside)]
    headings = ["Area", *(value.name for value in said)]
    return AnswerSheet(block.title or written.form.title, headings, columns, rows)
