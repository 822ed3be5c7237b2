"""What is reckoned of results of several kinds: shares, means and what is combined, by subject, year group and time.

Which measures there are is data (`schemas/tracking/NAME/kinds.toml`). Shares are in per cent, unrounded.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from math import fsum, inf

from msgspec import Struct

from siptui.tracking.figures.children_gone import Missing
from siptui.tracking.figures.counting import Counted, Place, Tally
from siptui.tracking.figures.several_parts import At, Held, Parts, Places
from siptui.tracking.figures.told_groups import ToldGroups
from siptui.tracking.proposal_types import ALL_YEARS, MeasuredGap, Measurement
from siptui.tracking.questions.asking import Asking
from siptui.tracking.results.cells_of_kinds import is_result
from siptui.tracking.vocabulary.kind_table import Kind, KindTable, Measured

Where = tuple[str, int | str, str, str]
"""A subject, a year group (or all), a point in time and a measure."""


class _Made(Struct):
    """A measure of a subject at a time: what every child that is in its number counts, and who is in none, and why."""

    subject: str
    at: At
    measure: Measured
    held: Held
    reasons: dict[str, int]
    left_out: int = 0
    least: float | None = None  # what meets it, where the measure does not say so itself
    every: Held = {}  # also those who have no result of which a mean is made
    columns: list[str] = []


class Measures:
    """Reckons all figures of a file.

    `waits` says whether a subject's results at a time wait for an answer, and `missing` knows who has left, or has a
    result that nobody understands.
    """

    def __init__(
        self, tally: Tally, table: KindTable, waits: Callable[[str, int, str], bool], missing: Missing
    ) -> None:
        self.tally, self.table, self.waits, self.missing = tally, table, waits, missing
        self.groups = ToldGroups(tally)
        self.places = _by_kind(tally, table)
        self.parts = Parts(table, self.places, missing)
        self.notes: dict[str, None] = {}

    def settle(self, asking: Asking) -> None:
        """Ask what counts where a column that says the same of each pupil disagrees with the parts."""
        self.parts.settle(asking)

    def figures(self) -> list[Measurement]:
        """Every figure that waits for no answer, of whole year groups, of all together, and of groups."""
        made = [*self._of_kinds(), *self._of_combined()]
        of_years = [figure for each in made for figure in self._figures(_where(each), each)]
        together = [figure for each in _of_all_years(made) for figure in self._figures(_where(each, ALL_YEARS), each)]
        return [*of_years, *together]

    def gaps(self, figures: Iterable[Measurement]) -> list[MeasuredGap]:
        """How far a group is from the pupils who are not in it, where both are shown."""
        by_place = {(f.subject, f.year, f.point, f.measure, f.group): f for f in figures}
        found = []
        for one in by_place.values():
            for others in self.groups.others_of(one.group):
                other = by_place.get((one.subject, one.year, one.point, one.measure, others))
                if other:
                    gap = one.value - other.value
                    about = (one.subject, one.year, one.point, one.measure, one.group, others)
                    found.append(MeasuredGap(*about, gap, one.pupils, other.pupils))
        return found

    def _of_kinds(self) -> Iterable[_Made]:
        for (subject, year, point), some in self.places.items():
            if self.waits(subject, year, point) or not self.parts.column_counts((subject, year, point)):
                continue
            had: set[str] = set()
            for kind, counted in some:
                held = dict(zip(counted.children, counted.points, strict=True))
                for measure in (m for m in kind.measures if m.key not in had):
                    made = self._made(subject, (year, point), kind, counted, measure, held)
                    if made is not None:
                        had.add(measure.key)
                        yield made

    def _made(self, subject: str, at: At, kind: Kind, counted: Counted, measure: Measured, held: Held) -> _Made | None:
        left_out = counted.results_left_out
        made = _Made(subject, at, measure, held, counted.reasons, left_out, columns=counted.columns)
        if measure.how == "share_of_year":
            made.least = kind.threshold(at[1])
            if made.least is None:
                unknown = f"{kind.name}: the threshold of {at[1][:4]} is not known; nobody is said to have met it"
                self.notes[unknown] = None
                return None
        elif measure.how == "ever":
            made.least, made.held = 1, self._met_before(subject, at, kind)
        elif measure.how == "mean":
            made.every, made.held = held, {child: value for child, value in held.items() if is_result(value)}
        return made if made.held else None

    def _met_before(self, subject: str, at: At, kind: Kind) -> Held:
        """Of each child who has been in the number at any time up to now, whether it has met the standard (1 or 0).

        None where there is nothing of an earlier time. Who left is in no number, whatever there was before.
        """
        year, now = at
        times = {
            point: counted
            for (of, group, point), some in self.places.items()
            for each, counted in some
            if (of, group, each.key) == (subject, year, kind.key) and point <= now
        }
        if len(times) < 2 or any(kind.threshold(point) is None for point in times):
            return {}
        found: Held = {}
        for point, counted in times.items():
            threshold = kind.threshold(point) or inf
            for child, value in zip(counted.children, counted.points, strict=True):
                found[child] = max(found.get(child, 0.0), float(value >= threshold))
        for child in self.missing.left.get((f"{subject}:{kind.key}", year, now), ()):
            found.pop(child, None)
        return found

    def _of_combined(self) -> Iterable[_Made]:
        for combined, at in self.parts.all_there():
            if self.waits(combined.subject, *at) or any(self.waits(part, *at) for part in combined.parts):
                continue
            for measure in combined.measures:
                held, reasons = self.parts.held(combined, measure, at)
                if held:
                    columns = self.parts.columns(combined, at)
                    left_out = reasons.get(self.parts.LACKING, 0)
                    yield _Made(combined.subject, at, measure, held, reasons, left_out, 1, columns=columns)

    def _figures(self, where: Where, made: _Made) -> Iterable[Measurement]:
        yield self._figure(where, made)
        shown = self.groups.shown(made.every or made.held)
        for group, some in self.groups.of(made.held).items():
            if group in shown:
                met, value, pupils = _value(some, made)
                yield Measurement(*where, value, pupils, group, met, judged=_judged(some, made))

    def _figure(self, where: Where, made: _Made) -> Measurement:
        """The figure of everybody, with who is left out of it."""
        values = list(made.held.values())
        met, value, pupils = _value(values, made)
        cohort = len(values) + sum(n for why, n in made.reasons.items() if why in self.table.judged_without)
        if made.measure.how == "took":
            met, value, pupils = len(values), 100 * len(values) / cohort, cohort
        left_out, judged = sum(made.reasons.values()), _judged(values, made)
        return Measurement(
            *where,
            value,
            pupils,
            met=met,
            left_out=left_out,
            reasons=made.reasons,
            cohort=cohort,
            judged=judged,
            results_left_out=made.left_out,
            columns=made.columns,
        )


def _by_kind(tally: Tally, table: KindTable) -> Places:
    """What is counted by subject, year group and time: of each kind, in the order of the kinds."""
    order = {kind.key: n for n, kind in enumerate(table.kinds)}
    found: Places = {}

    def rank(item: tuple[Place, Counted]) -> tuple[int, Place]:
        return order.get(item[0][0].partition(":")[2], len(order)), item[0]

    for (counted_as, year, point), counted in sorted(tally.places.items(), key=rank):
        subject, _, key = counted_as.partition(":")
        if counted.points and key in order:
            found.setdefault((subject, year, point), []).append((table.kinds[order[key]], counted))
    return found


def _where(made: _Made, year: str = "") -> Where:
    return made.subject, year or made.at[0], made.at[1], made.measure.key


def _of_all_years(made: Iterable[_Made]) -> Iterable[_Made]:
    """The same of all year groups together, where there are several."""
    together: dict[tuple[str, str, str], list[_Made]] = {}
    for each in made:
        if each.measure.how in {"share", "mean"}:
            together.setdefault((each.subject, each.at[1], each.measure.key), []).append(each)
    joined: dict[tuple[int, ...], Held] = {}
    for some in together.values():
        if len(some) > 1:
            yield _together(some, joined)


def _together(some: list[_Made], joined: dict[tuple[int, ...], Held]) -> _Made:
    """Several year groups' as one; `joined` keeps what was put together: several measures are of the same results."""

    def together(each: list[Held]) -> Held:
        key = tuple(map(id, each))
        if key not in joined:
            joined[key] = {child: value for held in each for child, value in held.items()}
        return joined[key]

    reasons: dict[str, int] = {}
    for each in some:
        for why, count in each.reasons.items():
            reasons[why] = reasons.get(why, 0) + count
    held, every = together([e.held for e in some]), together([e.every for e in some])
    first, left_out = some[0], sum(each.left_out for each in some)
    return _Made(first.subject, first.at, first.measure, held, reasons, left_out, first.least, every)


def _value(values: list[float], made: _Made) -> tuple[int | None, float, int]:
    """How many meet a measure (None for a mean), the figure, and of how many pupils."""
    if made.measure.how in {"mean", "number"}:
        return None, fsum(values) / len(values), len(values)
    least = made.measure.least if made.least is None else made.least
    met = sum(times for value, times in Counter(values).items() if value >= least)
    return met, 100 * met / len(values), len(values)


def _judged(values: list[float], made: _Made) -> int:
    """How many of them have a result themselves, and are not in the number for want of one."""
    if made.least is not None:
        return len(values)
    return sum(times for value, times in Counter(values).items() if is_result(value))
