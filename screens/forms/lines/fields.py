"""Fields one below another: lists of slots, ticks, and what stands beside a field, each on lines of their own."""

from collections.abc import Iterator

from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Asked, Heading, Line
from siptui.framework.model import FieldsBlock, FormField
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.rules.forms.printed_beforehand import presets_of_phase


def field_lines(form: FormInRecord, block: FieldsBlock, record: Record) -> Iterator[Line]:
    """The lines of a block of fields that are asked as the record stands."""
    where = form.where(block)
    lists = {f"{where}/{field.key}": field for field in block.fields if field.slot_names}
    slots: dict[str, list[str]] = {}
    before = ""
    for field in form.places(block):
        if not form.asks(field, record):
            continue
        base, _, slot = field.path.rpartition("/")
        asked = lists.get(base)
        if asked is None:
            yield _one(field, before)
        else:
            if base not in slots:
                slots[base] = asked.rows or _numbered(form, base, field, asked, record)
                yield Heading(base, asked.label)
            if slot in slots[base]:
                yield Asked(field.path, f"  {field.row or slot}")
        before = field.asked.key if field.asked else ""


def _numbered(form: FormInRecord, base: str, field: Field, asked: FormField, record: Record) -> list[str]:
    """The slots that are shown: those in use and one more, and all that have something printed in them."""
    presets = presets_of_phase(form.framework, record, field) or asked.presets
    shown = max(len(form.in_use(base, asked.slot_names, record)), len(presets))
    return asked.slot_names[:shown]


def _one(field: Field, before: str) -> Asked:
    """A field on its line; what stands beside the one before is put under it."""
    asked = field.asked
    if asked is None:
        return Asked(field.path, field.label)
    below = asked.key == before
    if asked.kind == "ticks":
        return Asked(field.path, "" if below else asked.label, field.label)
    return Asked(field.path, f"  {field.label}" if below else field.label)
