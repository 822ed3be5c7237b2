"""Children of whom it is known that they are in no number at a time: who has left, and who waits for an answer.

A child who has left is in no number of those who met a standard ever; one with a cell that nobody understands is in no
number of several results together, whatever its other results are.
"""

from collections.abc import Iterable

from msgspec import Struct, field

from siptui.tracking.figures.counting import Place, TableCount
from siptui.tracking.results.which_column import Result
from siptui.tracking.vocabulary.kind_table import KindTable


class Missing(Struct):
    """The numbers of such children, by the place of their results: who had `left`, and who is `unclear`."""

    left: dict[Place, set[int]] = field(default_factory=dict)
    unclear: dict[Place, set[int]] = field(default_factory=dict)
    lines: dict[int, tuple[str, int]] = field(default_factory=dict)  # where each child stands first: sheet, row

    def note(self, count: TableCount, results: Iterable[Result], table: KindTable) -> None:
        """Note those of a table."""
        for at, child in count.numbers.items():
            self.lines.setdefault(child, (count.sheet.name, count.sheet.line(count.pupils[at].row)))
        for result in results:
            kind = table.of(result.kind)
            reasons = {code.because for code in kind.codes if code.becomes == "gone"} if kind else set()
            for at, child in count.numbers.items() if kind else ():
                worth = result.worths[at]
                place = (result.counted_as, count.pupils[at].year or 0, result.pair[1])
                if worth.unknown:
                    self.unclear.setdefault(place, set()).add(child)
                elif worth.why is not None and worth.why.facts.get("because") in reasons:
                    self.left.setdefault(place, set()).add(child)
