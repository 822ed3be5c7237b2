"""Which forms a subject has, what each is called, and how far it has got."""

import re
from collections import Counter

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Form, JudgementsBlock, ProgressBlock, SummaryBlock, known_parts
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import day, shown
from siptui.records.values import NOT_TYPED
from siptui.rules.conditions import holds, shown_rows
from siptui.rules.needed import missing, numbers_of
from siptui.rules.steps import state_of, steps_from
from siptui.rules.summary import part_f, text

LONGEST_TITLE = 80  # characters


class HowFar(Struct, frozen=True):
    """A form of a subject: where it lies, what it is called, the state that it stands in ("" where it has no way), how
    many of its places are filled, and how many more are needed before the next step."""

    form: str
    path: str
    title: str
    state: str
    filled: int
    missing: int


def how_far(fields: Fields, record: Record, about: str = "school") -> list[HowFar]:
    """Every form that a subject has, each one of those that occur many times, in the forms' order."""
    framework = fields.framework
    forms = [form for form in fields.forms if form.about == about and has(framework, form, record)]
    filled = Counter(answered for path in record if (answered := _filled_of(fields, path)))
    found = []
    for form in forms:
        for number in numbers_of(form, record):
            place = form.place.replace(ANY, number)
            state = state_of(framework, form, place, record)
            steps = [step.key for step in steps_from(framework, form, place, record)]
            lacks = {field.path for step in steps or [""] for field in missing(fields, form, place, record, step)}
            title = title_of(fields, form, place, record)
            count = _judged_rows(framework, record) if _is_summary(form) else filled[form.key, place]
            found.append(HowFar(form.key, place, title, state.key if state else "", count, len(lacks)))
    return found


def _filled_of(fields: Fields, path: str) -> tuple[str, str] | None:
    """The form and place that a filled path counts for; None where it is no answer."""
    field = fields.find(path)
    if field is None or field.kind in NOT_TYPED:
        return None
    return field.form, fields.framework.form(field.form).place_of(path)


def _is_summary(form: Form) -> bool:
    return any(isinstance(block, SummaryBlock) for block in form.blocks)


def _judged_rows(framework: Framework, record: Record) -> int:
    return sum(1 for section in part_f(framework, record) for row in section.rows if row.current)


def title_of(fields: Fields, form: Form, place: str, record: Record, with_date: bool = True) -> str:
    """What a form is called: of one that occurs many times with its number, its date or what its `titled` says.

    Where its date stands in a column of its own it is called without.
    """
    if form.occurs != "many":
        return form.title
    dated = form.path(place, form.dated) if form.dated else ""
    on = day(text(record, dated)) if dated and with_date else ""
    known = {"number": place.rpartition("/")[2], "date": on}

    def said(named: re.Match[str]) -> str:
        path = form.path(place, named[1])
        if named[1] in known or not path:
            return known.get(named[1], "")
        return shown(fields[path], text(record, path)) if path in record and path in fields else ""

    whole = " ".join(re.sub(r"{(\w+)}", said, form.titled or f"{form.title} {{number}}, {{date}}").split())
    whole = re.sub(r" ([,:;])", r"\1", whole).rstrip(" ,:;")
    return whole if len(whole) <= LONGEST_TITLE else whole[: LONGEST_TITLE - 1].rstrip() + "…"


def can_be_begun(fields: Fields, record: Record, about: str = "school") -> list[Form]:
    """The forms that occur many times and that the record's school has, in their order."""
    return [f for f in fields.forms if f.about == about and f.occurs == "many" and has(fields.framework, f, record)]


def has(framework: Framework, form: Form, record: Record) -> bool:
    """Whether a record has a form: it is of its phase, and what it hangs on holds."""
    phase = text(record, framework.roles.phase)
    return (not form.phases or phase in form.phases) and holds(form.shown_when, record, form.place)


def so_far(fields: Fields, form: Form, record: Record) -> str:
    """How far a form that occurs once has got, in words; "" where nothing of it is there."""
    framework = fields.framework
    for block in form.blocks:
        if isinstance(block, ProgressBlock):
            figures = sum(1 for place in fields.of_block(form, block) if not place.asked and place.path in record)
            return f"{figures} figure{'' if figures == 1 else 's'}" if figures else ""
        if isinstance(block, SummaryBlock):
            return _summary_so_far(framework, record)
        if isinstance(block, JudgementsBlock):
            return _judged_so_far(framework, form, record)
    filled = sum(1 for path in fields.of_form(form) if ANY not in path and path in record)
    return f"{filled} filled in" if filled else ""


def _summary_so_far(framework: Framework, record: Record) -> str:
    optional = {kip.code for kip in framework.register.kips if kip.optional}
    rows = [r for section in part_f(framework, record) for r in section.rows]
    asked = [r for r in rows if r.current or r.code not in optional]
    return f"{sum(1 for r in asked if r.current)} of {len(asked)} rows"


def _judged_so_far(framework: Framework, form: Form, record: Record) -> str:
    visit, roles = known_parts.visit(form), framework.roles
    rows = shown_rows(visit, record)
    judged = sum(1 for row in rows if text(record, f"{visit.judged_at}/{row.kip}/{roles.current}"))
    date, sent = (text(record, f"{visit.at}/{field}") for field in (roles.visit_date, roles.sent))
    if not (date or judged):
        return ""
    dated = f"{visit.at}/{roles.visit_date}"
    begun = judged or any(path.startswith(f"{visit.at}/") and path != dated for path in record)
    words = f"{judged} of {len(rows)} judged" if begun else "arranged"
    return words + (f", sent {day(sent)}" if sent and not form.way else "")  # else its state says that it was
