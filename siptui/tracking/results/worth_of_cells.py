"""What the cells of a column of results are worth; of levels with a sign, a word or a remark beside them, as said."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from siptui.sheets.cells import Cell, plain, shown
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import place_of
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.levels import Levels, Worth
from siptui.tracking.words.reasons import why

MOST_SLIPS = 4  # cells that are no level, from which on a column that holds more of them than levels is none of levels
LETTERS = 2  # of a level with a grade; a grade of more is a word
OTHER_SCALE = Worth(None, why("other_scale"))
AS_LEVEL = "as the level without the sign"
ONE_POINT = "one point more or less"
TWO_POINTS = "two points more or less, as 2- for 2c and 2+ for 2a"
LOW_SECURE_HIGH = "low is c, secure is b, high is a"
WITHOUT_REMARK = "as the level"


class Worths(Struct):
    """What each cell of a column is worth; and whether an answer is still waited for."""

    worths: list[Worth]
    open: bool = False


def worths_of(
    table: Table,
    column: Column,
    cells: Sequence[Cell],
    known: Mapping[Cell, Worth],
    asking: Asking,
    other_scale: bool = False,
) -> Worths:
    """What a column of levels comes to; none counts of an `other_scale`.

    `known` is what its different cells are worth.
    """
    found = Worths(list(map(known.__getitem__, cells)))
    if other_scale:
        found.worths = [OTHER_SCALE if w.points is not None else _no_level(w) if w.graded else w for w in found.worths]
        return found
    signed = [w for w in known.values() if w.between and w.between[0] != w.between[1]]
    remarked = [w for w in known.values() if w.between and w.between[0] == w.between[1]]
    graded = [w for w in known.values() if w.graded]
    spelled = any(sum(map(str.isalpha, shown(c))) > LETTERS for c, w in known.items() if w.graded)
    if (
        graded and not spelled and len({w.graded[1] - w.graded[0] for w in graded if w.graded}) < 2
    ):  # 4s beside 4b: another scale
        found.worths, graded = [_no_level(w) if w.graded else w for w in found.worths], []
    whole = any(w in signed and shown(c).strip()[:-1].strip().isdigit() for c, w in known.items())
    kinds = {
        "plus": (signed, [AS_LEVEL, ONE_POINT, *([TWO_POINTS] if whole else []), LEAVE_OUT]),
        "grades": (graded, [LOW_SECURE_HIGH, WITHOUT_REMARK, LEAVE_OUT]),
        "remarks": (remarked, [WITHOUT_REMARK, LEAVE_OUT]),
    }
    for code, (some, choices) in kinds.items():
        if some:
            example = str(next(c for c, w in zip(cells, found.worths, strict=True) if w in some)).strip()
            answer = asking.ask(code, code, choices, place_of(table, column), example=example)
            found.open = found.open or answer is None
            if answer not in {None, LEAVE_OUT}:
                found.worths = [_as_said(w, answer or "") if w in some else w for w in found.worths]
    found.worths = on_one_scale(found.worths, any(w.unknown or w.graded for w in known.values()))
    return found


def letters_no_level_has(cells: Iterable[Cell], levels: Levels) -> set[str]:
    """The letters of a column's different cells that are no level, without numbers before them."""
    return {_letters(c) for c in cells if (w := levels.level(c)).unknown or w.graded}


def on_other_scale(cells: Iterable[Cell], others: set[str], levels: Levels) -> bool:
    """Whether all letters of a subject's cells are those of a scale of no levels; `others` are no level's."""
    letters = others.union(_letters(c) for c in cells if levels.level(c).points is not None)
    return any(letters <= {plain(letter) for letter in scale} for scale in levels.table.other_scales)


def _letters(cell: Cell) -> str:
    return plain(shown(cell)).lstrip("123456789 ")


def on_one_scale(worths: list[Worth], some_unknown: bool) -> list[Worth]:
    """The worths; none counts where most cells are no level, for the others only look like levels."""
    if not some_unknown:
        return worths  # as nearly always
    counted, unknown = sum(w.points is not None for w in worths), sum(w.unknown for w in worths)
    if 0 < counted <= unknown and unknown >= MOST_SLIPS:
        return [OTHER_SCALE if w.points is not None else w for w in worths]
    return worths


def _no_level(worth: Worth) -> Worth:
    return Worth(None, why("not_a_level", value=worth.why.facts["value"]) if worth.why else None, unknown=True)


def _as_said(worth: Worth, answer: str) -> Worth:
    """What a level with a sign, a remark or a word beside it counts as."""
    if worth.graded:
        return Worth(worth.graded[answer == LOW_SECURE_HIGH])
    if worth.between is None:
        return worth
    level, step = worth.between[0], worth.between[1] - worth.between[0]
    return Worth(level + {ONE_POINT: step, TWO_POINTS: 2 * step}.get(answer, 0))
