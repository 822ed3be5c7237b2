"""What stands of a school's judgements: of each indicator the latest that the year has, a letter an indicator.

A column of what is judged is two strings, a letter for each indicator in the register's order: the value as its place
on the scale (`0` is the first), and the visit that it is from. So 20,000 schools fit in little room.
"""

from collections.abc import Sequence

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import FormField
from siptui.records.change import Record
from siptui.rules.summary import text

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
NONE = "."


class Standing(Struct, frozen=True, array_like=True, gc=False):
    """A column: a sign an indicator for the value that stands, and for the visit that it is from."""

    values: str
    visits: str


def judged_columns(framework: Framework) -> list[FormField]:
    """What is judged of an indicator on a scale."""
    return [field for field in framework.register.judgement if field.scale in framework.scales]


def rag_columns(framework: Framework) -> list[int]:
    """Which of those are rated in colours, by their place."""
    columns = judged_columns(framework)
    return [n for n, f in enumerate(columns) if any(v.colour for v in framework.scales[f.scale].values)]


def standing(framework: Framework, record: Record) -> list[Standing]:
    """What stands, a column each."""
    kips = [kip.code for kip in framework.register.kips]
    asked = [(visit, {row.kip for row in visit.rows}) for visit in framework.visits]
    found = []
    for column in judged_columns(framework):
        signs = {v.value: SIGNS[n] for n, v in enumerate(framework.scales[column.scale].values[: len(SIGNS)])}
        values, visits = [NONE] * len(kips), [NONE] * len(kips)
        for place, (visit, rows) in enumerate(asked):
            for number, kip in enumerate(kips):
                sign = signs.get(text(record, f"{visit.judged_at}/{kip}/{column.key}")) if kip in rows else None
                if sign:
                    values[number], visits[number] = sign, SIGNS[place]
        found.append(Standing("".join(values), "".join(visits)))
    return found


class Signs:
    """What the signs of a framework mean; made once, for it is asked of every indicator of every school."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.columns = judged_columns(framework)
        self.rag = rag_columns(framework)
        self.scales = [framework.scales[field.scale] for field in self.columns]
        self._marks = [_by_sign([v.mark or v.value for v in scale.values]) for scale in self.scales]
        self._colours = [_by_sign([v.colour for v in scale.values]) for scale in self.scales]

    def mark(self, column: int, sign: str) -> str:
        """What a narrow cell shows of a value; "" for none."""
        return self._marks[column].get(sign, "")

    def colour(self, column: int, sign: str) -> str:
        """The colour of a value; "" for none."""
        return self._colours[column].get(sign, "")

    def value(self, column: int, sign: str) -> str:
        """The value as a record keeps it; "" for none."""
        return "" if sign == NONE else self.scales[column].values[SIGNS.index(sign)].value

    def count(self, found: Sequence[Standing], colour: str) -> int:
        """How many ratings of a colour stand in a school."""
        return sum(
            found[column].values.count(sign)
            for column in self.rag
            for sign, name in self._colours[column].items()
            if name == colour
        )

    def path(self, found: Standing, column: int, kip: int) -> str:
        """The path of the value that stands; "" for none."""
        if found.visits[kip] == NONE:
            return ""
        visit = self.framework.visits[SIGNS.index(found.visits[kip])]
        return f"{visit.judged_at}/{self.framework.register.kips[kip].code}/{self.columns[column].key}"


def _by_sign(values: Sequence[str]) -> dict[str, str]:
    return dict(zip(SIGNS, values, strict=False))
