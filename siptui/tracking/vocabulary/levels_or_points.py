"""Whether a column of results holds levels or points; where it could be either, that is asked."""

from collections import Counter
from collections.abc import Iterable
from itertools import repeat
from typing import Literal

from msgspec import Struct, structs

from siptui.sheets.cells import Cell, number, shown
from siptui.tracking.vocabulary.headings import Notation
from siptui.tracking.vocabulary.levels import Levels

Form = Literal["levels", "points", "decimals", "either", "empty"]


class Look(Struct, frozen=True):
    """What a column looks like; `bare` if only its plain whole numbers say so; `examples` of what is unclear.

    `whole` if small numbers in it may be whole levels: none of its levels has a letter. Where other columns hold 2.3
    and 2.7, its 3 may be 3.0 and a sublevel too. `mixed` if it holds both levels with letters and numbers that are
    points of levels.
    """

    form: Form
    bare: bool = False
    whole: bool = False
    mixed: bool = False
    examples: tuple[str, ...] = ()


class Others(Struct, frozen=True):
    """What columns of the file plainly hold, which tells of the others: numbers of points, sublevels as decimals.

    `marks`: subjects whose numbers, in all columns of the file together, fit no points; `scales`: those whose letters
    are of another scale than levels are.
    """

    points: bool = False
    decimals: bool = False
    marks: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()


def look(cells: Iterable[Cell], hint: Notation, levels: Levels) -> Look:
    """Judge a column by its heading's hint and by its values."""
    counts = Counter(cells)
    values = {c: n for c in counts if (n := number(c)) is not None}
    small = any(n <= levels.table.highest_level for n in values.values())
    judged = _judge(counts, values, hint, levels)
    whole = small and (judged.mixed or not any(map(levels.is_sublevel, counts)))
    return structs.replace(judged, whole=True) if whole else judged


def _judge(counts: Counter[Cell], values: dict[Cell, float], hint: Notation, levels: Levels) -> Look:
    numbers = [n for c, value in values.items() for n in repeat(value, counts[c])]
    texts = sum(times for c, times in counts.items() if levels.is_level_text(c))
    if not numbers:
        return Look("levels" if texts else "empty")
    if texts and _is_mixed(counts, numbers, levels):
        return Look("either", mixed=True, examples=examples(numbers))
    if hint == "points" and len(numbers) >= texts:
        return Look("points")
    big = sum(n > levels.table.highest_level for n in numbers)
    if texts or hint == "levels":
        return _mostly_levels(numbers, big, texts, levels)
    return _only_numbers(numbers, big, levels)


def _is_mixed(cells: Iterable[Cell], numbers: list[float], levels: Levels) -> bool:
    """Whether there are points of levels beside levels that are none in a column of points, as W is one."""
    most, worths = levels.table.highest_level, {*levels.points.values()}
    points = any(n > most and n in worths for n in numbers)
    return points and any(levels.is_level_text(c) and levels.as_points(c).unknown for c in cells)


def _mostly_levels(numbers: list[float], big: int, texts: int, levels: Levels) -> Look:
    if texts and big > texts and _usually_points(numbers, levels):
        return Look("points")  # a few "W" among points
    if big and big >= texts:
        return Look("either", examples=examples(numbers))
    broken = [n for n in numbers if not n.is_integer() and n <= levels.table.highest_level + 1]
    if broken:
        return Look("decimals", examples=examples(broken))
    return Look("levels")


def _only_numbers(numbers: list[float], big: int, levels: Levels) -> Look:
    if big:
        sure = _usually_points(numbers, levels)
        return Look("points") if sure else Look("either", examples=examples(numbers))
    broken = [n for n in numbers if not n.is_integer()]
    if broken:
        return Look("decimals", examples=examples(broken))
    if max(numbers) >= levels.table.unlikely_level:
        return Look("either", examples=examples(numbers))
    return Look("levels", bare=True)


def _usually_points(numbers: list[float], levels: Levels) -> bool:
    return sum(n >= levels.table.usual_points for n in numbers) * 2 > len(numbers)


def examples(numbers: list[float]) -> tuple[str, ...]:
    """The least few of a column's numbers."""
    return tuple(shown(n) for n in sorted(set(numbers))[:4])
