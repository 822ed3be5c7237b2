"""What a form asks in grids of its own, as it stands on paper: judgements, progress, measures, summary, rubrics."""

from collections.abc import Iterator

from msgspec import structs

from siptui.documents.layout.answers import Answers, in_full
from siptui.documents.layout.page_content import Cell, Heading, Piece, Row, Table, Words
from siptui.framework.model import (
    AnyBlock,
    Form,
    FormField,
    JudgementsBlock,
    JudgementSection,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    SummaryBlock,
)
from siptui.framework.places import ANY, Field, block_places
from siptui.rules.conditions import holds
from siptui.rules.progress import increase, shown
from siptui.rules.summary import part_f, text

KIP, GRADE = 7, 3


def _places(answers: Answers, form: Form, number: str, block: AnyBlock) -> list[Field]:
    found = block_places(answers.fields.framework, form, block)
    return [structs.replace(place, path=place.path.replace(ANY, number)) for place in found]


def judgement_pieces(answers: Answers, form: Form, number: str, block: JudgementsBlock) -> Iterator[Piece]:
    """A table for each section: a row with the grades of an indicator, and under it what is written of it."""
    at = form.where(block).replace(ANY, number)
    by_kip: dict[str, list[Field]] = {}
    for place in _places(answers, form, number, block):
        by_kip.setdefault(place.path.removeprefix(f"{at}/").partition("/")[0], []).append(place)
    for section in block.sections:
        if not holds(section.shown_when, answers.record, at):
            continue
        yield Heading(3, section.title)
        if section.prompt and answers.open:
            yield Words(section.prompt, helps=True)
        rows = [
            row
            for each in section.rows
            if holds(each.shown_when, answers.record, f"{at}/{each.kip}")
            for row in _judged(answers, section, each.kip, by_kip.get(each.kip, []))
        ]
        sample = next(iter(by_kip.values()), [])
        grades = [place for place in sample if place.kind != "text"]
        written = ", ".join(place.label.lower() for place in sample if place.kind == "text")
        head = "Indicator" + (f" and {written}" if written else "")
        if rows:
            yield Table(section.title, [KIP, *[GRADE] * len(grades)], [head, *(p.label for p in grades)], rows)


def _judged(answers: Answers, section: JudgementSection, code: str, places: list[Field]) -> Iterator[Row]:
    framework = answers.fields.framework
    row = next(each for each in section.rows if each.kip == code)
    grades = [place for place in places if place.kind != "text"]
    texts = [place for place in places if place.kind == "text"]
    empty = answers.open and not any(answers.filled(place) for place in texts)
    named = Cell(f"{code}  {framework.row_name(row)}", label=True)
    yield Row([named, *(answers.cell(place, narrow=True) for place in grades)], kept=bool(texts))
    if empty and row.prompt:
        yield Row([Cell(label=True, help=row.prompt, span=1 + len(grades))], kept=True)
    for place in texts:
        if len(texts) > 1:
            yield Row([Cell(place.label, label=True, span=1 + len(grades))], kept=True)
        yield Row([answers.cell(place, span=1 + len(grades))])


def progress_pieces(answers: Answers, form: Form, number: str, block: ProgressBlock) -> Iterator[Piece]:
    """A table for each subject: year groups down, points in time across, and what is said of them."""
    at = form.where(block).replace(ANY, number)
    years = block.years_by_phase.get(text(answers.record, answers.fields.framework.roles.phase), block.years)
    comments = [place.key for place in block.comments]
    several = bool(block.measures) or not block.average
    head = [block.year_label, *(["Measure"] if several else []), *(point.label for point in block.points)]
    widths = [3, *([8] if several else []), *[2 for _ in block.points]]
    if block.increase:
        head.append(block.increase.label)
        widths.append(2)
    for subject in block.subjects:
        mine = block.years_of(subject, years)
        if not mine:
            continue
        measured = [("", "")] if block.average else []
        for measure in block.measures_of(subject):
            measured += [(f"/{measure.key}", measure.name)]
            measured += [(f"/{measure.key}/{group.key}", f"{measure.name}: {group.name}") for group in block.groups]
        rows = []
        for year in mine:
            base = f"{at}/{subject.key}/{year}"
            for below, name in measured:
                held = any(f"{base}/{point.key}{below}" in answers.record for point in block.points)
                if answers.brief and below.count("/") > 1 and not held:
                    continue
                cells = [Cell(block.year_name(year), label=True)]
                cells += [Cell(name, label=True)] if several else []
                cells += [_at(answers, f"{base}/{point.key}{below}", narrow=True) for point in block.points]
                if block.increase:
                    gained = increase(answers.fields.framework, answers.record, subject.key, year)
                    cells.append(Cell("" if below else shown(gained), centred=True))
                cells += [] if several else [_at(answers, f"{base}/{key}") for key in comments]
                rows.append(Row(cells))
            for comment in block.comments if several else ():  # of the whole year group, and not of one measure
                named = Cell(f"{block.year_name(year)}: {comment.label}", label=True)
                rows.append(Row([named, structs.replace(_at(answers, f"{base}/{comment.key}"), span=len(head) - 1)]))
        yield Heading(3, subject.name)
        if several:
            yield Table(subject.name, widths, head, rows)
        else:
            labels = [comment.label for comment in block.comments]
            yield Table(subject.name, [*widths, *[6 for _ in comments]], [*head, *labels], rows)


def _at(answers: Answers, path: str, narrow: bool = False) -> Cell:
    field = answers.fields.find(path)
    return answers.cell(field, narrow=narrow) if field else Cell()


def measure_pieces(answers: Answers, form: Form, number: str, block: MeasuresBlock) -> Iterator[Piece]:
    """The measures that a school of this phase sets targets for."""
    at = form.where(block).replace(ANY, number)
    phase = text(answers.record, answers.fields.framework.roles.phase)
    rows = []
    for measure in block.measures:
        if not measure.phases or not phase or phase in measure.phases:
            cells = [_at(answers, f"{at}/{measure.key}/{column.key}") for column in block.columns]
            rows.append(Row([Cell(measure.name, label=True), *cells]))
    widths = [12 if column.kind == "text" else 5 for column in block.columns]
    if rows:
        yield Table(block.title or form.title, [11, *widths], ["Measure", *(c.label for c in block.columns)], rows)


def summary_pieces(answers: Answers, block: SummaryBlock) -> Iterator[Piece]:
    """Every indicator's latest judgement of the year, section by section."""
    roles, asked = answers.fields.framework.roles, _in_summary(answers, block)
    keys = [field.key for field in asked]
    scales = {field.key: answers.fields.framework.scales.get(field.scale) for field in asked}
    for section in part_f(answers.fields.framework, answers.record):
        rows = []
        for each in section.rows:
            reckoned = {roles.current: each.current, roles.target: each.target, roles.visit_date: in_full(each.date)}
            cells = []
            for key in keys:
                if each.path and (field := answers.fields.find(f"{each.path}/{key}")):
                    cells.append(structs.replace(answers.cell(field), centred=True))
                else:
                    value, scale = reckoned.get(key, ""), scales[key]
                    found = scale.find(value) if scale and value else None
                    cells.append(Cell(f"{value} {found.name}" if found else value, centred=True))
            rows.append(Row([Cell(f"{each.code}  {each.name}", label=True), *cells]))
        yield Heading(3, section.title)
        labels = [field.label for field in asked]
        head = [block.kip_heading, *(_under(block, field.scale, field.label) for field in asked)]
        yield Table(
            f"{section.title}: {', '.join(labels)}", [19, *[6 if scales[key] else 8 for key in keys]], head, rows
        )


def _in_summary(answers: Answers, block: SummaryBlock) -> list[FormField]:
    """What a summary shows of an indicator: what is judged, which the block need not ask for, and what it asks."""
    roles, asked = answers.fields.framework.roles, [field.key for field in block.fields]
    judged = [field for field in answers.fields.framework.register.judgement if field.key not in asked]
    return [*(field for field in judged if field.key in (roles.current, roles.target)), *block.fields]


def _under(block: SummaryBlock, scale: str, label: str) -> str:
    return f"{label} {block.category_heading.lower()}" if scale and block.category_heading else label


def rubric_pieces(answers: Answers, form: Form, number: str, block: RubricBlock) -> Iterator[Piece]:
    """A text for each area and grade, with the grade that is chosen or the statements that are ticked."""
    at = f"{form.where(block).replace(ANY, number)}/{block.key}"
    scale = answers.fields.framework.scales.get(block.scale)
    values = scale.values if scale else []
    if block.statements:
        for row in block.rows:
            yield Heading(3, row.label)
            rows = []
            for value in values:
                for nth, words in enumerate(row.texts.get(value.value, []), start=1):
                    ticked = _at(answers, f"{at}/{row.key}/{value.value}_{nth}", narrow=True)
                    rows.append(Row([Cell(value.name, label=True), ticked, Cell(words)]))
            yield from _graded_rows(answers, block, f"{at}/{row.key}", row.label, rows)
        return
    said = [value for value in values if any(value.value in row.texts for row in block.rows)]
    beside = [(key, label) for key, label in (("grade", block.grade), ("remark", block.remark)) if label]
    rows = []
    for row in block.rows:
        texts = [Cell("\n".join(row.texts.get(value.value, []))) for value in said]
        rows.append(
            Row([Cell(row.label, label=True), *texts, *(_at(answers, f"{at}/{row.key}/{k}") for k, _ in beside)])
        )
    widths = [6, *[6 for _ in said], *[4 if key == "grade" else 6 for key, _ in beside]]
    if rows:
        head = ["Area", *(value.name for value in said), *(label for _, label in beside)]
        yield Table(block.title or form.title, widths, head, rows)


def _graded_rows(answers: Answers, block: RubricBlock, base: str, title: str, rows: list[Row]) -> Iterator[Table]:
    for key, label in (("grade", block.grade), ("remark", block.remark)):
        if label:
            rows.append(Row([Cell(label, label=True), structs.replace(_at(answers, f"{base}/{key}"), span=2)]))
    if rows:
        yield Table(title, [4, 1, 12], [], rows)
