"""What a step of a form changes, once everything holds that must hold before it."""

from datetime import date

from siptui.framework.model import Form, Step
from siptui.records.change import Change, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Facts, Problem, Refused
from siptui.rules.findings import findings
from siptui.rules.needed import missing
from siptui.rules.steps import step_changes


def take(
    fields: Fields, form: Form, place: str, record: Record, step: Step, day: date, reason: str, today: date
) -> list[Change]:
    """The changes of a step as of a day. Raises Refused, a problem for each thing that stands in its way."""
    changes = step_changes(form, place, record, step, day, reason)
    if problems := in_the_way(fields, form, place, apply(record, changes), step, today):
        raise Refused(*problems)
    return changes


def in_the_way(fields: Fields, form: Form, place: str, record: Record, step: Step, today: date) -> list[Problem]:
    """What is empty and needed before a step, and what is found by rules that hold before it.

    Before a `whole` step that is all that is needed. What other rules find is said, and stops nobody.
    """
    before = f"before “{step.name}”"
    empty = {
        field.path: f"{field.row} {field.label}".strip() + f" is empty, and is needed {before}"
        for field in missing(fields, form, place, record, step.key)
        if step.whole or (field.asked and step.key in field.asked.needed)
    }
    problems = [
        Problem(path, what, "fill it in", facts={"path": path, "step": step.key}, code="needed")
        for path, what in empty.items()
    ]
    rules = {rule.key: rule for rule in fields.framework.rules}
    for found in findings(fields, record, today, form):
        stops = found.rule in rules and step.key in rules[found.rule].steps
        if stops and found.path not in empty and f"{found.path}/".startswith(f"{place}/"):
            facts: Facts = {"path": found.path, "step": step.key, "rule": found.rule, "source": found.source}
            problems.append(Problem(found.path, found.message, f"mend it {before}", facts=facts, code="finding"))
    return problems
