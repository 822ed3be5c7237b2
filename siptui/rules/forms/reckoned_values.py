"""What forms show that is reckoned, as it stands on a day."""

from datetime import date

from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.values import Value
from siptui.rules.computed import reckoned
from siptui.rules.needed import numbers_of, shown_places


def reckoned_below(fields: Fields, record: Record, path: str, today: date) -> dict[str, Value]:
    """What is reckoned at places below a path, of forms that lie there or that it lies in, as it stands on a day."""
    found: dict[str, Value] = {}
    for form in fields.forms:
        if not any(field.kind == "computed" for field in fields.of_form(form).values()):
            continue
        for number in numbers_of(form, record):
            place = form.place.replace(ANY, number)
            for field in shown_places(fields, form, place, record):
                if field.kind == "computed" and field.path.startswith(f"{path}/"):
                    value = reckoned(fields, record, field, today).value
                    found |= {} if value is None else {field.path: value}
    return found
