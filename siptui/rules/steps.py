"""Where a form stands on its way: its state, the steps from there, what a step changes, and what a state locks.

A form's state is at `PLACE/state` and moves by steps alone; what a form's way is, steps.toml says.
"""

from collections.abc import Collection, Iterable
from datetime import date

from siptui.framework import Framework
from siptui.framework.model import Form, State, Step, Way
from siptui.framework.places import REASON, STATE
from siptui.records.change import Change, Record
from siptui.records.fields import Fields
from siptui.records.problem import Facts, Problem, Refused
from siptui.records.values import Value

BEGUN = "begun"
"""The state of one of a form that occurs many times and has no way."""
STEP = "step: "
"""How the reason of an Edit that is a step begins; the step's key follows."""


def way_of(framework: Framework, form: Form) -> Way | None:
    """The way that a form goes, if it has one."""
    return framework.ways.get(form.way) if form.way else None


def state_of(framework: Framework, form: Form, place: str, record: Record) -> State | None:
    """The state that the form at a place stands in; None where it has no way.

    Where no step was ever taken, it is the last state whose `since` is filled, or the first.
    """
    way = way_of(framework, form)
    if way is None:
        return None
    kept = record.get(f"{place}/{STATE}")
    if kept is not None:
        return way.state(str(kept))
    told = [state for state in way.states if state.since and form.path(place, state.since) in record]
    return told[-1] if told else way.states[0]


def first_state(framework: Framework, form: Form) -> str:
    """The state that one of a form that occurs many times begins in."""
    way = way_of(framework, form)
    return way.states[0].key if way else BEGUN


def steps_from(framework: Framework, form: Form, place: str, record: Record, roles: Collection[str] = ()) -> list[Step]:
    """The steps that can be taken now by somebody who has one of the roles; without roles by anybody."""
    way, state = way_of(framework, form), state_of(framework, form, place, record)
    if way is None or state is None:
        return []
    return [step for step in way.steps if state.key in step.start and may_take(step, roles)]


def may_take(step: Step, roles: Collection[str]) -> bool:
    """Whether somebody with these roles takes that step; of whom none is known, whoever it is."""
    return not step.who or not roles or bool(set(step.who) & set(roles))


def step_to_take(
    framework: Framework, form: Form, place: str, record: Record, key: str, roles: Collection[str] = ()
) -> Step:
    """The step of that key. Raises Refused where there is none, where the form does not stand before it, or for whoever
    does not take it."""
    way, state = way_of(framework, form), state_of(framework, form, place, record)
    if form.occurs == "many" and not any(path.startswith(place + "/") for path in record):
        what, do = "has not been begun", "begin a new one, or name one that there is; `siptui forms` lists them"
        raise Refused(Problem(place, what, do, facts={"form": form.key}, code="not_begun"))
    if way is None or state is None:
        what = "has no steps"
        raise Refused(Problem(place, what, "fill it in; that is all", facts={"form": form.key}, code="no_steps"))
    possible = steps_from(framework, form, place, record, roles)
    do = f"from there: {_named(possible)}" if possible else "nothing follows from there"
    facts: Facts = {"state": state.key, "step": key[:80], "possible": [step.key for step in possible]}
    step = next((step for step in way.steps if step.key == key), None)
    if step is None:
        raise Refused(Problem(place, f"has no step {key[:80]!r}", do, facts=facts, code="no_such_step"))
    if state.key not in step.start:
        what = f"is {state.name}, and “{step.name}” is no step from there"
        raise Refused(Problem(place, what, do, facts=facts, code="step_not_from_here"))
    if not may_take(step, roles):
        what = f"“{step.name}” is a step for: {', '.join(map(framework.title_of, step.who))}"
        facts |= {"who": step.who, "roles": sorted(roles)}
        raise Refused(Problem(place, what, "ask one of them", facts=facts, code="step_of_others"))
    return step


def step_changes(form: Form, place: str, record: Record, step: Step, day: date, reason: str) -> list[Change]:
    """What a step changes: the state, why, and the field that gets its day. Raises Refused without a reason asked."""
    if step.reason and not reason.strip():
        what = f"“{step.name}” asks for a reason"
        raise Refused(Problem(place, what, "say why: `--reason TEXT`", facts={"step": step.key}, code="reason_needed"))
    new: dict[str, Value | None] = {f"{place}/{STATE}": step.to, f"{place}/{REASON}": reason.strip() or None}
    if step.dates and (path := form.path(place, step.dates)):
        new[path] = day.isoformat()
    return [Change(path, value, record.get(path)) for path, value in new.items()]


def refuse_a_day(form: Form, place: str, step: Step) -> None:
    """Raise Refused where a step keeps no day, for one that was given would be lost."""
    if not (step.dates and form.path(place, step.dates)):
        what, do = f"“{step.name}” keeps no date", "take the step without one"
        raise Refused(Problem(place, what, do, facts={"step": step.key}, code="no_date_kept"))


# -- what a state locks


def why_locked(fields: Fields, record: Record, path: str) -> Problem | None:
    """Why a place may not be edited while its form stands where it does, in words; None where it may."""
    field = fields.find(path)
    form = fields.framework.form(field.form) if field else None
    if field is None or form is None or not form.way or field.kind == "state":
        return None
    place = form.place_of(path)
    state = state_of(fields.framework, form, place, record) if place else None
    if state is None or not _shuts(state, place, path, field.part):
        return None
    if f"{place}/{STATE}" not in record and path == form.path(place, state.since):
        return None  # it alone says that the form stands there
    return _locked(fields.framework, form, place, record, state, path, field.part)


def refuse_locked(fields: Fields, record: Record, changes: Iterable[Change]) -> None:
    """Raise Refused where changes, each of which moves something, are to places that are locked.

    What takes a step back, or makes it again, may change what else that step changed.
    """
    moved = list(changes)
    stepping = {c.path.removesuffix(f"/{STATE}") for c in moved if c.path.endswith(f"/{STATE}")}
    problems = [
        problem
        for change in moved
        if (problem := why_locked(fields, record, change.path)) and problem.facts["place"] not in stepping
    ]
    if problems:
        raise Refused(*problems)


def _shuts(state: State, place: str, path: str, part: str) -> bool:
    if state.locked:
        return not set(state.open) & set(path.removeprefix(place + "/").split("/"))
    return bool(state.parts) and bool(part) and part not in state.parts  # what is of no part is everybody's


def _locked(
    framework: Framework, form: Form, place: str, record: Record, state: State, path: str, part: str
) -> Problem:
    named = form.name or form.title
    if state.locked:
        what = f"is locked: {named} is {state.name}"
    else:
        shown = [f"“{each.title}”" for each in form.parts if each.key in state.parts]
        what = f"is locked: {named} is {state.name}, and only {' and '.join(shown)} is filled in now"
    ways = framework.ways[form.way]
    possible = steps_from(framework, form, place, record)
    out = [step for step in possible if not _shuts(ways.state(step.to), place, path, part)]
    do = f"first take the step {_named(out, ' or ')}" if out else "no step opens it again"
    facts: Facts = {
        "path": path,
        "form": form.key,
        "place": place,
        "state": state.key,
        "steps": [step.key for step in out],
    }
    return Problem(path, what, do, facts=facts, code="locked")


def _named(steps: Iterable[Step], between: str = ", ") -> str:
    return between.join(f"{step.key} (“{step.name}”{', with a reason' if step.reason else ''})" for step in steps)
