"""Values that are reckoned and never typed: sums, means, grades looked up or the worst of several, counts, statuses.

A blank is never 0: what was not answered, or is not asked as the form stands, does not count, and how many were
counted is always told.
"""

import math
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from siptui.framework.model import Computed, Scale
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.values import Value
from siptui.rules.field_patterns import matching
from siptui.rules.needed import is_asked


class Reckoned(Struct, frozen=True):
    """What comes of it (None where there is nothing to reckon from), and how many places of how many were counted.

    `paths` are the places that it was reckoned from, filled or not.
    """

    value: Value | None
    counted: int
    of: int
    paths: list[str]


class _Answers(Struct, frozen=True):
    """The places that a value is reckoned from, in their order, with what is in them."""

    fields: list[Field]
    values: list[Value | None]
    computed: Computed
    scale: Scale | None  # of the value that is reckoned

    @property
    def filled(self) -> list[Value]:
        return [value for value in self.values if value is not None]

    @property
    def numbers(self) -> list[float]:
        return [float(value) for value in self.filled if isinstance(value, int | float)]

    @property
    def grades(self) -> list[str]:
        """The answers that are grades, of today's edition of their scale."""
        pairs = zip(self.fields, self.values, strict=True)
        return [str(v) for f, v in pairs if v is not None and f.scale and f.scale.place(str(v)) is not None]

    @property
    def among_which(self) -> list[str]:
        """The answers that a share is one of: all but those that are no grades, unless just these are counted."""
        pairs = zip(self.fields, self.values, strict=True)
        return [str(v) for f, v in pairs if v is not None and (_is_grade(f, str(v)) or str(v) in self.computed.counts)]


def _is_grade(field: Field, value: str) -> bool:
    """False of an answer such as "not applicable"."""
    found = field.scale.find(value) if field.scale else None
    return found is None or found.graded


def reckoned(fields: Fields, record: Record, field: Field, today: date) -> Reckoned:
    """The value of a computed field of a record, as it stands on a day."""
    asked = field.asked
    computed = asked.computed if asked else None
    if computed is None:
        return Reckoned(None, 0, 0, [])
    meant = [each for pattern in computed.of for each in matching(fields, record, pattern, field)]
    shown = {each.path for each in meant if is_asked(fields, record, each)}
    places = [each for each in meant if each.path in shown or computed.how in BY_PLACE]
    values = [_value(fields, record, each, today, field.path) if each.path in shown else None for each in places]
    answers = _Answers(places, values, computed, field.scale)
    if computed.how == "count":
        return _count(fields, record, answers, today)
    if computed.how == "percentage" and computed.among:
        return _percentage_among(fields, record, field, answers)
    return Reckoned(WAYS[computed.how](answers), _counted(answers), len(places), [each.path for each in places])


def _value(fields: Fields, record: Record, field: Field, today: date, asking: str) -> Value | None:
    """What is in a place; what is reckoned there, of one that is computed from others than the one that asks."""
    if field.kind != "computed":
        return record.get(field.path)
    return None if field.path == asking else reckoned(fields, record, field, today).value


def _counted(answers: _Answers) -> int:
    how = answers.computed.how
    if how in ("sum", "mean", "difference"):
        return len(answers.numbers)
    if how == "percentage":
        return len(answers.among_which)
    return len(answers.grades) if how in ("worst", "weighted") else len(answers.filled)


def _tidy(number: float) -> int | float:
    """A number without the noise that 0.1 and 0.2 are to a computer."""
    rounded = round(number, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def _copy(answers: _Answers) -> Value | None:
    return answers.filled[0] if answers.filled else None


def _sum(answers: _Answers) -> Value | None:
    return _tidy(math.fsum(answers.numbers)) if answers.numbers else None


def _mean(answers: _Answers) -> Value | None:
    return _tidy(math.fsum(answers.numbers) / len(answers.numbers)) if answers.numbers else None


def _difference(answers: _Answers) -> Value | None:
    """None unless both ends are known, for half a measure is none."""
    first, second = (*answers.values, None, None)[:2]
    if not isinstance(first, int | float) or not isinstance(second, int | float):
        return None
    return _tidy(second - first)


def _percentage(answers: _Answers) -> Value | None:
    said = answers.among_which
    return _tidy(100 * sum(1 for each in said if each in answers.computed.counts) / len(said)) if said else None


def _weighted(answers: _Answers) -> Value | None:
    """The points of the answers; as a percentage, in the most that the answered ones could have had."""
    got, most = 0.0, 0.0
    for field, value in zip(answers.fields, answers.values, strict=True):
        given = [v for v in field.scale.values if v.graded and v.points is not None] if field.scale else []
        if (points := next((v.points for v in given if v.value == str(value)), None)) is not None:
            got += points
            most += max(v.points for v in given if v.points is not None)
    if not answers.grades:
        return None
    if answers.computed.as_percentage:
        return _tidy(100 * got / most) if most else None
    return _tidy(got)


def _lookup(answers: _Answers) -> Value | None:
    first, second = (*answers.values, None, None)[:2]
    return answers.computed.table.get(str(first), {}).get(str(second))


def _worst(answers: _Answers) -> Value | None:
    scales = [f.scale for f, v in zip(answers.fields, answers.values, strict=True) if v is not None and f.scale]
    return max(answers.grades, key=lambda grade: max(s.place(grade) or 0 for s in scales), default=None)


def _status(answers: _Answers) -> Value | None:
    none, some, every = answers.computed.words
    if not answers.filled:
        return none
    return every if len(answers.filled) == len(answers.values) else some


BY_PLACE = ("difference", "lookup")
"""Ways of reckoning in which it matters which answer is the first and which the second."""
WAYS: dict[str, Callable[[_Answers], Value | None]] = {
    "copy": _copy,
    "sum": _sum,
    "mean": _mean,
    "difference": _difference,
    "percentage": _percentage,
    "weighted": _weighted,
    "lookup": _lookup,
    "worst": _worst,
    "status": _status,
}


def _count(fields: Fields, record: Record, answers: _Answers, today: date) -> Reckoned:
    """How many hold one of `counts`, or anything, and lie in the days before today that are asked about."""
    computed = answers.computed
    found = 0
    for field, value in zip(answers.fields, answers.values, strict=True):
        if value is None or (computed.counts and str(value) not in computed.counts):
            continue
        found += not computed.dated or _lately(fields, record, field, computed, today)
    paths = [each.path for each in answers.fields]
    return Reckoned(found, len(answers.filled), len(paths), paths)


def _lately(fields: Fields, record: Record, field: Field, computed: Computed, today: date) -> bool:
    beside = matching(fields, record, computed.dated, field)
    try:
        day = date.fromisoformat(str(record.get(beside[0].path))) if beside else None
    except ValueError:
        return False
    return day is not None and day <= today and (not computed.days or day > today - timedelta(days=computed.days))


def _percentage_among(fields: Fields, record: Record, field: Field, answers: _Answers) -> Reckoned:
    """The numbers together, in the number that they are among; none where that is not known or nought."""
    among = [record.get(each.path) for each in matching(fields, record, answers.computed.among, field)]
    whole = next((float(value) for value in among if isinstance(value, int | float)), 0.0)
    value = _tidy(100 * math.fsum(answers.numbers) / whole) if whole and answers.numbers else None
    return Reckoned(value, len(answers.numbers), len(answers.fields), [each.path for each in answers.fields])
