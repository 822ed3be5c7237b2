"""A form at a glance: what stands in it, block by block, in pictures of characters and short lines."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from siptui.framework import Framework
from siptui.framework.model import AnyBlock, Form, JudgementsBlock, ProgressBlock, SummaryBlock, known_parts
from siptui.records.change import Record
from siptui.records.controls_made_visible import marked_line
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import day, shown
from siptui.records.values import NOT_TYPED, Field
from siptui.reports import pictures
from siptui.reports.pictures import Picture, Rated, Stroke
from siptui.reports.school_at_a_glance import labelled, progress_in_lines
from siptui.rules.caseload.progress_made import gains
from siptui.rules.caseload.standing import judged_columns
from siptui.rules.conditions import shown_rows
from siptui.rules.how_far import title_of
from siptui.rules.steps import state_of
from siptui.rules.summary import part_f, text

NOTHING_YET = "Nothing is filled in yet"
LINES_OF_A_TEXT = 3
BAR = 12


def form_at_a_glance(fields: Fields, record: Record, form: Form, place: str, width: int) -> list[Picture]:
    """The form at a place of a record, in lines of `width` columns."""
    lines = [*_wrapped(title_of(fields, form, place, record, with_date=False), width, "", "strong")]
    lines += _standing(fields.framework, form, place, record)
    filled = _answers(fields, form, place, record)
    found: list[Picture] = []
    for block in form.blocks:
        part = [*_block(fields, form, block, place, record, width, filled)]
        found += [pictures.NOTHING, *part] if part else []
    return [*lines, *(found or [pictures.NOTHING, pictures.plain(NOTHING_YET, "dim")])]


def _standing(framework: Framework, form: Form, place: str, record: Record) -> Iterator[Picture]:
    """Its date, and the state that it stands in."""
    path = form.path(place, form.dated) if form.dated else ""
    state = state_of(framework, form, place, record)
    said = [day(text(record, path)) if path else "", state.name if state else ""]
    yield pictures.plain(" · ".join(filter(None, said)), "dim")


Answers = dict[int, list[tuple[Field, str]]]
"""What is filled in of each block, by its number: the place as the framework has it, and the path."""


def _answers(fields: Fields, form: Form, place: str, record: Record) -> Answers:
    """What is filled in, in the form's own order."""
    order = {path: number for number, path in enumerate(fields.of_form(form))}
    numbers = {id(block): number for number, block in enumerate(form.blocks)}
    found: list[tuple[int, str, int, Field]] = []
    for path in record:
        if place and not path.startswith(f"{place}/"):
            continue
        at = fields.block_at(form, path)
        if at and form.place_of(path) == place and (field := fields.find(path)) and field.kind not in NOT_TYPED:
            found.append((order[at[1].path], path, numbers[id(at[0])], field))
    answers: Answers = {}
    for _, path, number, field in sorted(found, key=lambda each: (each[2], each[0], each[1])):
        answers.setdefault(number, []).append((field, path))
    return answers


def _block(
    fields: Fields, form: Form, block: AnyBlock, place: str, record: Record, width: int, filled: Answers
) -> Iterator[Picture]:
    framework = fields.framework
    if isinstance(block, JudgementsBlock):
        yield from judgements(framework, form, place, record, width)
    elif isinstance(block, ProgressBlock) and framework.progress.increase:
        yield from progress_in_lines(framework, record, gains(framework, record), width)
    elif isinstance(block, SummaryBlock):
        yield from summary(framework, record)
    else:
        number = next(n for n, each in enumerate(form.blocks) if each is block)
        yield from _listed(record, filled.get(number, ()), width)


def judgements(framework: Framework, form: Form, place: str, record: Record, width: int) -> Iterator[Picture]:
    """How many are judged, and each that is: `S1.1 2→1 G/A`, as many to a line as there is room for."""
    visit = known_parts.visit(form, place)
    rows = shown_rows(visit, record)
    told = [_judged(framework, f"{visit.judged_at}/{row.kip}", row.kip, record) for row in rows]
    done = [each for each in told if each]
    if not done:
        return
    yield labelled("Judged", pictures.bar(len(done), len(rows), BAR))
    room = max(len(each.text) for each in done) + 2
    for start in range(0, len(done), max(1, (width + 2) // room)):
        line = done[start : start + max(1, (width + 2) // room)]
        padded = [Picture((*e.strokes, Stroke(" " * (room - 2 - len(e.text)))), e.words) for e in line]
        yield pictures.beside(padded)


def _judged(framework: Framework, at: str, code: str, record: Record) -> Picture:
    """An indicator with what is judged of it: categories with an arrow, ratings in their colours."""
    roles, now, wanted = framework.roles, "", ""
    ratings: list[Stroke] = []
    for column in judged_columns(framework):
        value = text(record, f"{at}/{column.key}")
        found = framework.scales[column.scale].find(value) if value else None
        mark = (found.mark or found.value) if found else value
        if column.key == roles.current:
            now = mark
        elif column.key == roles.target:
            wanted = mark
        elif mark:
            ratings += [Stroke("/")] if ratings else []
            ratings.append(Stroke(mark, found.colour if found else ""))
    if not (now or ratings):
        return pictures.NOTHING
    categories = f"{now or pictures.EMPTY}→{wanted}" if wanted else now
    strokes = [
        Stroke(f"{code} ", "dim"),
        Stroke(categories),
        *([Stroke(" ")] if ratings and categories else []),
        *ratings,
    ]
    return Picture(tuple(strokes), "".join(stroke.text for stroke in strokes))


def summary(framework: Framework, record: Record) -> Iterator[Picture]:
    """Of each section, how many of its indicators are judged, and how many stand in each category."""
    for section in part_f(framework, record):
        judged = [row for row in section.rows if row.current]
        if judged:
            yield labelled(section.title.split()[0].capitalize(), pictures.bar(len(judged), len(section.rows), BAR))


def heat_of_year(framework: Framework, record: Record) -> list[Picture]:
    """The year's ratings as a small heat map: visits down, the indicators of each section across."""
    rag = [c for c in judged_columns(framework) if any(v.colour for v in framework.scales[c.scale].values)]
    asked = {row.kip for visit in framework.visits for row in visit.rows}
    sections = [
        (
            section.title.split()[0].capitalize()[:4],
            [k.code for k in framework.register.kips if k.section == section.key],
        )
        for section in framework.register.sections
    ]
    sections = [(name, [code for code in codes if code in asked]) for name, codes in sections]
    sections = [(name, codes) for name, codes in sections if codes]
    lines = [
        pictures.HeatLine(
            f"{visit.name} {(column.short or column.label)[:4]}",
            tuple(
                tuple(
                    _rated(framework, record, f"{visit.judged_at}/{code}/{column.key}", column.scale, code)
                    for code in codes
                )
                for _, codes in sections
            ),
        )
        for visit in framework.visits
        for column in rag
    ]
    return pictures.heat_map([name for name, _ in sections], lines)


def _rated(framework: Framework, record: Record, path: str, scale: str, code: str) -> Rated:
    value = text(record, path)
    found = framework.scales[scale].find(value) if value else None
    return Rated(code, (found.mark or found.value)[:1], found.colour, found.name) if found else Rated(code)


def _listed(record: Record, answers: Iterable[tuple[Field, str]], width: int) -> Iterator[Picture]:
    """What is filled in, an answer a line; a long text goes on for a line or two."""
    for field, path in answers:
        said = " ".join(shown(field, text(record, path)).split())
        label = " ".join(part for part in (field.row, field.label) if part)
        yield from _wrapped(f"{label}: {said}", width, "")


def _wrapped(words: str, width: int, before: str, colour: str = "") -> Iterator[Picture]:
    lines = wrap(marked_line(words), max(12, width - len(before)), max_lines=LINES_OF_A_TEXT, placeholder="…")
    for n, each in enumerate(lines):
        yield pictures.plain(f"{before if not n else ' ' * len(before)}{each}", colour)
