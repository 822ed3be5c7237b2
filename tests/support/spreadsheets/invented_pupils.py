"""Invented pupils with their levels, and the averages that Part D must show for them.

Nothing here is siptui's: the points are typed from facts.md §1a, and `grid` is the plain mean of them.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass

JULY, DECEMBER, MARCH, NEXT_JULY = POINTS_IN_TIME = ("2010-07", "2010-12", "2011-03", "2011-07")
SUBJECTS = ("reading", "writing", "mathematics")
Grid = dict[tuple[str, int, str], tuple[float, int]]

LADDER = "P4 P6 P8 1c 1b 1a 2c 2b 2a 3c 3b 3a 4c 4b 4a 5c 5b 5a 6c".split()
WORTH: dict[str, float] = {"W": 3, "P4": 2, "P5": 3, "P6": 4, "P7": 5, "P8": 6, "1": 9, "2": 15, "3": 21, "4": 27}
WORTH |= {"5": 33, "1c": 7, "1b": 9, "1a": 11, "2c": 13, "2b": 15, "2a": 17, "3c": 19, "3b": 21, "3a": 23}
WORTH |= {"4c": 25, "4b": 27, "4a": 29, "5c": 31, "5b": 33, "5a": 35, "6c": 37}
DISREGARDED = ("", "A", "D", "M", "X")

FORENAMES = "Ash Bay Clove Dill Elder Fern Gorse Heath Ivy Juniper Kale Laurel Maple Nettle Olive Poppy Quince".split()
FORENAMES += "Rowan Sorrel Thistle Umber Violet Willow Yarrow Zinnia".split()
SURNAMES = "Testcase Samplewood Madeup Inventson Examplar Fictley Pretend Trialby".split()


@dataclass(frozen=True)
class Pupil:
    """An invented child of this school year; `levels` by subject and point in time, "" for a blank."""

    upn: str
    surname: str
    forename: str
    year: int
    group: str
    gender: str
    sen: str
    flag: str
    levels: dict[tuple[str, str], str]

    def level(self, subject: str, point: str) -> str:
        return self.levels.get((subject, point), "")


def upn(serial: int, joined: int) -> str:
    """A UPN of a school that does not exist, with its check letter (facts.md §5d)."""
    digits = f"8269999{joined:02}{serial:03}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, 2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits


def pupils(
    years: Iterable[int] = range(1, 7), each: int = 5, seed: int = 1, whole: bool = False, first: int = 0
) -> list[Pupil]:
    """`each` pupils of every year group in two classes, with some absent and blank; `whole` levels without a, b, c.

    Pupils numbered from another `first` are other children.
    """
    made: list[Pupil] = []
    chance = random.Random(seed)
    for year in years:
        for number in range(each):
            serial = first + len(made)
            levels: dict[tuple[str, str], str] = {}
            for subject in SUBJECTS:
                step = 2 * year + chance.choice((-1, 0, 0, 1, 2)) - (year < 2)
                for point in POINTS_IN_TIME:
                    code = LADDER[step] if 0 <= step < len(LADDER) else "W"
                    step += chance.choice((0, 1, 1)) if step < len(LADDER) - 2 else 0
                    code = code[0] if whole and code[0].isdigit() else code
                    code = "W" if year < 3 and chance.random() < 0.04 else code
                    levels[subject, point] = chance.choice(DISREGARDED) if chance.random() < 0.08 else code
            forename = FORENAMES[serial % len(FORENAMES)]
            surname = SURNAMES[(serial // len(FORENAMES) + serial) % len(SURNAMES)]
            flags = chance.choice("MF"), chance.choice("NNNAPS"), chance.choice("NNY")
            group = f"{year}{'BT'[number % 2]}"
            made.append(Pupil(upn(serial + 1, 10 - year), surname, forename, year, group, *flags, levels))
    return made


def grid(children: Iterable[Pupil], points: Iterable[str] = POINTS_IN_TIME, subjects: Iterable[str] = SUBJECTS) -> Grid:
    """The average of each subject, year group and point in time with the number counted."""
    held: dict[tuple[str, int, str], list[float]] = {}
    for child in children:
        for subject in subjects:
            for point in points:
                code = child.level(subject, point)
                if code not in DISREGARDED and 1 <= child.year <= 6:
                    held.setdefault((subject, child.year, point), []).append(WORTH[code])
    return {key: (sum(values) / len(values), len(values)) for key, values in held.items()}
