"""When the results in a table's columns were taken: as headings say, by their order, or as somebody says."""

from collections.abc import Callable, Container

from msgspec import structs

from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import Reading, place_of
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.words.columns import means


class TimesOfColumns:
    """Settles the points in time of one table's columns; what waits for an answer is noted in `found`."""

    def __init__(self, table: Table, headings: Headings, asking: Asking, found: Reading) -> None:
        self.table, self.asking, self.found = table, asking, found
        self.points = list(headings.moments.points)
        self.kinds = {*headings.words.kinds}  # columns of several kinds of one subject and time are of one time

    def settle(self, holds_levels: Callable[[Column], bool]) -> list[Column]:
        """The columns of which it is known; `holds_levels` tells whether there are levels in a column."""
        self._settle_by_order()
        ordinals: dict[tuple[str, str], int] = {}
        some_dated = {c.meaning.subject for c in self.table.results if c.meaning.points}
        dated: list[Column] = []
        for column in self.table.results:
            meaning = column.meaning
            if meaning.by_year or (len(meaning.points) == 1 and meaning.sure):
                dated.append(column)
            elif self._is_beside(column, some_dated) and not self._may_be_missing(column, holds_levels):
                self.found.means[column.index] = means("no_time", subject=meaning.subject)
            else:
                kind = meaning.notation if meaning.notation in self.kinds else ""
                spot = (meaning.subject, f"{meaning.wording} {kind}")
                ordinals[spot] = ordinals.get(spot, 0) + 1
                if self._ask_point(column, ordinals[spot]):
                    dated.append(column)
        return dated

    def _is_beside(self, column: Column, dated: Container[str]) -> bool:
        """Whether a column tells no time while others of its subject do."""
        return not column.meaning.points and column.meaning.subject in dated

    def _settle_by_order(self) -> None:
        """Tell two Julys apart where one stands before all the other points of the year and one after them."""
        for subject in {c.meaning.subject for c in self.table.results}:
            mine = [c for c in self.table.results if c.meaning.subject == subject and c.meaning.points]
            if any(c.source >= 0 for c in mine):
                continue  # the order of rows tells nothing
            sure = [c for c in mine if c.meaning.sure]
            unsure = [c for c in mine if not c.meaning.sure and not c.meaning.by_year]
            ends = {c.meaning.points for c in unsure}
            between = [self.points.index(c.meaning.points[0]) for c in sure]
            if not sure or len(ends) != 1 or len(min(ends)) < 2 or between != sorted(between):
                continue
            first, *_, last = sorted(ends.pop(), key=self.points.index)
            if not self.points.index(first) < between[0] <= between[-1] < self.points.index(last):
                continue
            before = [c for c in unsure if c.index < sure[0].index]
            after = [c for c in unsure if c.index > sure[-1].index]
            if before and after and len(before) + len(after) == len(unsure):
                for columns, point in ((before, first), (after, last)):
                    for column in columns:
                        column.meaning = structs.replace(column.meaning, points=(point,), sure=True)

    def _ask_point(self, column: Column, ordinal: int) -> bool:
        """Ask when a column's results were taken; whether it is known now."""
        meaning = column.meaning
        choices = list(meaning.points) or self.points
        key = f"point:{meaning.wording or 'undated'}" + (f":{ordinal}" if ordinal > 1 else "")
        key = self.asking.key_of(key, meaning.subject, self._stands(column), self.table.sheet.key)
        place = place_of(self.table, column)
        answer = self.asking.ask(key, "point", [*choices, LEAVE_OUT], place, heading=column.heading)
        if answer is None:
            self.found.open |= {(meaning.subject, p) for p in choices}
            self.found.means[column.index] = means("time_asked", subject=meaning.subject, times=" or ".join(choices))
        elif answer == LEAVE_OUT:
            self.found.means[column.index] = means("time_left_out", subject=meaning.subject)
        else:
            column.meaning = structs.replace(meaning, points=(answer,), sure=True)
            return True
        return False

    def _stands(self, column: Column) -> object:
        """What tells a column's time: its words, and whether it stands before or after those that say theirs.

        "Summer" before "Autumn" is another than after it, and "Reading latest" may be another than "Reading current".
        """
        mine = [c for c in self.table.results if c.meaning.subject == column.meaning.subject and c.source < 0]
        sure = [c.index < column.index for c in mine if c.meaning.sure and len(c.meaning.points) == 1 and c != column]
        words = tokens(column.heading) if column.meaning.notation not in self.kinds else ()
        return words, any(sure), not all(sure)

    def _may_be_missing(self, column: Column, holds_levels: Callable[[Column], bool]) -> bool:
        """Whether a column without a time beside dated ones holds pupils' levels, and a point in time has no column."""
        if column.source >= 0:
            return False  # rows of results that tell no time are asked about themselves
        mine = [c.meaning for c in self.table.results if c.meaning.subject == column.meaning.subject]
        if {p for m in mine for p in m.points} >= {*self.points} or any(m.by_year for m in mine):
            return False
        return holds_levels(column)
