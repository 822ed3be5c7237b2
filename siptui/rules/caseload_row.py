"""A school as one line of the caseload, reckoned from its record."""

from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Record
from siptui.rules.caseload.days_used import Held, held
from siptui.rules.caseload.open_actions import OpenAction, open_actions
from siptui.rules.caseload.open_forms import OpenForm, open_forms
from siptui.rules.caseload.progress_made import Gain, gains
from siptui.rules.caseload.standing import Signs, Standing, standing
from siptui.rules.conditions import shown_rows
from siptui.rules.forms.dates_to_come import dates_to_come
from siptui.rules.forms.deadlines import Due, waited_for
from siptui.rules.steps import state_of
from siptui.rules.summary import text


class VisitState(Struct, frozen=True, array_like=True, gc=False):
    """How far a visit has got: its date, when its note was sent (both ISO or ""), how many KIPs of how many judged."""

    date: str
    sent: str
    judged: int
    rows: int
    state: str = ""  # in which its note stands, where it goes a way

    @property
    def started(self) -> bool:
        """Whether it has a date, or a KIP is judged."""
        return bool(self.date or self.judged)


class CaseloadRow(Struct, frozen=True, array_like=True):
    """A school in the caseload. Categories are LA scale values, dates ISO; "" where there is none yet.

    The structs in it are without `gc`: they hold texts and numbers alone, and to read 20,000 rows takes half as long.
    """

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
    before: str = ""  # last year's category
    standing: list[Standing] = []  # a column of what is judged each
    gains: list[Gain] = []  # a subject each
    actions: list[OpenAction] = []
    alerts: list[OpenForm] = []
    concerns: list[OpenForm] = []
    held: list[Held] = []  # what else of the programme has taken place
    dates: list[Due] = []  # what is due by a date in a form, and waits for no step

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
    roles, stands = framework.roles, standing(framework, record)
    return CaseloadRow(
        id=school_id,
        name=text(record, roles.name) or school_id,
        phase=text(record, roles.phase),
        sip=text(record, roles.sip),
        category=_first(record, [f"{v.at}/{roles.category}" for v in latest_first])
        or text(record, roles.category_before),
        target=_first(record, [f"{v.at}/{roles.category_target}" for v in latest_first]),
        visits=[_visit_state(framework, record, v) for v in visits],
        reds=Signs(framework).count(stands, "red"),
        next_visit=_next_visit(framework, record, visits),
        waited_for=waited_for(framework, record),
        closed=text(record, roles.closed) if roles.closed else "",
        before=text(record, roles.category_before) if roles.category_before else "",
        standing=stands,
        gains=gains(framework, record),
        actions=list(open_actions(framework, record)),
        alerts=list(open_forms(framework, record, roles.alerts)) if roles.alerts else [],
        concerns=list(open_forms(framework, record, roles.concerns)) if roles.concerns else [],
        held=list(held(framework, record)),
        dates=dates_to_come(framework, record, "school"),
    )


def _first(record: Record, paths: list[str]) -> str:
    return next((found for path in paths if (found := text(record, path))), "")


def _visit_state(framework: Framework, record: Record, visit: Visit) -> VisitState:
    roles = framework.roles
    rows = shown_rows(visit, record)
    judged = sum(1 for row in rows if text(record, f"{visit.judged_at}/{row.kip}/{roles.current}"))
    date, sent = (text(record, f"{visit.at}/{key}") for key in (roles.visit_date, roles.sent))
    state = state_of(framework, framework.form(visit.key), visit.at, record)
    return VisitState(date, sent, judged, len(rows), state.key if state else "")


def has_reds(framework: Framework) -> bool:
    """Whether anything that is judged can be red."""
    scales = [framework.scales.get(field.scale) for field in framework.register.judgement]
    return any(value.colour == "red" for scale in scales if scale for value in scale.values)


def _next_visit(framework: Framework, record: Record, visits: list[Visit]) -> str:
    """The date set for the visit that comes next: the first visit not judged or sent yet, as dated or as announced.

    What a visit's own date says wins over what the visit before it announced.
    """
    announced = ""
    for visit in visits:
        state = _visit_state(framework, record, visit)
        if not state.judged and not state.sent:
            return state.date or announced
        announced = text(record, f"{visit.at}/{framework.roles.next_date}")
    return announced
