"""What can never be reckoned: a sum of texts, a grade looked up by what nobody can answer, a score without points."""

from collections.abc import Collection, Iterator

from siptui.framework.model import FormField, Framework, Scale
from siptui.framework.model.form_fields import NUMBERS
from siptui.framework.never_met import not_held
from siptui.framework.places import Field, Named

OF_NUMBERS = ("sum", "mean", "difference")
OF_GRADES = ("weighted", "worst")
"""Ways to reckon that know numbers, and grades, alone."""
OF_TWO = ("difference", "lookup")
HOLD_NUMBERS = NUMBERS | {"computed"}
DAYS = ("date", "computed")


def in_computed(f: Framework, asked: FormField, folder: str, places: Named) -> Iterator[str]:
    """Why nothing, or never what it says, is reckoned for a field in a folder of a record: key and reason."""
    computed = asked.computed
    named = [places.nearest(folder, name) for name in computed.of] if computed else []
    if computed is None or not all(named):
        return  # said of the names
    fields = [field for each in named for field in each]
    for value in computed.counts:
        if reason := not_held(f, fields, value):
            yield f"counts: {reason}"
    if computed.how in OF_GRADES and not any(field.scale for field in fields):
        yield f"of: {computed.how} needs grades, and none of these is on a scale"
    elif computed.how == "weighted" and not any(_has_points(field.scale) for field in fields):
        yield "of: weighted needs points, and no value of these scales has any"
    if (computed.how in OF_NUMBERS or computed.among) and not _any_of(fields, HOLD_NUMBERS):
        yield f"of: {computed.how} needs numbers, and none of these is one"
    if computed.among and not _any_of(places.nearest(folder, computed.among), HOLD_NUMBERS):
        yield f"among: {computed.among!r} is no number"
    if computed.dated and not _any_of(_beside(fields, computed.dated, places), DAYS):
        yield f"dated: there is no date {computed.dated!r} beside what is counted"
    if computed.how in OF_TWO and len(named) != 2:
        yield f"of: {computed.how} is of two, and these are {len(named)}"
    elif computed.how == "lookup":
        yield from _looked_up(f, asked, named)


def _looked_up(f: Framework, asked: FormField, named: list[list[Field]]) -> Iterator[str]:
    """What a table is looked up by that nobody can answer, and what it gives that is not on the field's own scale."""
    table = asked.computed.table if asked.computed else {}
    own = f.scales.get(asked.scale)
    for first, row in table.items():
        if reason := not_held(f, named[0], first):
            yield f"table: {reason}"
        for second, found in row.items():
            if reason := not_held(f, named[1], second):
                yield f"table: {first}: {reason}"
            if own and own.find(found) is None:
                yield f"table: {first}: {second}: {found!r} is not on the scale {asked.scale!r}"


def _has_points(scale: Scale | None) -> bool:
    return scale is not None and any(value.points is not None for value in scale.values)


def _any_of(fields: list[Field], kinds: Collection[str]) -> bool:
    return any(field.kind in kinds for field in fields)


def _beside(fields: list[Field], name: str, places: Named) -> list[Field]:
    return [found for field in fields for found in places.nearest(field.path.rpartition("/")[0], name)]
