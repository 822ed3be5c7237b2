"""Schools of the review in groups: by SIP, phase, category, or anything that a school is graded on."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.problem import Problem, Refused
from siptui.reports.review_columns import days_of, is_overdue
from siptui.rules.caseload.standing import NONE, SIGNS, Signs, judged_columns
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.deadlines import still_waited_for

Key = Callable[[CaseloadRow], tuple[int, str]]
"""Of a school the place and the name of the group that it is in."""


class Group(Struct, frozen=True):
    """Schools that have something in common, and what they have."""

    name: str
    rows: list[CaseloadRow]


class Totals(Struct, frozen=True):
    """What a number of schools come to; `visits` are how many had each, in the framework's order."""

    schools: int
    visits: list[int]
    overdue: int
    notes_waiting: int
    notes_late: int
    reds: int
    ambers: int
    actions: int
    actions_late: int
    alerts: int
    days_used: float
    days_planned: float


def groups(framework: Framework, rows: Sequence[CaseloadRow], by: str, names: Callable[[str], str]) -> list[Group]:
    """The schools in their groups, both in order; `names` gives a SIP's full name. Raises Refused for no such thing."""
    if not by:
        return [Group("", list(rows))]
    key = _key(framework, by, names)
    found: dict[tuple[int, str], list[CaseloadRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return [Group(name, found[place, name]) for place, name in sorted(found)]


def ways_to_group(framework: Framework) -> list[str]:
    """What schools can be grouped by, besides the indicators."""
    category = ["category", "target"] if framework.roles.category_scale else []
    return ["sip", "phase", *category]


def _key(framework: Framework, by: str, names: Callable[[str], str]) -> Key:
    roles = framework.roles
    kip, _, column = by.partition("/")
    codes = {each.code.casefold(): number for number, each in enumerate(framework.register.kips)}
    if by == "sip":
        return lambda row: (int(not row.sip), " ".join(filter(None, [row.sip, names(row.sip)])) or "nobody")
    if by == "phase":
        return _on_scale(framework, roles.phases, lambda row: row.phase)
    if by in ("category", "target") and roles.category_scale:
        return _on_scale(framework, roles.category_scale, lambda row: row.category if by == "category" else row.target)
    columns = [each.key for each in judged_columns(framework)]
    if kip.casefold() in codes and (not column or column in columns):
        number, place = codes[kip.casefold()], columns.index(column) if column else 0
        scale = framework.scales[judged_columns(framework)[place].scale]

        def value(row: CaseloadRow) -> str:
            sign = row.standing[place].values[number]
            return "" if sign == NONE else scale.values[SIGNS.index(sign)].value

        return _on_scale(framework, judged_columns(framework)[place].scale, value)
    do = f"give one of {', '.join(ways_to_group(framework))}, or an indicator such as {next(iter(codes), '')}"
    raise Refused(Problem("--by", f"nothing is called {by[:60]!r}", do, facts={"by": by[:60]}, code="no_such_group"))


def _on_scale(framework: Framework, scale: str, value: Callable[[CaseloadRow], str]) -> Key:
    """Groups in the scale's order, the worst first; what is no value of it comes last."""
    known = {
        v.value: (-n, f"{v.mark} {v.name}".strip() if v.mark != v.name else v.name)
        for n, v in enumerate(framework.scales[scale].values)
    }
    return lambda row: known.get(value(row), (1, value(row) or "none"))


def totals_of(framework: Framework, rows: Sequence[CaseloadRow], today: date) -> Totals:
    """What they come to."""
    waited = [due for row in rows for due in still_waited_for(framework.calendar, row.waited_for, today)]
    found = [days_of(framework, row, today) for row in rows]
    numbers, signs = range(len(framework.visits)), Signs(framework)
    return Totals(
        schools=len(rows),
        visits=[sum(1 for row in rows if row.visits[n].judged or row.visits[n].sent) for n in numbers],
        overdue=sum(1 for row in rows for n in numbers if is_overdue(framework, n, row, today)),
        notes_waiting=len(waited),
        notes_late=sum(1 for due in waited if due.left(today) < 0),
        reds=sum(signs.count(row.standing, "red") for row in rows),
        ambers=sum(signs.count(row.standing, "amber") for row in rows),
        actions=sum(len(row.actions) for row in rows),
        actions_late=sum(1 for row in rows for each in row.actions if each.is_late(today)),
        alerts=sum(len(row.alerts) + len(row.concerns) for row in rows),
        days_used=sum(each.used for each in found),
        days_planned=sum(each.planned for each in found),
    )


def totals_in_words(framework: Framework, found: Totals) -> str:
    """What a number of schools come to, on a line."""
    visits = ", ".join(f"{v.name.casefold()} {n}" for v, n in zip(framework.visits, found.visits, strict=True))
    parts = [
        f"{found.schools} school{'' if found.schools == 1 else 's'}",
        f"visits overdue: {found.overdue}" if found.overdue else "",
        f"answers due: {found.notes_waiting}" + (f", {found.notes_late} late" if found.notes_late else "")
        if found.notes_waiting
        else "",
        f"reds {found.reds}, ambers {found.ambers}" if found.reds or found.ambers else "",
        f"actions {found.actions}" + (f", {found.actions_late} late" if found.actions_late else "")
        if found.actions
        else "",
        f"alerts {found.alerts}" if found.alerts else "",
        f"judged: {visits}" if visits else "",
        f"days {found.days_used:g} of {found.days_planned:g}" if found.days_planned else "",
    ]
    return " · ".join(filter(None, parts))


# -- distributions


class Distribution(Struct, frozen=True):
    """How many schools have each value of something, in the scale's order; `none` have none."""

    name: str
    counts: dict[str, int]
    none: int


def distributions(framework: Framework, rows: Sequence[CaseloadRow]) -> list[Distribution]:
    """Schools a category, now and before; and each indicator over all schools, column by column."""
    found = []
    if scale := framework.scales.get(framework.roles.category_scale):
        for name, values in (("now", [r.category for r in rows]), ("last year", [r.before for r in rows])):
            found.append(_counted(f"{scale.name} {name}", [v.value for v in scale.values], values))
    for place, column in enumerate(judged_columns(framework)):
        names = [v.value for v in framework.scales[column.scale].values]
        for number, kip in enumerate(framework.register.kips):
            signs = [row.standing[place].values[number] for row in rows]
            values = ["" if sign == NONE else names[SIGNS.index(sign)] for sign in signs]
            if any(values):
                found.append(_counted(f"{kip.code} {column.short or column.label}", names, values))
    return found


def _counted(name: str, values: Sequence[str], held: Sequence[str]) -> Distribution:
    count = Counter(held)
    return Distribution(
        name, {value: count[value] for value in values}, sum(count[v] for v in count if v not in values)
    )
