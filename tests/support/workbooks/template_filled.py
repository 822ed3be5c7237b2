"""A template filled with a record's form, without the process that reads it; for tests."""

from datetime import date
from pathlib import Path

from siptui.framework.model import Form
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.sheets.open_file import open_sheets
from siptui.workbooks.template.answers import Answer, AskedSheet
from siptui.workbooks.template.asked import asked_of
from siptui.workbooks.template.fill import filled
from siptui.workbooks.template.find_places import missing
from siptui.workbooks.template.plan import Plan, plan_of

TODAY = date(2011, 6, 1)


def form_of(fields: Fields, kind: str) -> Form:
    """The form of a kind."""
    return next(form for form in fields.forms if form.kind == kind)


def asked(fields: Fields, record: Record, kind: str) -> list[AskedSheet]:
    """What a kind of form is to put into a template."""
    form = form_of(fields, kind)
    return asked_of(fields, record, form, form.place, TODAY, "Ann Bell")


def planned(template: Path, fields: Fields, record: Record, kind: str) -> tuple[Plan, list[AskedSheet]]:
    """The template as it is understood for a form, and what that asks."""
    what = asked(fields, record, kind)
    return plan_of(template.read_bytes(), open_sheets(template), what), what


def lacking(plan: Plan, what: list[AskedSheet]) -> list[Answer]:
    """The answers that have no place."""
    return [answer for _, answer, _ in missing(what, plan.found)]


def fill(template: Path, fields: Fields, record: Record, kind: str) -> bytes:
    """The template filled."""
    plan, what = planned(template, fields, record, kind)
    return filled(template.read_bytes(), plan, what)
