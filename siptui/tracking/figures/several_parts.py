"""What is reckoned of several results of one pupil together: all three subjects, the goals of the early years profile.

A child with a part that is not met has not met the whole; who lacks a part without failing one is in no number, and who
has a result that nobody understands waits.
"""

from collections.abc import Iterator
from functools import partial
from operator import le
from typing import ClassVar

from siptui.records.problem import Place
from siptui.tracking.figures.children_gone import Missing
from siptui.tracking.figures.counting import Counted
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.vocabulary.kind_table import Combined, Kind, KindTable, Measured

Held = dict[int, float]
"""What each child's result is worth, by the child's number."""
At = tuple[int, str]
"""A year group and a point in time."""
Places = dict[tuple[str, int, str], list[tuple[Kind, Counted]]]
"""What is counted of each kind, by subject, year group and point in time."""
PARTS, COLUMN = "the parts", "the column"
MOST_ROWS = 6


class Parts:
    """Puts together what is counted in parts."""

    LACKING: ClassVar[str] = "a part without a result"

    def __init__(self, table: KindTable, places: Places, missing: Missing) -> None:
        self.table, self.places, self.missing = table, places, missing
        self.told: dict[tuple[str, int, str], str | None] = {}  # what counts where a column says the same as its parts

    def all_there(self) -> Iterator[tuple[Combined, At]]:
        """What can be reckoned: of which all parts have results, and that no column of its own gives."""
        for combined in self.table.combined:
            for at in dict.fromkeys((year, point) for _, year, point in self.places):
                if all((part, *at) in self.places for part in combined.parts) and self._parts_count(combined, at):
                    yield combined, at

    def column_counts(self, place: tuple[str, int, str]) -> bool:
        """Whether a subject's own column counts, where its parts say the same."""
        return self.told.get(place, COLUMN) == COLUMN

    def _parts_count(self, combined: Combined, at: At) -> bool:
        place = (combined.subject, *at)
        if combined.beside:
            return self.told.get(place, PARTS) == PARTS
        own = {measure.key for kind, _ in self.places.get(place, ()) for measure in kind.measures}
        return own.isdisjoint(measure.key for measure in combined.measures)

    def settle(self, asking: Asking) -> None:
        """Ask what counts where a column that says the same of each pupil disagrees with the parts."""
        for combined in (c for c in self.table.combined if c.beside):
            for place in [p for p in self.places if p[0] == combined.subject]:
                at = (place[1], place[2])
                if all((part, *at) in self.places for part in combined.parts):
                    apart = self._disagreeing(combined, at)
                    self.told[place] = self._ask(combined, apart, asking) if apart else PARTS

    def _disagreeing(self, combined: Combined, at: At) -> list[int]:
        """The children of whom the column says otherwise than their parts."""
        kind, counted = self.places[combined.subject, *at][0]
        least = max(measure.least for measure in kind.measures)
        parts, _ = self.held(combined, combined.measures[0], at)
        said = zip(counted.children, counted.points, strict=True)
        return [child for child, value in said if child in parts and (value >= least) != bool(parts[child])]

    def _ask(self, combined: Combined, apart: list[int], asking: Asking) -> str | None:
        lines = sorted(self.missing.lines({*apart}))
        sheet, first = lines[0]
        rows = ", ".join(str(line) for _, line in lines[:MOST_ROWS]) + (" …" if len(lines) > MOST_ROWS else "")
        choices, place = [PARTS, COLUMN, LEAVE_OUT], Place(sheet, "A", first)
        return asking.ask(f"parts:{sheet}", "parts", choices, place, sheet=sheet, rows=rows)

    def held(self, combined: Combined, measure: Measured, at: At) -> tuple[Held, dict[str, int]]:
        """What each child in the number counts (1 where the whole is met, or how many parts); why others are not."""
        parts = [self._met(part, at, measure.of) for part in combined.parts]
        every, unclear = set[int]().union(*parts), self._unclear(combined, at)
        whole = set(parts[0]).intersection(*parts) - unclear
        if measure.how == "number":
            found = {child: float(sum(part[child] for part in parts)) for child in whole}
        else:
            failed = {child for part in parts for child, met in part.items() if not met} - unclear
            found = dict.fromkeys(failed, 0.0) | dict.fromkeys(whole - failed, 1.0)
        lacking = len(every) - len(found)
        return found, ({self.LACKING: lacking} if lacking else {}) | self._reasons_of_all(combined, at)

    def columns(self, combined: Combined, at: At) -> list[str]:
        """The columns that the parts are counted from."""
        return [
            column for part in combined.parts for _, counted in self.places[part, *at] for column in counted.columns
        ]

    def _met(self, part: str, at: At, key: str) -> dict[int, bool]:
        """Of each child with a result in a part, whether it meets a measure; the first kind that has one counts."""
        found: dict[int, bool] = {}
        for kind, counted in self.places[part, *at]:
            measure = next((m for m in kind.measures if m.key == key), None)
            if measure:
                found = (
                    dict(zip(counted.children, map(partial(le, measure.least), counted.points), strict=True)) | found
                )
        return found

    def _unclear(self, combined: Combined, at: At) -> set[int]:
        """The children with a result in a part that nobody understands."""
        places = [(f"{part}:{kind.key}", *at) for part in combined.parts for kind, _ in self.places[part, *at]]
        return set[int]().union(*(self.missing.unclear.get(place, ()) for place in places))

    def _reasons_of_all(self, combined: Combined, at: At) -> dict[str, int]:
        """Why pupils are in no part at all: what all parts say, and of how many at least."""
        each = [counted.reasons for part in combined.parts for _, counted in self.places[part, *at][:1]]
        names = [name for name in each[0] if all(name in other for other in each)]
        return {name: min(other[name] for other in each) for name in names}
