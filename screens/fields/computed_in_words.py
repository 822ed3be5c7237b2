"""What is reckoned on a form, in words: its value as it is shown, and how it came about."""

from datetime import date

from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import shown, typed
from siptui.records.values import Value
from siptui.rules.computed import reckoned

HOW = {
    "copy": "Taken from",
    "sum": "The sum of",
    "mean": "The mean of",
    "percentage": "The percentage among",
    "weighted": "A score weighted by the points of each answer, from",
    "difference": "The second less the first of",
    "lookup": "Looked up in the form's table by",
    "worst": "The worst of",
    "count": "How many there are among",
    "status": "How far these are filled in:",
}
MOST_NAMED = 12


def reckoned_in_words(field: Field, value: Value | None) -> str:
    """A reckoned value as a form shows it; "" where there is none."""
    if isinstance(value, float) and field.asked and field.asked.computed:
        return shown(field, f"{value:.{field.asked.computed.places}f}")
    text = typed(value)
    try:
        return f"{date.fromisoformat(text):%d %b %y}".lstrip("0")
    except ValueError:
        return shown(field, text)


def explained(fields: Fields, record: Record, field: Field) -> str:
    """How a value came about: from what, how many were counted, and that a blank is never nought."""
    computed = field.asked.computed if field.asked else None
    found = reckoned(fields, record, field, date.today())
    lines = [f"{field.label}: {reckoned_in_words(field, found.value) or 'nothing yet'}", ""]
    lines.append(f"{HOW[computed.how] if computed else 'From'} these, of which {found.counted} of {found.of} count:")
    for path in found.paths[:MOST_NAMED]:
        place = fields.find(path)
        name = " ".join(filter(None, [place.row, place.label])) if place else path
        value = shown(place, typed(record.get(path))) if place else ""
        lines.append(f"  {name}: {value or 'empty'}")
    if len(found.paths) > MOST_NAMED:
        lines.append(f"  and {len(found.paths) - MOST_NAMED} more")
    return "\n".join([*lines, "", "What is empty is not counted as nought. This is reckoned anew at every change."])
