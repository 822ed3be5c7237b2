"""The manager's table: every school of the caseload on a line."""

from datetime import date, timedelta

from siptui.framework import Framework
from siptui.framework.model import Scale
from siptui.records.typed_and_shown import Cell, _date
from siptui.rules.caseload_row import CaseloadRow, VisitState, has_reds
from siptui.rules.forms.deadlines import still_waited_for


def select(rows: list[CaseloadRow], sip: str | None, today: date) -> list[CaseloadRow]:
    """The schools of one SIP, or all, that are there on a day."""
    return [r for r in rows if r.is_open(today) and (sip is None or r.sip.casefold() == sip.casefold())]


def day_of_review(framework: Framework, demo: bool) -> date:
    """Today; of an invented store whose year is over, a day late in its second term, so that there is something due."""
    today, terms = date.today(), framework.calendar.terms
    if not demo or not terms or today <= terms[-1].last:
        return today
    return terms[min(1, len(terms) - 1)].last - timedelta(days=4)


def visit_state(state: VisitState) -> Cell:
    """How far a visit has got: nothing, a date, KIPs judged of all, or sent."""
    if state.sent:
        return "sent"
    if state.judged:
        return "judged" if state.judged == state.rows else f"{state.judged} of {state.rows}"
    return _date(state.date)


def headings(framework: Framework) -> list[str]:
    """The columns of the review."""
    visits = [v.name for v in framework.visits]
    return [
        "School",
        framework.title_of("sip"),
        "Phase",
        "Now",
        "Target",
        *visits,
        "Reds",
        "Next visit",
    ]


NUMBERS = ("Now", "Target", "Reds")
"""The headings that figures stand under."""


def line(framework: Framework, row: CaseloadRow) -> list[Cell]:
    """A school's cells under `headings`."""
    scale = framework.scales.get(framework.roles.category_scale)
    now, target = (_category(scale, each) for each in (row.category, row.target))
    visits = [visit_state(v) for v in row.visits]
    return [row.name, row.sip, row.phase, now, target, *visits, row.reds or "", _date(row.next_visit)]


def _category(scale: Scale | None, value: str) -> Cell:
    """A category as the review shows it: a number where the scale counts, for a workbook to compare and sum."""
    found = scale.find(value) if scale else None
    shown = found.mark or found.value if found else value
    return int(shown) if found and shown.isascii() and shown.isdecimal() else shown


def days_left(left: int) -> str:
    """How long there still is, where there is room for six letters: `3 left`, `today`, `late 2`."""
    return f"{left} left" if left > 0 else "today" if left == 0 else f"late {-left}" if left > -10 else "late"


def days_left_in_words(left: int) -> str:
    """How long there still is: `3 days left`, `due today`, `2 days late`."""
    days = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    return f"{days} left" if left > 0 else f"{days} late" if left else "due today"


def totals(framework: Framework, rows: list[CaseloadRow], today: date) -> str:
    """The caseload in a sentence."""
    judged = [
        f"{visit.name.casefold()} {sum(1 for r in rows if r.visits[index].judged)}"
        for index, visit in enumerate(framework.visits)
    ]
    schools = f"{len(rows)} school{'' if len(rows) == 1 else 's'}"
    reds = f"reds standing: {sum(r.reds for r in rows)}" if has_reds(framework) else ""
    waited = [due for row in rows for due in still_waited_for(framework.calendar, row.waited_for, today)]
    left = [due.left(today) for due in waited]
    late = sum(1 for each in left if each < 0)
    waiting = f"answers due: {len(left)}" + (f", {late} late" if late else "") if left else ""
    return " · ".join(filter(None, [schools, waiting, f"judged: {', '.join(judged)}" if judged else "", reds]))
