"""Sheets of today's kinds, invented: teacher assessment and scaled scores, in the ways that schools lay them out.

What each must come to is counted here from the pupils, by rules that know nothing of siptui's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from support.spreadsheets.invented_pupils import upn
from support.spreadsheets.layouts import Rows, Sheet

SUBJECTS = {"reading": ("Reading", "Rdg"), "writing": ("Writing", "Writing"), "mathematics": ("Maths", "Mathematics")}
TERMS = {"2025-12": ("Autumn 2025", "Aut 25", "Dec 2025"), "2026-03": ("Spring 2026", "Spr 26", "March 2026")}
BELOW = ("WTS", "WTS+", "wts", "Working towards", "PKS", "PK3", "BLW", "PKF")
EXPECTED = ("EXS", "EXS+", "exs ", "Expected", "EXS-")
HIGH = ("GDS", "gds", "Greater depth", "GD")
NONE = ("A", "-", "", "D")
FIRST = ("Ada", "Ben", "Cora", "Dov", "Enid", "Flo", "Gus", "Hal", "Ivy", "Jem", "Kay", "Lol")
LAST = ("Alderwick", "Brinley", "Copperton", "Dunmere", "Elmsworth", "Fenwick", "Garside", "Hollin")


@dataclass(frozen=True)
class Child:
    """An invented pupil: year group, name, whether pupil premium, and a result in each subject and term."""

    number: int
    year: int
    premium: bool
    results: dict[tuple[str, str], str]

    @property
    def first(self) -> str:
        return FIRST[self.number % len(FIRST)]

    @property
    def last(self) -> str:
        return f"{LAST[self.number % len(LAST)]}{'abcdefghij'[self.number // len(LAST) % 10]}"

    @property
    def upn(self) -> str:
        return upn(self.number + 1, 20 - self.year)


Counts = dict[tuple[str, int, str], tuple[int, int, int]]
"""Of a subject, year group and term: how many are expected or above, at greater depth, of how many judged."""


def counted(children: list[Child]) -> Counts:
    """What the figures must be."""
    found: Counts = {}
    for child in children:
        for (subject, term), text in child.results.items():
            expected, high, of = found.get((subject, child.year, term), (0, 0, 0))
            if text in NONE:
                continue
            more = text in HIGH
            found[subject, child.year, term] = (expected + (more or text in EXPECTED), high + more, of + 1)
    return found


@dataclass(frozen=True)
class Way:
    """How headings are written, and what stands before the pupils."""

    subject: int = 0
    term: int = 0
    titled: bool = False
    year: str = "Year Group"


def _title(way: Way) -> Rows:
    return [["Invented Primary: teacher assessment 2025-26"], []] if way.titled else []


def _who(child: Child) -> list[str | float | None]:
    return [child.upn, child.last, child.first, float(child.year), "Y" if child.premium else "N"]


def _head(way: Way) -> list[str | float | None]:
    return ["UPN", "Surname", "Forename", way.year, "PP"]


def wide(children: list[Child], way: Way) -> list[Sheet]:
    """A row a pupil, a column a subject and term."""
    pairs = [(s, t) for s in SUBJECTS for t in TERMS]
    heads = [f"{SUBJECTS[s][way.subject]} {TERMS[t][way.term]}" for s, t in pairs]
    rows: Rows = [*_title(way), [*_head(way), *heads]]
    rows += [[*_who(c), *(c.results[pair] for pair in pairs)] for c in children]
    return [Sheet("Assessment", rows)]


def banded(children: list[Child], way: Way) -> list[Sheet]:
    """The subject over its terms, in merged cells."""
    names, terms = [SUBJECTS[s][way.subject] for s in SUBJECTS], [TERMS[t][way.term] for t in TERMS]
    width = len(_head(way))
    above: list[str | float | None] = [None] * width
    for name in names:
        above += [name, *[None] * (len(terms) - 1)]
    rows: Rows = [*_title(way), above, [*_head(way), *(t for _ in names for t in terms)]]
    line = len(_title(way)) + 1
    letters = [chr(ord("A") + width + n * len(terms)) for n in range(len(names))]
    merges = [f"{x}{line}:{chr(ord(x) + len(terms) - 1)}{line}" for x in letters]
    rows += [[*_who(c), *(c.results[s, t] for s in SUBJECTS for t in TERMS)] for c in children]
    return [Sheet("Assessment", rows, merges)]


def long(children: list[Child], way: Way) -> list[Sheet]:
    """A row a result."""
    rows: Rows = [[*_head(way), "Subject", "Term", "Result"]]
    for c in children:
        rows += [[*_who(c), SUBJECTS[s][way.subject], TERMS[t][way.term], text] for (s, t), text in c.results.items()]
    return [Sheet("Results", rows)]


def sheet_a_subject(children: list[Child], way: Way) -> list[Sheet]:
    """A sheet a subject, which its name says."""
    sheets = []
    for s, names in SUBJECTS.items():
        rows: Rows = [*_title(way), [*_head(way), *(TERMS[t][way.term] for t in TERMS)]]
        rows += [[*_who(c), *(c.results[s, t] for t in TERMS)] for c in children]
        sheets.append(Sheet(names[way.subject], rows))
    return sheets


def sheet_a_year(children: list[Child], way: Way) -> list[Sheet]:
    """A sheet a year group, which its name says and no column."""
    sheets = []
    for year in sorted({c.year for c in children}):
        (one,) = wide([c for c in children if c.year == year], way)
        at = len(_head(way)) - 2
        rows = [row[:at] + row[at + 1 :] if len(row) > at else row for row in one.rows]
        sheets.append(Sheet(f"Year {year}", rows))
    return sheets


SPREADS: list[Callable[[list[Child], Way], list[Sheet]]] = [wide, banded, long, sheet_a_subject, sheet_a_year]
