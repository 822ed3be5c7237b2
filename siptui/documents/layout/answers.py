"""Answers as they stand on paper."""

from datetime import date

from msgspec import Struct

from siptui.documents.layout.page_content import TICKED, UNTICKED, Cell
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import shown, typed
from siptui.records.values import Value
from siptui.rules.computed import reckoned
from siptui.rules.forms.printed_beforehand import printed
from siptui.rules.progress import shown as rounded

MOST_CHOICES, MOST_SIDE_BY_SIDE = 3, 45
"""Values, and characters of their names, that are offered side by side to be ticked."""


class Answers(Struct, frozen=True):
    """A record as it is written on its forms on a day; `open` while there is still something to be filled in.

    With `brief`, rows of a group of pupils of which there are no figures are left out: there may be pages of them.
    """

    fields: Fields
    record: Record
    today: date
    open: bool = True
    brief: bool = False

    def value(self, field: Field) -> Value | None:
        """What a place holds, or what is reckoned there."""
        if field.kind == "computed":
            return reckoned(self.fields, self.record, field, self.today).value
        return self.record.get(field.path)

    def cell(self, field: Field, span: int = 1, narrow: bool = False, boxes: bool = False) -> Cell:
        """A place of the record as a cell; in a `narrow` one a grade is its letter, with `boxes` a choice is ticked."""
        value = self.value(field)
        graded = field.scale.find(str(value)) if field.scale and value is not None else None
        text = on_paper(field, value) if value is not None else self.blank(field)
        if narrow and graded and graded.colour:
            text = graded.mark or text
        return Cell(
            text,
            "" if field.kind == "computed" else field.path,
            colour=graded.colour if graded else "",
            span=span,
            centred=narrow,
            choices=self._choices(field, text, boxes) if self.open else (),
        )

    def _choices(self, field: Field, text: str, boxes: bool) -> tuple[str, ...]:
        """What is offered to be ticked: a tick, and with `boxes` the few words that a plain choice is between."""
        if field.kind == "tick" or not boxes:
            return ("",) if field.kind == "tick" else ()
        values = field.scale.values if field.scale and field.kind == "scale" else []
        names = tuple(value.name for value in values)
        short = 0 < len(names) <= MOST_CHOICES and sum(map(len, names)) <= MOST_SIDE_BY_SIDE
        offered = short and (not text or text in names) and not any(value.colour for value in values)
        return names if offered else ()

    def blank(self, field: Field) -> str:
        """What is printed in an empty place."""
        return on_paper(field, None) if field.kind == "tick" else printed(self.fields.framework, self.record, field)

    def filled(self, field: Field) -> bool:
        """Whether something is written at a place."""
        return self.value(field) is not None


def on_paper(field: Field, value: Value | None) -> str:
    """A value as it is printed; of an empty place what the form has printed there."""
    if field.kind == "tick":
        return TICKED if value else UNTICKED
    if value is None:
        return field.preset
    if field.kind == "points" and not isinstance(value, str):
        return rounded(float(value))
    if field.kind == "date":
        return in_full(str(value))
    if field.kind == "computed" and field.asked and field.asked.computed and isinstance(value, float):
        return rounded(value, field.asked.computed.places)
    text = typed(value)
    return in_full(text) if field.kind == "computed" else shown(field, text)


def in_full(iso: str) -> str:
    """An ISO date as letters have it, `12 October 2010`; what is none as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"
