"""What the answers of a form are called in a workbook of whoever made it: names of rows, headings of columns."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from siptui.framework.model import Form, ProgressBlock, SummaryBlock
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.summary import part_f
from siptui.sheets.cells import plain
from siptui.workbooks.forms.answer_rows import AnswerRow, AnswerSheet
from siptui.workbooks.forms.sheet_layout import sheets_of

_WORD = re.compile(r"[a-z0-9*%+]+(?:\.[0-9]+)*")
_YEAR = re.compile(r"(?:year group|year|yr|y|nc ?year|ncy)? ?(1[0-3]|[1-9])")


class ExpectedRow(Struct, frozen=True):
    """A row of answers: what it may be called, what must be said there or above, and the path of each column.

    Of a summary's row that visits judge `paths` is empty, and `code` says which indicator it is.
    """

    names: list[str]
    within: list[str]
    paths: dict[str, str]
    code: str = ""


class ExpectedTable(Struct, frozen=True):
    """A table of answers: the heading of each column, by its key, and the rows. `years` are named by a number alone."""

    columns: dict[str, str]
    rows: list[ExpectedRow]
    years: bool = False


class ExpectedForm(Struct, frozen=True):
    """A form of a kind: its tables; what stands in the cell beside a label; words that headings may have besides."""

    kind: str
    form: Form
    tables: list[ExpectedTable]
    beside: dict[str, str]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def called(text: str, years: bool = False) -> str:
    """A name as it is compared: its words, without case and stops; of a year group, its number."""
    words = " ".join(_WORD.findall(plain(text)))
    if years and (year := _YEAR.fullmatch(words)):
        return f"year {year[1]}"
    return words


def expected_form(fields: Fields, record: Record, kind: str) -> ExpectedForm | None:
    """The form of a kind as a school's record has it; None where there is none."""
    form = next((form for form in fields.forms if form.kind == kind and form.occurs != "many"), None)
    if form is None:
        return None
    titles = [form.title, form.name, *(getattr(block, "title", "") for block in form.blocks)]
    summaries = [block for block in form.blocks if isinstance(block, SummaryBlock)]
    titles += [heading for block in summaries for heading in (block.kip_heading, block.category_heading)]
    words = frozenset(word for title in titles for word in called(title).split())
    if summaries:
        return ExpectedForm(kind, form, [_summary(fields, record, summaries[0])], {}, words)
    tables, beside = [], dict[str, list[str]]()
    years = any(isinstance(block, ProgressBlock) for block in form.blocks)
    for sheet in sheets_of(fields, record, form, form.place, date.today()):
        if [column.heading for column in sheet.columns] == [""]:
            for label, path in _pairs(sheet):
                beside.setdefault(called(label), []).append(path)
        else:
            tables.append(_table(sheet, years))
    alone = {label: paths[0] for label, paths in beside.items() if len(paths) == 1 and label}
    return ExpectedForm(kind, form, tables, alone, words)


def _pairs(sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    for row in sheet.rows:
        if isinstance(row, AnswerRow) and row.answers and isinstance(row.answers[0], Field):
            yield row.labels[0], row.answers[0].path


def _table(sheet: AnswerSheet, years: bool) -> ExpectedTable:
    columns = {column.key: column.heading for column in sheet.columns if column.sample}
    rows = []
    for row in sheet.rows:
        if not isinstance(row, AnswerRow):
            continue
        answers = zip(sheet.columns, row.answers, strict=True)
        paths = {column.key: answer.path for column, answer in answers if isinstance(answer, Field)}
        *within, name = row.labels
        rows.append(ExpectedRow([name], within, paths))
    return ExpectedTable(columns, rows, years)


def _summary(fields: Fields, record: Record, block: SummaryBlock) -> ExpectedTable:
    columns = {field.key: field.label for field in block.fields}
    rows = []
    for each in (row for section in part_f(fields.framework, record) for row in section.rows):
        paths = {key: f"{each.path}/{key}" for key in columns} if each.path else {}
        names = [each.code, each.name, f"{each.code} {each.name}"]
        rows.append(ExpectedRow(names, [], paths, each.code))
    return ExpectedTable(columns, rows)
