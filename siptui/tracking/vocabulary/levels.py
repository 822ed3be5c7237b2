"""What a cell of results is worth in points, or why it is not counted (facts.md §1)."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from siptui.records.numbers import number_in
from siptui.sheets.cells import TWO_RESULTS, UNSAVED, Cell, number, plain, shown
from siptui.tracking.vocabulary.kind_table import detected
from siptui.tracking.vocabulary.schema_tables import Decimals, LevelTable
from siptui.tracking.words.reasons import Why, why

BLANK, NO_RESULT = why("blank"), why("no_result")


class Worth(Struct, frozen=True):
    """A cell's points; or None, and the reason. `unknown` marks what is not a level at all.

    `between` holds what "2b+" may be worth: as 2b, or a point more; for "2b?" and "2b (PSA)" both are the same.
    """

    points: float | None
    why: Why | None = None
    unknown: bool = False
    between: tuple[float, float] | None = None
    graded: tuple[float, float] | None = None  # of "2 (high)": as the level, as its sublevel

    @property
    def reason(self) -> str:
        """Why it has no points, in words."""
        return self.why.words if self.why else ""

    @property
    def nothing(self) -> bool:
        """Whether the cell says nothing at all."""
        return self.points is None and self.why in (None, BLANK, NO_RESULT)


NOTHING = Worth(None)
"""Of a pupil to whom a column does not apply: there is no cell to count or to list."""

_MARKS = {
    UNSAVED: Worth(None, NO_RESULT, unknown=True),
    TWO_RESULTS: Worth(None, why("two_results")),
}
_SQUEEZE = re.compile(r"[\s().]+")
_REMARK = re.compile(r"(.*?)\s*(?:[?*]+|\([^()]*\))")
_BRACKETED = re.compile(r"[(\[{]\s*(.*?)\s*[)\]}]?")
_GRADED = re.compile(r"(?:([a-z]+) ?(\d)|(\d) ?\(?([a-z]+)\)?)")
_DECIMAL = re.compile(r"(\d)\.(\d)")


def _key(text: str) -> str:
    return _SQUEEZE.sub("", plain(text))


class Levels:
    """A level table made ready for reading many cells; of a key stage ("ks1", "ks2") its results' rules come first."""

    def __init__(self, table: LevelTable, key_stage: str = "") -> None:
        self.table, self.such = table, ""
        points, reasons = dict(table.points), dict(table.disregarded)
        if key_stage:
            stage = table.key_stages[key_stage]
            points |= stage.points | dict.fromkeys(stage.nought, 0.0)
            reasons |= stage.disregarded
        self.points: Mapping[str, float] = {_key(k): v for k, v in points.items()}
        self.reasons: Mapping[str, str] = {plain(k): v for k, v in reasons.items()}
        self._prefixes = sorted((_key(p) for p in table.prefixes), key=len, reverse=True)
        self._letters = {letter for way in table.decimals for letter in way.fractions.values()}
        self._known: dict[str, Worth] = {}
        self._level_texts: dict[str, bool] = {}
        self.told: dict[str, Worth] = {}  # what somebody said a value is worth, by the value as it is compared

    def tell(self, raw: str, said: str) -> bool:
        """Take a value for what somebody said it is; whether that is a level."""
        points = self._find(said)
        if points is not None:
            self.told[plain(raw)] = Worth(points)
        return points is not None

    def points_of(self, text: str) -> float | None:
        """The points of a level's code; None for what is no level."""
        return self._find(text)

    def level(self, cell: Cell, decimals: Decimals | None = None) -> Worth:
        """A cell of a column of levels; `decimals` is what somebody said 2.3 means."""
        if self.told and (said := self.told.get(plain(shown(cell)))):
            return said
        if not isinstance(cell, str):
            return self._bare_number(cell, decimals)
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._text(cell)
        if known.unknown and number(cell) is not None:
            return self._bare_number(number(cell) or 0.0, decimals)
        return known

    def as_points(self, cell: Cell) -> Worth:
        """A cell of a column of points."""
        if self.told and (said := self.told.get(plain(shown(cell)))):
            return said
        value = number(cell)
        if value is None and isinstance(cell, str):
            value = number_in(plain(cell))
        if value is not None:
            if self.table.least_points <= value <= self.table.most_points:
                return Worth(value)
            return Worth(None, why("outside_points", value=shown(cell)), unknown=True)
        text = shown(cell)
        if not plain(text):
            return Worth(None, BLANK)
        if text in _MARKS:
            return _MARKS[text]
        reason = self.reasons.get(plain(text))
        if reason:
            return Worth(None, why("disregarded", because=reason))
        certain = next((self._find(t) for t in self.table.certain_in_points if _key(t) == _key(text)), None)
        if certain is not None and not _BRACKETED.fullmatch(plain(text)):
            return Worth(certain)
        if self._find(text) is not None:
            return Worth(None, why("level_in_points", value=text.strip()), unknown=True)
        return Worth(None, why("not_points", value=text.strip()), unknown=True)

    def is_level_text(self, cell: Cell) -> bool:
        """Whether the cell can only be a level (`2b`, `W`, `P4`, `L2`), and not a bare number."""
        if not isinstance(cell, str):
            return False
        told = self._level_texts.get(cell)
        if told is None:
            told = self._level_texts[cell] = number(cell) is None and self._find(cell) is not None
        return told

    def is_sublevel(self, cell: Cell) -> bool:
        """Whether the cell is a level with a letter, as `2b`."""
        return self.is_level_text(cell) and plain(shown(cell)).rstrip(" )")[-1:] in self._letters

    def is_plain_level(self, cell: Cell) -> bool:
        """Whether the cell can be nothing but a level, as `2b` or `P6`: a letter alone may be a grade of something."""
        return self.is_level_text(cell) and len(plain(shown(cell))) > 1

    def by_decimals(self, value: float, decimals: Decimals) -> float | None:
        """What 2.25 is worth, as its decimals are read; None if they say nothing."""
        whole, _, fraction = f"{value:.4f}".partition(".")
        letter = decimals.fractions.get(fraction.rstrip("0") or "0")
        return self.points.get(f"{whole}{letter}") if letter else None

    def _graded(self, text: str) -> tuple[float, float] | None:
        """What "2 (high)", "High 2" or "2H" is worth: as the level, and as its sublevel; None for anything else."""
        found = _GRADED.fullmatch(text)
        word, level = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
        letter = self.table.grades.get(word or "")
        points = self.points.get(f"{level}{letter}") if letter else None
        return (self.points[level], points) if points is not None and level in self.points else None

    def _text(self, cell: str) -> Worth:
        text = plain(cell).lstrip("'\x1f")
        if not text:
            return Worth(None, BLANK)
        if cell in _MARKS:
            return _MARKS[cell]
        bracketed = _BRACKETED.fullmatch(text)  # brackets round all of it say something too
        found = None if bracketed else self._find(cell)
        if found is not None:
            return Worth(found)
        reason = self.reasons.get(text)
        if reason:
            return Worth(None, why("disregarded", because=reason))
        without = self._find(text[:-1]) if text[-1] in self.table.in_between else None
        if without is not None:
            step = self.table.step if text[-1] == "+" else -self.table.step
            return Worth(None, why("between_levels", value=cell.strip()), between=(without, without + step))
        graded = self._graded(text)
        if graded:
            return Worth(None, why("with_a_grade", value=cell.strip()), graded=graded)
        remark = bracketed or _REMARK.fullmatch(text)
        level = self._find(remark[1]) if remark else None
        if level is not None:
            return Worth(None, why("with_a_remark", value=cell.strip()), between=(level, level))
        return Worth(None, why("not_a_level", value=cell.strip()), unknown=True)

    def _find(self, text: str) -> float | None:
        if _DECIMAL.search(text):
            return None  # 2.3 is not level 23, nor 1.5b anything
        key = _key(text)
        if key in self.points:
            return self.points[key]
        for prefix in self._prefixes:
            if key.startswith(prefix) and key[len(prefix) :] in self.points:
                return self.points[key[len(prefix) :]]
        return None

    def _bare_number(self, cell: Cell, decimals: Decimals | None) -> Worth:
        value = number(cell)
        if value is None:
            return Worth(None, why("not_a_level", value=shown(cell)), unknown=True)
        if decimals:
            points = self.by_decimals(value, decimals)
            if points is not None:
                return Worth(points)
            if not value.is_integer():
                return Worth(None, why("not_a_level_if", value=shown(value), scheme=decimals.name), unknown=True)
        points = self.points.get(str(int(value))) if value.is_integer() else None
        if points is None:
            return Worth(None, why("number_not_a_level", value=shown(value)), unknown=True)
        return Worth(points)


@cache
def levels_of_all(results: str = "") -> Levels:
    """What tells a result from other cells, the same for every school and made ready once: the levels, or what there is
    in the kinds of result of that name. Of one file somebody may have said more.
    """
    return Levels(detected(results))
