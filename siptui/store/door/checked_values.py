"""What somebody gives for a field or a day, checked before it goes through the door."""

from datetime import date

from siptui.records.problem import Problem, Refused
from siptui.records.values import BadValue, Field, Value, parse


def fitting(field: Field, raw: object) -> Value | None:
    """What is meant in a field. Raises Refused."""
    try:
        return parse(field, raw)
    except BadValue as fault:
        facts = {"path": field.path, "reason": str(fault)}
        raise Refused(Problem(field.path, str(fault), facts={**facts}, code="bad_value")) from None


def line(name: str, text: str) -> str:
    """A line of text that is no field's, such as a reason; `name` is what it is called. Raises Refused."""
    return str(fitting(Field(name, name, "line"), " ".join(text.split())) or "")


def day_given(on: object) -> date:
    """A day as given, or today. Raises Refused."""
    given = fitting(Field("day", "Day", "date"), on)
    return date.fromisoformat(str(given)) if given else date.today()
