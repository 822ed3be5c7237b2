"""A school's workbook being made of kinds, with what is true of it: which pupil has how many points, when, in what.

Nothing here is the reader's: the points are those of invented_pupils.py, and what is true is what the maker put there.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from support.spreadsheets import layouts as made
from support.spreadsheets.invented_pupils import DISREGARDED, WORTH, Pupil
from support.spreadsheets.layouts import Sheet, Style

Place = tuple[str, int, str]
"""A subject, a year group and a point in time."""


@dataclass(frozen=True)
class Asked:
    """A question of the reader's, as much of it as a person sees who answers."""

    key: str
    heading: str
    asks: str
    choices: tuple[str, ...]
    sheet: str = ""
    rows: tuple[int, ...] = ()  # that it is about, counted from 1


Answer = Callable[[Asked], str]
"""What a person who knows the school answers; "" where the question is about something else."""


@dataclass
class School:
    """What is written, and what is true; each kind changes both as it must."""

    chance: random.Random
    children: list[Pupil]
    style: Style
    spread: made.Spread = made.one_sheet
    kinds: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    afterwards: list[Callable[[list[Sheet]], None]] = field(default_factory=list)
    containers: tuple[str, ...] = ()  # of these alone; empty: any
    changed_file: Callable[[bytes], bytes] | None = None
    years: dict[str, int] = field(default_factory=dict)  # by UPN, where it is not the pupil's `year`
    worth: dict[tuple[str, str, str], float | None] = field(default_factory=dict)  # (UPN, subject, time)
    no_result: set[str] = field(default_factory=set)  # subjects whose columns hold something else
    made: list[Sheet] = field(default_factory=list)  # as it was written last
    taken: set[str] = field(default_factory=set)  # parts of a layout that a kind has settled

    def says(self, start: str, choice: str) -> None:
        """`choice` to the questions whose keys begin so."""
        self.answers.append(lambda asked: choice if asked.key.startswith(start) else "")

    def restyle(self, **changes: object) -> None:
        self.style = replace(self.style, **changes)  # type: ignore[arg-type]

    def rewrite(self, old: Pupil, **changes: object) -> Pupil:
        """A child with something else about it."""
        new = replace(old, **changes)  # type: ignore[arg-type]
        self.children = [new if child.upn == old.upn else child for child in self.children]
        return new

    def headings(self) -> dict[str, str]:
        """What each heading of one row stands for, as an answer says it."""
        style = self.style
        found = {}
        for subject in style.subjects:
            for point in style.points:
                said = "leave out" if subject in self.no_result else f"{subject} {point}"
                (heading,) = made.one_row(
                    style, [made.Column(style.subject(subject), style.when(point), "", lambda p: "")]
                )
                found[" ".join(str(heading).split())] = said
        return found

    def truth(self) -> dict[Place, list[float]]:
        """The points of every average."""
        held: dict[Place, list[float]] = {}
        for child in self.children:
            year = self.years.get(child.upn, child.year)
            for subject in self.style.subjects:
                for point in self.style.points:
                    code = child.level(subject, point)
                    result = (child.upn, subject, point)
                    worth = None if code in DISREGARDED or subject in self.no_result else WORTH.get(code)
                    assert worth is not None or code in DISREGARDED or subject in self.no_result or result in self.worth
                    worth = self.worth.get(result, worth)
                    if worth is not None and 1 <= year <= 6:
                        held.setdefault((subject, year, point), []).append(worth)
        for (upn, subject, point), worth in self.worth.items():
            if point not in self.style.points and worth is not None:  # in a column of its own
                year = next(self.years.get(c.upn, c.year) for c in self.children if c.upn == upn)
                held.setdefault((subject, year, point), []).append(worth)
        return held

    def sheets(self) -> list[Sheet]:
        found = self.spread(self.children, self.style)
        for change in self.afterwards:
            change(found)
        self.made = found
        return found

    def of_rows(self, asked: Asked) -> str:
        """Whether the rows that are asked about are pupils': by whose names the maker put there."""
        sheets = [s for s in self.made if s.name == asked.sheet] or self.made[:1]
        names = {child.surname for child in self.children}
        held = [" ".join(map(str, sheets[0].rows[row - 1])) for row in asked.rows if row <= len(sheets[0].rows)]
        mine = [any(name in text for name in names) for text in held]
        said = "pupils" if all(mine) else "some are pupils" if any(mine) else "no pupils"
        return said if said in asked.choices else ""
