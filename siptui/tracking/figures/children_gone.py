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
    tables: list[TableCount] = field(default_factory=list)

    def note(self, count: TableCount, results: Iterable[Result], table: KindTable) -> None:
        """Note those of a table."""
        if any(combined.beside for combined in table.combined):
            self.tables.append(count)
        for result in results:
            kind = table.of(result.kind)
            reasons = {code.because for code in kind.codes if code.becomes == "gone"} if kind else set()
            different = dict(zip(map(id, result.worths), result.worths, strict=True)).values()  # few of many
            unclear = {id(w) for w in different if w.unknown}
            left = {id(w) for w in different if w.why is not None and w.why.facts.get("because") in reasons}
            for at, child in count.numbers.items() if kind and (unclear or left) else ():
                of, place = id(result.worths[at]), (result.counted_as, count.pupils[at].year or 0, result.pair[1])
                if of in unclear:
                    self.unclear.setdefault(place, set()).add(child)
                elif of in left:
                    self.left.setdefault(place, set()).add(child)

    def lines(self, children: set[int]) -> list[tuple[str, int]]:
        """Where some children stand: sheet and row."""
        return [
            (count.sheet.name, count.sheet.line(count.pupils[at].row))
            for count in self.tables
            for at, child in count.numbers.items()
            if child in children
        ]
