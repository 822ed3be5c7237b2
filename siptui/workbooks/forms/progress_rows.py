"""A progress grid as rows of a sheet, of all subjects or a sheet a subject."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import structs

from siptui.framework.model import Form, ProgressBlock, Subject
from siptui.framework.places import EACH, Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.progress import increase
from siptui.rules.summary import text
from siptui.workbooks.forms.answer_rows import AnswerRow, AnswerSheet, Banner, Column, Gained, Told


def progress_sheet(fields: Fields, record: Record, form: Form, block: ProgressBlock) -> AnswerSheet:
    """A row a year group of a subject, and of a measure where there are several; the increase is reckoned."""
    framework, at, find = fields.framework, form.where(block), fields.find
    years = block.years_by_phase.get(text(record, framework.roles.phase), block.years)
    several = bool(block.measures) or not block.average
    comments = [place.key for place in block.comments]
    rows: list[AnswerRow | Banner] = []
    for subject in block.subjects:
        measured = _measured(block, subject)
        for year in block.years_of(subject, years):
            for number, (below, name) in enumerate(measured):
                base = f"{at}/{subject.key}/{year}"
                answers: list[Told] = [find(f"{base}/{point.key}{below}") for point in block.points]
                answers += [find(f"{base}/{key}") if number == 0 else None for key in comments]
                if block.increase:
                    gained = None if below else increase(framework, record, subject.key, year)
                    answers.append("" if below else Gained(block.increase.since, block.increase.until, gained))
                labels = [subject.name, block.year_name(year), *([name] if several else [])]
                rows.append(AnswerRow(f"{base}/{EACH}{below}", labels, answers))
    columns = [Column(point.key, point.label, first_place(rows, n)) for n, point in enumerate(block.points)]
    there = len(columns)
    columns += [Column(c.key, c.label, first_place(rows, there + n)) for n, c in enumerate(block.comments)]
    columns += [Column("", block.increase.label)] if block.increase else []
    headings = [block.subject_label, block.year_label, *(["Measure"] if several else [])]
    return AnswerSheet(block.title or form.name or form.title, headings, columns, rows)


def _measured(block: ProgressBlock, subject: Subject) -> list[tuple[str, str]]:
    """What is asked of a year group in a subject: where it lies below a point in time, and what it is called."""
    measured = [("", "Average points")] if block.average else []
    for measure in block.measures_of(subject):
        measured.append((f"/{measure.key}", measure.name))
        measured += [(f"/{measure.key}/{group.key}", f"{measure.name}: {group.name}") for group in block.groups]
    return measured


def first_place(rows: Sequence[AnswerRow | Banner], column: int) -> Field | None:
    """The first place to be answered in a column."""
    answers = (row.answers[column] for row in rows if isinstance(row, AnswerRow))
    return next((each for each in answers if isinstance(each, Field)), None)


def by_subject(whole: AnswerSheet) -> Iterator[AnswerSheet]:
    """A sheet a subject, whose name stands in the first column all the same: rows that are moved stay what they are."""
    for subject, rows in groupby(whole.rows, key=lambda row: row.labels[0] if isinstance(row, AnswerRow) else ""):
        yield structs.replace(whole, title=subject, rows=[*rows])
