"""Which forms a school has, and how far each has got."""

from siptui.framework import Framework
from siptui.framework.model import Form, JudgementsBlock, ProgressBlock, SummaryBlock
from siptui.framework.places import ANY, block_places
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import day
from siptui.rules.conditions import holds, shown_rows
from siptui.rules.summary import part_f, text


def offered(framework: Framework, record: Record, about: str = "school") -> list[Form]:
    """The forms that occur once or at a visit and that the record's school has, in their order."""
    return [f for f in framework.forms if f.about == about and f.occurs != "many" and has(framework, f, record)]


def has(framework: Framework, form: Form, record: Record) -> bool:
    """Whether a record has a form: it is not confidential, and of its phase, and what it hangs on holds."""
    if form.confidential:
        return False
    phase = text(record, framework.roles.phase)
    return (not form.phases or phase in form.phases) and holds(form.shown_when, record, form.place)


def so_far(fields: Fields, form: Form, record: Record) -> str:
    """How far a form that occurs once has got, in words; "" where nothing of it is there."""
    framework = fields.framework
    for block in form.blocks:
        if isinstance(block, ProgressBlock):
            figures = sum(
                1 for place in block_places(framework, form, block) if not place.asked and place.path in record
            )
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
    visit, roles = framework.visit(form.key), framework.roles
    rows = shown_rows(visit, record)
    judged = sum(1 for row in rows if text(record, f"{visit.judged_at}/{row.kip}/{roles.current}"))
    date, sent = (text(record, f"{visit.at}/{field}") for field in (roles.visit_date, roles.sent))
    if not (date or judged):
        return ""
    words = f"{judged} of {len(rows)} judged" if judged else "arranged"
    return words + (f", sent {day(sent)}" if sent else "")
