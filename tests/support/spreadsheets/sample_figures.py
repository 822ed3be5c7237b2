"""Levels and averages of the sample workbooks, reckoned with nothing of siptui's (facts.md §1a)."""

from fractions import Fraction

POINTS = {"p4": 2, "p5": 3, "p6": 4, "p7": 5, "p8": 6, "w": 3, "1": 9, "2": 15, "3": 21, "4": 27, "5": 33}
POINTS |= {"1c": 7, "1b": 9, "1a": 11, "2c": 13, "2b": 15, "2a": 17, "3c": 19, "3b": 21, "3a": 23}
POINTS |= {"4c": 25, "4b": 27, "4a": 29, "5c": 31, "5b": 33, "5a": 35}
SUBJECTS = ("reading", "writing", "mathematics")
TIMES = ("2010-07", "2010-12", "2011-03", "2011-07")
Figures = dict[tuple[str, int, str], tuple[float, int]]
Held = dict[tuple[str, int, str], list[Fraction]]


def averages(held: Held) -> Figures:
    return {k: (float(sum(v) / len(v)), len(v)) for k, v in held.items()}


def worth(cell: object) -> Fraction | None:
    text = str("" if cell is None else cell).replace("\xa0", " ").lower().replace("level", "").strip()
    text = text.removeprefix("l")
    return Fraction(POINTS[text]) if text in POINTS else None
