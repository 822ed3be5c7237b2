"""The review as a workbook: every school on a line, and beside it how many schools stand where, with charts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework import Framework
from siptui.reports.review_columns import ReviewColumn, review_columns
from siptui.reports.review_groups import Distribution, Group, distributions, totals_in_words, totals_of
from siptui.rules.caseload_row import CaseloadRow
from siptui.workbooks.ours.plain_table import table_book
from siptui.workbooks.ours.safe_cells import at, put_value
from siptui.workbooks.ours.sheet_look import form, heading, set_columns, set_heights, title
from siptui.workbooks.save import check, save

SPREAD = "How many schools"
TOP = 3
WIDE, HIGH = 16, 8
"""Centimetres of a chart."""


def write_review(framework: Framework, groups: Sequence[Group], out: Path, today: date) -> None:
    """Write the review of schools in their groups to `out`. Raises Refused, and then `out` is as it was."""
    check(out)
    columns = review_columns(framework, today)
    rows = [row for group in groups for row in group.rows]
    grouped = any(group.name for group in groups)
    headings = [*(["Group"] if grouped else []), "School", *(column.heading for column in columns), "Next visit"]
    lines = [
        [
            *([group.name] if grouped else []),
            row.name,
            *(_value(column, row) for column in columns),
            _day(row.next_visit),
        ]
        for group in groups
        for row in group.rows
    ]
    name = f"{framework.title_of('sip')}: review of the caseload {framework.identity.year}"
    foot = totals_in_words(framework, totals_of(framework, rows, today))
    book = table_book(framework, name, headings, lines, foot, today=today)
    found = distributions(framework, rows)
    if found:
        _spread(book.workbook.create_sheet(SPREAD), name, found)
    save(book.workbook, out)


def _value(column: ReviewColumn, row: CaseloadRow) -> str | int | float:
    words = column.figure(row).words
    return int(words) if column.number and words.isascii() and words.isdecimal() else words


def _day(said: str) -> str | date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def _spread(sheet: Worksheet, name: str, found: Sequence[Distribution]) -> None:
    """Distributions one below the other, those of the same values under one heading with a chart."""
    title(sheet, name)
    set_columns(sheet, [34, *([12] * 8)])
    y = TOP
    alike: dict[tuple[str, ...], list[Distribution]] = {}
    for each in found:
        alike.setdefault((*each.counts, each.name.rpartition(" ")[2] if len(each.counts) < 4 else ""), []).append(each)
    for same in alike.values():
        values = list(same[0].counts)
        for x, text in enumerate(["", *values, "none"], start=1):
            heading(at(sheet, y, x), text, centred=x > 1)
        for line, each in enumerate(same, start=y + 1):
            figures: list[str | int] = [each.name, *each.counts.values(), each.none]
            for x, value in enumerate(figures, start=1):
                cell = at(sheet, line, x)
                put_value(cell, value)
                form(cell, centred=x > 1)
        sheet.add_chart(_chart(sheet, y, len(same), len(values)), f"{chr(ord('A') + len(values) + 3)}{y}")
        y += max(len(same) + 3, 18)
    set_heights(sheet)


def _chart(sheet: Worksheet, top: int, rows: int, values: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.add_data(
        Reference(sheet, min_col=2, max_col=values + 1, min_row=top, max_row=top + rows), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=top + rows))
    chart.width, chart.height = WIDE, max(HIGH, rows * 0.6)
    return chart
