"""scales.toml: what a choice on a form can be."""

from datetime import date
from typing import Literal

from siptui.framework.model.base_struct import Data

Colour = Literal["", "red", "red-amber", "amber", "yellow", "amber-green", "green", "blue", "grey"]


class ScaleValue(Data, frozen=True):
    """One value of a scale; `value` is what a record keeps, `mark` what a narrow cell shows, `key` what is typed.

    `under` names the value that a sub-level (3A) belongs to. What is not `graded` ("not inspected") is an answer and
    no grade: nothing is reckoned from it. `points` are its marks in a weighted score.
    """

    value: str
    name: str
    mark: str = ""
    key: str = ""
    colour: Colour = ""
    gist: str = ""  # the meaning in a line, for choosing by
    meaning: str = ""
    under: str = ""
    points: float | None = None
    graded: bool = True


class EarlierScale(Data, frozen=True):
    """A scale as it was until a day: its answers stand and are shown, and are nowhere offered or mapped to new ones."""

    until: date
    values: list[ScaleValue]
    name: str = ""


class Scale(Data, frozen=True):
    """An ordered list of values, best first; `earlier` are its versions before, of which no two share a value.

    So each answer remembers the version that it is of.
    """

    name: str
    values: list[ScaleValue]
    note: str = ""
    since: date | None = None
    earlier: list[EarlierScale] = []

    def find(self, value: str) -> ScaleValue | None:
        """The entry kept as `value`, of whichever version, or None."""
        for each in self.values:
            if each.value == value:
                return each
        return next((v for old in self.earlier for v in old.values if v.value == value), None)

    def version(self, value: str) -> EarlierScale | None:
        """The earlier version that a kept value is of; None for one of today's."""
        return next((old for old in self.earlier if any(v.value == value for v in old.values)), None)

    def place(self, value: str) -> int | None:
        """How far from best a grade of today's stands; None for what is no such grade."""
        graded = [v.value for v in self.values if v.graded]
        return graded.index(value) if value in graded else None


class Scales(Data, frozen=True):
    """scales.toml; `rag_title` is the heading of Part G, which defines the RAG-ratings."""

    scales: dict[str, Scale]
    rag_title: str = ""
