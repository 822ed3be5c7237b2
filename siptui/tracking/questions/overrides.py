"""What somebody says of a file without being asked: of a sheet, of what a column means, of what a value is worth.

`sheet:NAME`, `means:SHEET!F` and `value:RAW`. Each must be about something that is in the file.
"""

import re
from collections.abc import Iterable
from typing import Protocol

from siptui.records.problem import Fact, Refused
from siptui.sheets.cells import Cell, Sheet, blank, index_of, letters, plain, shown
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.vocabulary.levels import Worth
from siptui.tracking.words.columns import AS_SAID
from siptui.tracking.words.problems import problem
from siptui.tracking.words.reasons import why

RESULTS = "results"
SHEET, MEANS, VALUE = "sheet:", "means:", "value:"
_LETTERS = re.compile(r"[A-Za-z]{1,3}")


class Overrides:
    """What was said of the sheets and columns of one file."""

    def __init__(self, asking: Asking, headings: Headings) -> None:
        self.asking, self.headings = asking, headings
        self._columns: dict[str, dict[int, str]] = {}

    def check(self, sheets: Iterable[Sheet]) -> None:
        """Note which columns were told of. Raises Refused for a sheet or column that the file has not."""
        by_name = {plain(s.name): s for s in sheets}
        names = ", ".join(s.name for s in by_name.values())
        for name, key in self.asking.told_of(SHEET).items():
            if plain(name) in by_name:
                self.asking.told(key, [RESULTS, LEAVE_OUT])
            else:
                self._refuse("no_such_sheet", key, name=name, names=names)
        for place, key in self.asking.told_of(MEANS).items():
            name, _, column = place.rpartition("!")
            sheet = by_name.get(plain(name))
            if sheet is None:
                self._refuse("no_such_sheet", key, name=name, names=names)
                continue
            x = index_of(column) if _LETTERS.fullmatch(column) else -1
            if x < 0 or all(x >= len(row) or blank(row[x]) for row in sheet.rows):
                width = max((len(row) for row in sheet.rows), default=0)
                last = letters(max(width - 1, 0))
                self._refuse("nothing_in_column", key, sheet=sheet.name, column=column, last=last)
                continue
            meant = self.asking.told(key, self._choices())
            if meant:
                self._columns.setdefault(sheet.name, {})[x] = meant

    def sheet(self, name: str) -> str | None:
        """Whether a sheet is to be read ("results"), left out, or nobody said."""
        for said, key in self.asking.told_of(SHEET).items():
            if plain(said) == plain(name):
                return self.asking.told(key, [RESULTS, LEAVE_OUT])
        return None

    def columns(self, sheet: str) -> dict[int, Meaning]:
        """The columns of a sheet (from 0) that somebody said the meaning of."""
        return {x: self._meaning(said) for x, said in self._columns.get(sheet, {}).items()}

    def _choices(self) -> list[str]:
        results = [f"{subject} {point}" for subject, point in self.headings.pairs]
        return [*results, *self.headings.words.columns, *self.headings.words.long_form, LEAVE_OUT]

    def _meaning(self, said: str) -> Meaning:
        if said == LEAVE_OUT:
            return Meaning("left out", AS_SAID)
        if said in self.headings.words.columns or said in self.headings.words.long_form:
            return Meaning("column", said)
        subject, _, point = said.partition(" ")
        return Meaning("result", "", subject, (point,), wording=point, dated=True)

    def _refuse(self, code: str, key: str, **facts: Fact) -> None:
        """Refuse what cannot be said of this file; what was said of an earlier one is passed over."""
        if key in self.asking.answers:
            raise Refused(problem(self.asking.source, code, None, key=key, **facts))


class Tellable(Protocol):
    """What counts cells, and can be told what a value is."""

    told: dict[str, Worth]
    such: str  # what could be said, where it is no level

    def tell(self, raw: str, said: str) -> bool: ...


def values_told(asking: Asking, levels: Tellable) -> None:
    """Make `levels` count values as somebody said. Raises Refused for what is neither a result nor left out."""
    for raw, key in asking.told_of(VALUE).items():
        said = asking.said(key)
        if plain(said) == LEAVE_OUT:
            levels.told[plain(raw)] = Worth(None, why("as_said"))
            continue
        if not levels.tell(raw, said) and key in asking.answers:
            code = "no_such_result" if levels.such else "no_such_level"
            raise Refused(problem(asking.source, code, given=said, key=key, such=levels.such))


def check_values(asking: Asking, cells: Iterable[Cell]) -> None:
    """Raises Refused for a value that stands in no column of results."""
    told = asking.told_of(VALUE)
    if not told:
        return
    held = {plain(shown(c)) for c in cells}
    for raw, key in told.items():
        if plain(raw) not in held and key not in asking.answers:
            continue
        if plain(raw) not in held:
            raise Refused(problem(asking.source, "no_such_value", key=key, value=raw))
        asking.use(key)
