"""Rows that are no pupils: totals, averages, comparisons. A pupil may be called Max, so some words prove nothing."""

import re
from collections import Counter
from functools import cached_property
from typing import Literal

from siptui.sheets.cells import Cell, blank, cell_at, number, shown
from siptui.tracking.tables.table import Table, names_at
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.levels import Levels, levels_of_all
from siptui.tracking.vocabulary.schema_tables import Wordings

_REMARK = re.compile(r"[(\[{].*?[)\]}]| [-–—] .*")
Verdict = Literal["total", "doubtful", "no"]


class Totals:
    """The words for totals made ready; `judge` says of a row whether it is one."""

    def __init__(self, table: Table, words: Wordings) -> None:
        self.table, self.words = table, words
        self.labels = names_at(table)
        self.others = {c.index for c in table.columns if c.meaning.kind == "column"} - set(self.labels)
        self.results = [c.index for c in table.results]
        self.headed = {c.index for c in table.columns if c.heading}
        self.highest = self.levels.table.highest_level
        self.strong = [tokens(w) for w in words.totals_words]
        self.first = {s[0] for s in self.strong}
        self.groups = {t for w in (*words.totals_groups, *words.year_words) for t in tokens(w)}
        self.doubted = {t for w in words.totals_doubted for t in tokens(w)}
        self.names = {t for w in words.totals_or_names for t in tokens(w)}
        self.telling = {key for w in self._said_of_results(words) if len(key := tokens(w)) > 1}
        self.marks = [*table.of("gender"), *table.of("dob")]
        self.grouped = [*table.of("year"), *table.of("class")]

    def judge(self, row: list[Cell]) -> Verdict:
        """Whether a row's labels are those of a total; never by a word alone where it may be a pupil's."""
        labels = [t for t in (tokens(text) for text in self._labels(row)) if t]
        told = self.telling if any(not blank(cell_at(row, x)) for x in self.results) else ()
        if self._of_levels(row):
            return "total"
        if any(self.strongly(t) or t in told for t in labels):
            return "doubtful" if self._may_be_a_pupil(row, labels) else "total"
        words = [t for label in labels for t in label]
        plainly = [t for t in words if not t.isdigit()]
        if plainly and all(t in self.groups for t in plainly):
            return "total"
        if len(labels) == 1 and plainly and all(t in self.groups or t in self.names for t in plainly):
            return "total" if self.broken(row) else "doubtful"
        return "doubtful" if not self.doubted.isdisjoint(words) else "no"

    def worded(self, row: list[Cell]) -> bool:
        """Whether a row's labels hold a word that only a total has."""
        return any(self.strongly(tokens(text)) for text in self._labels(row))

    def _of_levels(self, row: list[Cell]) -> bool:
        """Whether a row is about a level and no pupil: "2b" for a name, or "Count" for a result."""
        named = [row[x] for x in self.labels if not blank(cell_at(row, x))]
        if named and all(self.levels.is_sublevel(c) for c in named):
            return True
        held = [c for x in self.results if isinstance(c := cell_at(row, x), str) and not blank(c)]
        return bool(held) and all(self.strongly(tokens(c)) and not any(map(str.isdigit, c)) for c in held)

    def _said_of_results(self, words: Wordings) -> list[str]:
        """What headings say of results that are none, as "on track"."""
        return [phrase for phrases in words.left_out.values() for phrase in phrases]

    @cached_property
    def _not_names(self) -> set[str]:
        """Words that are beside a total's and name nobody."""
        words = self.words
        listed = [
            *words.totals_words, *words.totals_groups, *words.year_words, *words.points_words, *words.level_words,
            *words.filler, *words.about_results, *self._said_of_results(words),
            *(w for some in (*words.subjects.values(), *words.other_subjects.values(), *words.months) for w in some),
            *(w for term in words.terms.values() for w in term.words),
        ]  # fmt: skip
        return self.doubted.union(t for w in listed for t in tokens(w))

    def _may_be_a_pupil(self, row: list[Cell], labels: list[tuple[str, ...]]) -> bool:
        """Whether a row with a word of totals has what only a pupil has: a date of birth, a gender, a name beside it.

        A name is a word that no total has, with a year group or class, or in two columns of names.
        """
        marks = [tokens(shown(row[x])) for x in self.marks if not blank(cell_at(row, x))]
        if any(not self.strongly(mark) for mark in marks):
            return True
        named = [x for x in self.labels if not blank(cell_at(row, x))]
        other = any(not t.isdigit() and t not in self._not_names for label in labels for t in label)
        lettered = any(self.levels.is_level_text(cell_at(row, x)) for x in self.results)  # such as W, which no mean is
        if not other or not named or (self.broken(row) and not lettered):
            return False
        if len(named) > 1 or any(not blank(cell_at(row, x)) for x in self.grouped):
            return True
        return self._beside_a_name(shown(row[named[0]]))

    def _beside_a_name(self, text: str) -> bool:
        """Whether the word of totals is but a remark, as in "Clove Madeup (target child)", or one half of a name."""
        bare = tokens(_REMARK.sub(" ", text))
        if not self.strongly(bare):
            return len(bare) > 1
        known = self._not_names | self.names
        return len(bare) == 2 and text.replace(",", " ").istitle() and not known.issuperset(bare)

    def broken(self, row: list[Cell]) -> bool:
        """Whether the row's results are fractions, as an average's are; a pupil's 2.3 may be a sublevel."""
        values = [(x, v) for x in self.results if (v := number(cell_at(row, x))) is not None]
        return any(not v.is_integer() and (v > self.highest or x not in self._small) for x, v in values)

    def by_group_alone(self, row: list[Cell]) -> bool:
        """Whether nothing but a year group or class in its own column labels the row; a pupil's has that too."""
        first = next((x for x, c in enumerate(row) if not blank(c)), None)
        return first in self.others and not self.strongly(tokens(shown(row[first])))

    @cached_property
    def levels(self) -> Levels:
        """The levels by which results are judged, made ready once."""
        return levels_of_all(self.words.results)

    @cached_property
    def _small(self) -> set[int]:
        """The columns of results that hold small numbers, in which a fraction proves nothing."""
        found = set()
        for x in self.results:
            numbers, levels = self._held[x]
            small = sum(times for v, times in numbers.items() if v <= self.highest)
            if small * 3 > sum(numbers.values()) + levels:
                found.add(x)
        return found

    @cached_property
    def numeric(self) -> set[int]:
        """The columns of results that hold more numbers than levels with letters."""
        return {x for x, (numbers, levels) in self._held.items() if sum(numbers.values()) > levels}

    @cached_property
    def _held(self) -> dict[int, tuple[Counter[float], int]]:
        """Of each column of results the numbers in it, with how often each stands there, and how many levels."""
        found = {}
        for x in self.results:
            cells = Counter(self.table.sheet.column(x)[self.table.first :])
            numbers: Counter[float] = Counter()
            for cell, times in cells.items():
                value = number(cell)
                if value is not None:
                    numbers[value] += times
            found[x] = numbers, sum(times for c, times in cells.items() if self.levels.is_level_text(c))
        return found

    def _labels(self, row: list[Cell]) -> list[str]:
        """The texts that may say what the row is: those in columns of names, else the row's first.

        A word of totals stands first in an ordinary column too, as one of ability: beside names it is none.
        """
        named = [shown(row[x]) for x in self.labels if not blank(cell_at(row, x))]
        first = next((x for x, c in enumerate(row) if not blank(c)), None)
        if first is None or first in (*self.labels, *self.results) or not isinstance(row[first], str):
            return named
        text = shown(row[first])
        if first in self.headed and self._names_somebody(named) and not self.broken(row):
            return named
        return [*named, text] if first not in self.others or not named or self.strongly(tokens(text)) else named

    def _names_somebody(self, named: list[str]) -> bool:
        return any(not t.isdigit() and t not in self._not_names for text in named for t in tokens(text))

    def strongly(self, label: tuple[str, ...]) -> bool:
        """Whether a label holds words that only a total has."""
        if self.first.isdisjoint(label):
            return False
        return any(label[at : at + len(s)] == s for s in self.strong for at in range(len(label) - len(s) + 1))
