"""Whether a column of results holds levels or points; where it could be either, that is asked."""

from collections import Counter
from typing import Literal

from msgspec import Struct

from siptui.tracking.cells import Cell, number, shown
from siptui.tracking.headings import Notation
from siptui.tracking.levels import Levels

Form = Literal["levels", "points", "decimals", "either", "empty"]


class Look(Struct, frozen=True):
    """What a column looks like; `bare` if only its plain whole numbers say so; `examples` of what is unclear."""

    form: Form
    bare: bool = False
    examples: tuple[str, ...] = ()


def look(cells: list[Cell], hint: Notation, levels: Levels) -> Look:
    """Judge a column by its heading's hint and by its values."""
    counts = Counter(cells)
    numbers = [n for c, times in counts.items() for n in [number(c)] * times if n is not None]
    texts = sum(times for c, times in counts.items() if levels.is_level_text(c))
    if not numbers:
        return Look("levels" if texts else "empty")
    if hint == "points" and len(numbers) >= texts:
        return Look("points")
    big = sum(n > levels.table.highest_level for n in numbers)
    if texts or hint == "levels":
        return _mostly_levels(numbers, big, texts, levels)
    return _only_numbers(numbers, big, levels)


def _mostly_levels(numbers: list[float], big: int, texts: int, levels: Levels) -> Look:
    if texts and big > texts and _usually_points(numbers, levels):
        return Look("points")  # a few "W" among points
    if big and big >= texts:
        return Look("either", examples=_examples(numbers))
    broken = [n for n in numbers if not n.is_integer() and n <= levels.table.highest_level + 1]
    if broken:
        return Look("decimals", examples=_examples(broken))
    return Look("levels")


def _only_numbers(numbers: list[float], big: int, levels: Levels) -> Look:
    if big:
        sure = _usually_points(numbers, levels)
        return Look("points") if sure else Look("either", examples=_examples(numbers))
    broken = [n for n in numbers if not n.is_integer()]
    if broken:
        return Look("decimals", examples=_examples(broken))
    if max(numbers) >= levels.table.unlikely_level:
        return Look("either", examples=_examples(numbers))
    return Look("levels", bare=True)


def _usually_points(numbers: list[float], levels: Levels) -> bool:
    return sum(n >= levels.table.usual_points for n in numbers) * 2 > len(numbers)


def _examples(numbers: list[float]) -> tuple[str, ...]:
    return tuple(shown(n) for n in sorted(set(numbers))[:4])
