"""review: every school on a line, in groups, as a table, a workbook or JSON."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from siptui.cli.printing import PIPE_WIDTH, say, say_json, say_problems, say_table, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import OUTPUT, is_terminal, made
from siptui.reports.review import day_of_review, select
from siptui.reports.review_columns import ReviewColumn, review_columns
from siptui.reports.review_data import as_data
from siptui.reports.review_groups import Group, groups, totals_in_words, totals_of
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.store import Store

NAMES, APART = 24, 3
"""Characters of schools' names, and between two columns."""


@command()
@click.option("--sip", metavar="INITIALS", help="Only this SIP's schools.")
@click.option("--by", default="", metavar="WHAT", help="In groups: sip, phase, category, target, or an indicator.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it as a workbook, with charts.")
@as_json
@of_year
@session
def review(session: Session, sip: str | None, by: str, out: Path | None, json_: bool) -> None:
    """Print the whole caseload: categories, visits, reds and ambers, progress, actions, alerts, days.

    A strip has a letter for each indicator of a section, its worst rating that stands. An arrow says that a category is
    better or worse than last year, and that a subject's increase is less than expected; * that not all years counted.
    """
    tell_review(session.store, sip, by, out, json_)


def tell_review(
    store: Store, sip: str | None = None, by: str = "", out: Path | None = None, json_: bool = False
) -> None:
    """Print the review, of one SIP's schools or of all; with `out` write it as a workbook. Raises Refused."""
    rows, problems = store.overview()
    today = day_of_review(store.framework, store.office.rehearsed)
    rows = select(rows, sip, today)
    framework = store.framework
    found = groups(framework, rows, by, store.office.full_name)
    if json_:
        say_json([each for group in found for each in as_data(framework, group.rows, today, group.name)])
    elif out:
        from siptui.cli.commands.caseload.review_book import write_review

        write_review(framework, found, out, today)
        made()
        say(f"wrote {whole(out)}")
    else:
        _tell(store, found, today)
    say_problems(problems)


def _tell(store: Store, found: Sequence[Group], today: date) -> None:
    framework = store.framework
    columns = _fitting(review_columns(framework, today))
    numbers = [column.heading for column in columns if column.number]
    headings = ["School", *(column.heading for column in columns)]
    for group in found:
        if group.name:
            say(f"{group.name}: {totals_in_words(framework, totals_of(framework, group.rows, today))}")
        say_table(headings, [_line(columns, row) for row in group.rows], numbers)
        if group.name:
            say("")
    rows = [row for group in found for row in group.rows]
    say(totals_in_words(framework, totals_of(framework, rows, today)))


def _line(columns: Sequence[ReviewColumn], row: CaseloadRow) -> list[str]:
    return [row.name, *(column.figure(row).words for column in columns)]


def _fitting(columns: Sequence[ReviewColumn]) -> list[ReviewColumn]:
    """The columns that there is room for, from the first on."""
    room = (shutil.get_terminal_size().columns if is_terminal(OUTPUT) else PIPE_WIDTH) - NAMES
    found = []
    for column in columns:
        room -= max(column.width, len(column.heading)) + APART
        if room >= 0:
            found.append(column)
    return found
