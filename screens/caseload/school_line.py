"""A school as a line of the caseload, and the columns that it stands under."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import wrap

from screens.grid.grid import Cell, Column, Row
from siptui.framework import Framework
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import day, words
from siptui.reports.review import days_left, line
from siptui.rules.caseload_row import CaseloadRow, has_reds
from siptui.rules.forms.deadlines import Due, still_waited_for

SOON = 2
"""Days from which on what is due is amber."""
WIDEST_PERSON = 9
"""Columns of what those are called who visit the schools."""


def columns(framework: Framework, phase: bool = True) -> list[Column]:
    """The columns; without those that the framework has nothing for, and without the phase where it is seen beside."""
    visits = [Column(v.key, f"\n{v.name}"[:7], 6) for v in framework.visits]
    person = two_lines(framework.title_of("sip"), WIDEST_PERSON)
    return [
        Column("name", "\nSchool", 20, grow=1, fits=True),
        Column("sip", person, max(3, *(len(line) for line in person.split("\n")))),
        *([Column("phase", "\nPhase", 9)] if phase else []),
        *([Column("category", "Cate-\ngory", 5, align="center")] if framework.roles.category_scale else []),
        *visits,
        *([Column("reds", "\nReds", 4, align="right")] if has_reds(framework) else []),
        *([Column("next", "Next\nvisit", 6)] if visits else []),
    ]


def open_schools(rows: Iterable[CaseloadRow]) -> list[CaseloadRow]:
    """Those that are not closed; Ctrl+P finds the others."""
    today = date.today()
    return [row for row in rows if row.is_open(today)]


def damaged_line(problem: Problem) -> Row:
    """A school whose file cannot be read still has its line."""
    return Row(problem.where, (Cell(Path(problem.where).stem, "conflict"), "", Cell("damaged", "conflict")))


def school_line(framework: Framework, row: CaseloadRow, phase: bool = True) -> Row:
    """A school's line, under such columns."""
    _name, _sip, _phase, now, target, *cells = line(framework, row)
    waited = still_waited_for(framework.calendar, row.waited_for, date.today())
    due = {each.place: each for each in waited}
    states = zip(framework.visits, cells, strict=False)
    visits = [_due_cell(due[v.at]) if v.at in due else _visit_cell(cell) for v, cell in states]
    reds = Cell(str(row.reds), "red") if row.reds else ""
    found: list[Cell | str] = [row.name, row.sip, *([row.phase] if phase else [])]
    found += [f"{now or '?'}→{target}" if target else str(now)] if framework.roles.category_scale else []
    found += [*visits, *([reds] if has_reds(framework) else [])]
    found += [Cell(_without_year(day(row.next_visit)), value=row.next_visit)] if visits else []
    return Row(row.id, tuple(found))


def two_lines(title: str, width: int) -> str:
    """A column's title on the second of two lines, or on both."""
    lines = wrap(title, width, max_lines=2, placeholder="…")
    return "\n".join(["", *lines][-2:])


def _without_year(date: str) -> str:
    return date.rsplit(" ", 1)[0] if len(date) > 6 else date


def _due_cell(due: Due) -> Cell:
    """How long a visit's note may still be commented on, or how late the answer is."""
    left = due.left(date.today())
    style = "red" if left < 0 else "amber" if left < SOON else ""
    return Cell(days_left(left), style, value=due.on)


def _visit_cell(state: str | int | date) -> Cell:
    """A visit's state; a note that was sent is done with, and said more quietly."""
    short = words(state).replace(" of ", "/")
    return Cell(_without_year(short), "dim" if state == "sent" else "", value=str(state))
