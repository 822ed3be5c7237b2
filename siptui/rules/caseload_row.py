"""A school as one line of the caseload, reckoned from its record."""

from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Roles, Visit
from siptui.records.change import Record
from siptui.rules.conditions import shown_rows
from siptui.rules.forms.deadlines import Due, waited_for
from siptui.rules.summary import text


class VisitState(Struct, frozen=True, array_like=True):
    """How far a visit has got: its date, when its note was sent (both ISO or ""), how many KIPs of how many judged."""

    date: str
    sent: str
    judged: int
    rows: int

    @property
    def started(self) -> bool:
        """Whether it has a date, or a KIP is judged."""
        return bool(self.date or self.judged)


class CaseloadRow(Struct, frozen=True, array_like=True):
    """A school in the caseload. Categories are LA scale values, dates ISO; "" where there is none yet."""

    id: str
    name: str
    phase: str
    sip: str
    category: str
    target: str
    visits: list[VisitState]  # in the framework's order
    reds: int
    next_visit: str
    waited_for: list[Due] = []  # until when each form's answer is waited for, the first that is due first
    closed: str = ""  # the day since when there is no such school

    def is_open(self, today: date) -> bool:
        """Whether the school is there on a day."""
        return not self.closed or self.closed > today.isoformat()


def caseload_row(framework: Framework, school_id: str, record: Record) -> CaseloadRow:
    """The line of the school `school_id`.

    The category is the one agreed at the latest visit that agreed one, else the front sheet's. Reds are counted over
    the latest visit that gave each KIP a RAG, so that a red put right in spring no longer counts.
    """
    visits = framework.visits
    latest_first = list(reversed(visits))
    roles = framework.roles
    return CaseloadRow(
        id=school_id,
        name=text(record, roles.name) or school_id,
        phase=text(record, roles.phase),
        sip=text(record, roles.sip),
        category=_first(record, [f"{v.at}/{roles.category}" for v in latest_first])
        or text(record, roles.category_before),
        target=_first(record, [f"{v.at}/{roles.category_target}" for v in latest_first]),
        visits=[_visit_state(roles, record, v) for v in visits],
        reds=_reds(framework, record),
        next_visit=_next_visit(roles, record, visits),
        waited_for=waited_for(framework, record),
        closed=text(record, roles.closed) if roles.closed else "",
    )


def _first(record: Record, paths: list[str]) -> str:
    return next((found for path in paths if (found := text(record, path))), "")


def _visit_state(roles: Roles, record: Record, visit: Visit) -> VisitState:
    rows = shown_rows(visit, record)
    judged = sum(1 for row in rows if text(record, f"{visit.judged_at}/{row.kip}/{roles.current}"))
    date, sent = (text(record, f"{visit.at}/{key}") for key in (roles.visit_date, roles.sent))
    return VisitState(date, sent, judged, len(rows))


def _reds(framework: Framework, record: Record) -> int:
    """Red ratings that still stand, over both RAG scales."""
    columns = [f for f in framework.register.judgement if _is_rag(framework, f.scale)]
    standing: dict[tuple[str, str], str] = {}
    for visit in framework.visits:
        for row in visit.rows:
            for column in columns:
                value = text(record, f"{visit.judged_at}/{row.kip}/{column.key}")
                if value:
                    standing[row.kip, column.scale] = value
    return sum(1 for (_, scale), value in standing.items() if _colour(framework, scale, value) == "red")


def has_reds(framework: Framework) -> bool:
    """Whether anything that is judged can be red."""
    scales = [framework.scales.get(field.scale) for field in framework.register.judgement]
    return any(value.colour == "red" for scale in scales if scale for value in scale.values)


def _is_rag(framework: Framework, scale: str) -> bool:
    return scale in framework.scales and any(v.colour for v in framework.scales[scale].values)


def _colour(framework: Framework, scale: str, value: str) -> str:
    found = framework.scales[scale].find(value)
    return found.colour if found else ""


def _next_visit(roles: Roles, record: Record, visits: list[Visit]) -> str:
    """The date set for the visit that comes next: the first visit not judged or sent yet, as dated or as announced.

    What a visit's own date says wins over what the visit before it announced.
    """
    announced = ""
    for visit in visits:
        state = _visit_state(roles, record, visit)
        if not state.judged and not state.sent:
            return state.date or announced
        announced = text(record, f"{visit.at}/{roles.next_date}")
    return announced
