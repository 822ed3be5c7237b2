"""What was said before of what a field asks: at the visit before, in the form before, or in another form."""

from collections.abc import Iterator

from msgspec import Struct

from siptui.framework.model import Form
from siptui.framework.places import ANY, Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import shown, typed
from siptui.records.values import Value
from siptui.rules.field_patterns import ROW, everywhere, row_segment
from siptui.rules.needed import numbers_of

BEFORE = "{before}"


class Carried(Struct, frozen=True):
    """What was said before: in which form, at which places, and what stands there as one text, a line a place.

    `value` is what may be taken over as it is: where it comes from one place of the same kind, what that holds.
    """

    form: str
    paths: list[str]
    words: str
    value: Value


def carried(fields: Fields, record: Record, field: Field) -> Carried | None:
    """What a field has carried over from the first of its sources that holds anything; None where none does.

    In a source `{before}` is the place of each earlier visit (of a form that occurs many times, of the one with the
    number before), the last first, and `{row}` the row or slot that the field is in.
    """
    asked = field.asked
    form = fields.framework.form(field.form) if asked and asked.carried_from else None
    if asked is None or form is None:
        return None
    for source in asked.carried_from:
        for before in _places_before(fields, form, field.path, record) if BEFORE in source else [""]:
            pattern = source.replace(BEFORE, before).replace(ROW, row_segment(field))
            if found := [each for each in everywhere(fields, record, pattern) if each.path in record]:
                return _carried(found, record, field)
    return None


def _carried(found: list[Field], record: Record, field: Field) -> Carried:
    words = "\n".join(shown(each, typed(record[each.path])) for each in found)
    first = found[0]
    same = len(found) == 1 and first.kind == field.kind and first.scale == field.scale
    return Carried(first.form, [each.path for each in found], words, record[first.path] if same else words)


def _places_before(fields: Fields, form: Form, path: str, record: Record) -> Iterator[str]:
    """The places of a form's like before it, the last first."""
    if form.occurs == "many":
        number = form.place_of(path).rpartition("/")[2]
        earlier = [each for each in numbers_of(form, record) if number.isdecimal() and int(each) < int(number)]
        yield from (form.place.replace(ANY, each) for each in reversed(earlier))
        return
    visits = [visit.at for visit in fields.framework.visits]
    if form.place in visits:
        yield from reversed(visits[: visits.index(form.place)])
