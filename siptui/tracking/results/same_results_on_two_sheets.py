"""Results that stand on two sheets, counted once."""

from collections.abc import Iterable
from itertools import combinations

from msgspec import Struct

from siptui.records.problem import Place
from siptui.tracking.pupils.on_two_sheets import Read, _name, _results, _said
from siptui.tracking.pupils.pupil_rows import Pupil, Rows
from siptui.tracking.questions.asking import Asking
from siptui.tracking.results.which_column import Reading
from siptui.tracking.vocabulary.headings import Pair

SAME, SAME_THERE, OTHERS = "the same pupils", "the same pupils, as on {sheet}", "other pupils"

Named = tuple[str, int | None]
"""A pupil's name, its words in order of the alphabet, and year group."""


class Again(Struct):
    """Rows (sheet and row from 0) whose results count elsewhere; and the results that wait for an answer."""

    rows: dict[tuple[str, int], frozenset[Pair]]
    open: set[Pair]


def find_again(read: list[Read], readings: list[Reading], asking: Asking) -> Again:
    """Pupils without a UPN whose names in the same year group stand on another sheet for the same results.

    What that sheet leaves blank counts here: a class's list may have a column for what its sets' lists hold.
    """
    again = Again({}, set())
    for (first, reading), (second, other_reading) in combinations(zip(read, readings, strict=True), 2):
        shared = _results(first[0]) & _results(second[0])
        same = _same(first, second) if shared else []
        if not same:
            continue
        one, other = first[0].sheet.key, second[0].sheet.key
        here, there = (t[0].sheet.line(p.row) for t, p in zip((first, second), same[0], strict=True))
        there_counts = SAME_THERE.format(sheet=other)
        answer = asking.ask(
            f"sheets:{one}+{other}",
            "same_pupils",
            [SAME, there_counts, OTHERS],
            Place(second[0].sheet.name, "A", there),
            sheet=one,
            other=other,
            count=len(same),
            row=here,
            there=there,
        )
        if answer is None:
            again.open |= shared
        elif answer == SAME:
            _count_once(again, other, [(b, a) for a, b in same], shared, _held(first[1], reading))
        elif answer == there_counts:
            _count_once(again, one, same, shared, _held(second[1], other_reading))
    return again


def _count_once(
    again: Again, sheet: str, same: list[tuple[Pupil, Pupil]], shared: Iterable[Pair], held: dict[Pair, set[int]]
) -> None:
    """Have the first of each two pupils, who stands on `sheet`, not count where the other has something (`held`)."""
    for pupil, other in same:
        pairs = {pair for pair in shared if other.row in held.get(pair, ())}
        again.rows[sheet, pupil.row] = again.rows.get((sheet, pupil.row), frozenset()) | pairs


def _held(rows: Rows, reading: Reading) -> dict[Pair, set[int]]:
    """By result, the rows of a table that hold something there."""
    found: dict[Pair, set[int]] = {}
    for result in reading.results:
        mine = [p.row for p, worth in zip(rows.pupils, result.worths, strict=True) if not worth.nothing]
        if result.chosen:
            found.setdefault(result.pair, set()).update(mine)
    return found


def _same(first: Read, second: Read) -> list[tuple[Pupil, Pupil]]:
    """The pupils who seem to stand on both sheets: two full names, or half of what one of the sheets holds."""
    mine, theirs = _by_name(first), _by_name(second)
    short = _by_short_name(mine, theirs) or [(a, b) for b, a in _by_short_name(theirs, mine)]
    if short:
        return [(a, b) for a, b in short if not _told_apart(first, second, a, b)]
    same = [(mine[k], theirs[k]) for k in theirs if k in mine and not _told_apart(first, second, mine[k], theirs[k])]
    full = sum(len(k[0].split()) > 1 for k in theirs if k in mine)
    fewest = min(len(mine), len(theirs))
    return same if full > 1 or (same and len(same) * 2 >= fewest) else []


def _by_short_name(full: dict[Named, Pupil], short: dict[Named, Pupil]) -> list[tuple[Pupil, Pupil]]:
    """The pupils of a sheet that gives first names, or these and an initial, beside those whom another names in full.

    None unless they are half of the sheet.
    """
    by_word: dict[tuple[str, int | None], list[tuple[list[str], Pupil]]] = {}
    for (name, year), pupil in full.items():
        words = name.split()
        for word in words if len(words) > 1 else ():
            by_word.setdefault((word, year), []).append((words, pupil))
    found = []
    for (name, year), pupil in short.items():
        words = [w.strip(".") for w in name.split()]
        initials = [w for w in words if len(w) == 1]
        whole = [w for w in words if len(w) > 1]
        for others, one in by_word.get((whole[0], year), ()) if len(whole) == 1 else ():
            if len(others) >= len(words) and all(
                any(o.startswith(i) for o in others if o != whole[0]) for i in initials
            ):
                found.append((one, pupil))
                break
    return found if len(found) * 2 >= len(short) else []


def _told_apart(first: Read, second: Read, one: Pupil, other: Pupil) -> bool:
    """Whether UPNs or dates of birth on both sheets have the last word (the same ones are refused elsewhere)."""
    return any(_said(first[0], one.row, name) and _said(second[0], other.row, name) for name in ("upn", "dob"))


def _by_name(read: Read) -> dict[Named, Pupil]:
    """Pupils by name, however it is split over columns, and year group."""
    found = {}
    for pupil in read[1].pupils:
        name = _name(read[0], pupil.row)
        if name:
            found[name, pupil.year] = pupil
    return found
