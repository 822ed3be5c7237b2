"""What a cell is worth as a result of a kind: a number in its order or on its scale, a code, or nothing known."""

from collections.abc import Mapping
from math import inf

from siptui.sheets.cells import TWO_RESULTS, UNSAVED, Cell, number, plain, shown
from siptui.tracking.vocabulary.kind_table import Code, Kind, KindTable, Outcome
from siptui.tracking.vocabulary.levels import BLANK, NO_RESULT, Worth
from siptui.tracking.words.reasons import why

NOT_MET = -1.0
"""Worth of a pupil who stays in the number and has met nothing: below every result, and in no mean."""
MET = inf
"""Worth of a pupil of whom nothing is known but that the standard is met: in no mean either."""
NOT_MET_CODE = Worth(NOT_MET)
_MARKS = {UNSAVED: Worth(None, NO_RESULT, unknown=True), TWO_RESULTS: Worth(None, why("two_results"))}


def is_result(points: float | None) -> bool:
    """Whether a worth is a result itself, which a mean is made of."""
    return points is not None and 0 <= points < inf


class CellsOfKind:
    """A kind made ready for reading many cells; `told` holds what somebody said that values are."""

    def __init__(self, kind: Kind, told: Mapping[str, str]) -> None:
        self.kind, self.told = kind, told
        self._values = {plain(word): each for each in kind.values for word in each.words}
        self._codes: dict[str, Code] = {plain(word): code for code in kind.codes for word in code.words}
        self._scale: dict[str, str] = {}
        self._known: dict[tuple[type, Cell], Worth] = {}

    def worth(self, cell: Cell) -> Worth:
        """What a cell is worth; `unknown` where it is no result of the kind."""
        key = cell.__class__, cell
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._worth(cell)
        return known

    def told_here(self, raw: str, said: str) -> None:
        """Take a value of this kind's columns for another, as a school's scale says; not where somebody said more."""
        if plain(raw) not in self.told:
            self._scale[plain(raw)] = said
            self._known.clear()

    def counts(self, text: str) -> bool:
        """Whether a text is a result of the kind."""
        return self._value(text) is not None

    def _worth(self, cell: Cell) -> Worth:
        text = shown(cell)
        said = self.told.get(plain(text), self._scale.get(plain(text)))
        if said is not None:
            return self._said(said, text)
        if not plain(text):
            return Worth(None, BLANK)
        if text in _MARKS:
            return _MARKS[text]
        value = self._value(cell)
        if value is not None:
            return Worth(value) if value >= 0 else Worth(None, BLANK)
        code = self._codes.get(plain(text))
        return of_code(code) if code else self._unknown(text)

    def _said(self, said: str, text: str) -> Worth:
        if not said:
            return Worth(None, why("as_said"))
        value = self._value(said)
        return Worth(value) if value is not None else self._unknown(text)

    def _unknown(self, text: str) -> Worth:
        return Worth(None, why("not_of_kind", value=text.strip(), kind=self.kind.name), unknown=True)

    def _value(self, cell: Cell) -> float | None:
        """The number of a result; below 0 where it says nothing; None where it is none."""
        if self.kind.form == "ordered":
            text = plain(shown(cell))
            outcome = self._values.get(text) or self._signed(text)
            return None if outcome is None else NOT_MET if outcome.says == "nothing" else outcome.value
        value = None if isinstance(cell, bool) else number(cell)
        if value is None or not self.kind.least <= value <= self.kind.most:
            return None
        return None if self.kind.whole and not value.is_integer() else value

    def _signed(self, text: str) -> Outcome | None:
        """An outcome with a sign after it: EXS+ is expected."""
        sign = next((sign for sign in self.kind.signs if text.endswith(sign)), "")
        return self._values.get(text.removesuffix(sign).rstrip()) if sign else None


def of_code(code: Code) -> Worth:
    """What becomes of the pupil beside whom a code stands."""
    if code.becomes == "not met":
        return NOT_MET_CODE
    if code.becomes == "nothing":
        return Worth(None, BLANK)
    return Worth(None, why("disregarded", because=code.because))


class Kinds:
    """The kinds of a file's results, each made ready once."""

    def __init__(self, table: KindTable) -> None:
        self.table = table
        self.told: dict[str, Worth] = {}
        self.such = ", ".join(dict.fromkeys(v.key for k in table.kinds for v in k.values if not v.key.isdigit()))
        self.said: dict[str, str] = {}
        self.ready = {kind.key: CellsOfKind(kind, self.said) for kind in table.kinds}

    def tell(self, raw: str, said: str) -> bool:
        """Take a value for what somebody said it is; whether that is a result of any kind."""
        if not any(cells.counts(said) for cells in self.ready.values()):
            return False
        self.said[plain(raw)] = said
        return True

    def leave_out_told(self) -> None:
        """Leave out what somebody said is none, of whichever kind its column is."""
        self.said |= dict.fromkeys(self.told, "")
