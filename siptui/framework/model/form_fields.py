"""What a form asks: its fields, and what a field's value is reckoned from."""

from typing import Literal

from siptui.framework.model.base_struct import Data, When

Kind = Literal[
    "line",
    "text",
    "scale",
    "tick",
    "date",
    "time",
    "duration",
    "money",
    "number",
    "whole",
    "percent",
    "points",
    "person",
    "link",
    "computed",
    "state",
]
"""What one place of a record holds."""

AskedKind = Literal[Kind, "ticks", "signature"]
"""What a field asks for: `ticks` has a place for each value of its scale, `signature` one for the name and the date."""

NUMBERS = frozenset({"number", "percent", "whole", "points", "money", "duration"})
"""The kinds of places that hold a number."""
TOLD_DATE = "{date}"
"""Stands for the date itself in what a confidential date tells of itself."""
How = Literal["copy", "sum", "mean", "percentage", "weighted", "difference", "lookup", "worst", "count", "status"]


class Computed(Data, frozen=True):
    """How a value is reckoned; it is shown, explained, and never typed.

    `of` are names of fields beside it, or patterns of paths (`*` is any one segment, `{row}` the row that it is in;
    with a leading / from the top of the record). Blanks never count as 0: how many values were counted is shown.

    - copy: what stands at the first of `of` that is filled
    - sum, mean: of the numbers
    - percentage: how many of the answers are one of `counts`; or, with `among`, the sum in the number at `among`
    - weighted: the sum of the answers' `points`; with `as_percentage`, in what could have been reached
    - difference: the second number less the first
    - lookup: `table`, by the first answer and then the second
    - worst: the worst grade
    - count: how many hold one of `counts`, or anything; where `dated` names a field beside it, within so many `days`
      before today
    - status: the first of `words` where none of `of` is filled, the last where all are, else the second
    """

    how: How
    of: list[str]
    counts: list[str] = []
    among: str = ""
    as_percentage: bool = False
    table: dict[str, dict[str, str]] = {}
    dated: str = ""
    days: int = 0
    words: list[str] = []
    places: int = 1  # decimals that are shown


class FormField(Data, frozen=True):
    """One thing a form asks.

    A plain field is one place in the record. With `slots` (numbered) or `rows` (named) it is a list of them
    (`priorities/1`). With `remark` or `sides` it has places beside it: `raised_remark`, `grade_own`, `grade_dissent`.
    """

    key: str
    label: str
    short: str = ""  # the label where there is room for a word
    kind: AskedKind = "text"
    scale: str = ""  # for kinds "scale" and "ticks", and for what is reckoned to a grade: which of scales.toml
    unit: str = ""  # of a duration "days" or "hours"; of a number what stands behind it
    prompt: str = ""  # help shown while it is filled in
    preset: str = ""  # what the form has printed in it
    presets: list[str] = []  # the same slot by slot, where the slots differ
    presets_by_phase: dict[str, list[str]] = {}  # the same for schools of a phase whose form has others printed
    required: bool = False  # may be changed, never emptied
    needed: list[str] = []  # steps before which it is filled; "always" is from the beginning
    needed_when: When = {}
    shown_when: When = {}
    most: int = 0  # characters of a text
    carried_from: list[str] = []  # where what was said before is looked for, the first that is filled
    remark: str = ""  # label of the remark beside it
    tells: dict[str, str] = {}  # of a confidential form's date: what is set in the shared record, "{date}" for itself
    sides: dict[str, str] = {}  # label by who else judges it: own, agreed; under "dissent" a text
    slots: int = 0
    rows: list[str] = []
    row_labels: list[str] = []
    computed: Computed | None = None
    was: list[str] = []  # what its key was in earlier editions, or its whole path

    @property
    def slot_names(self) -> list[str]:
        """The path segments of its slots, in order; none for a plain field."""
        return self.rows or [str(n + 1) for n in range(self.slots)]

    def preset_at(self, slot: int) -> str:
        """What the form has printed in the slot of that index, counted from 0."""
        return self.presets[slot] if slot < len(self.presets) else self.preset
