"""Two workbooks of today's kinds of an invented school, the same every time: teacher assessment of all year groups by
term, and the results of the end of Key Stage 2. No pupil here exists.
"""

import random
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from tracking import BIRDS, TREES, upn

SCHOOL = "Ashwell Primary (invented)"
MADE = datetime(2026, 3, 27, 9, 0)
SEED = 2026
SUBJECTS = ("Reading", "Writing", "Maths")
TERMS = ("Jul 2025", "Aut 2025", "Spr 2026")
LADDER = ("PKS", "WTS-", "WTS", "WTS+", "EXS-", "EXS", "EXS+", "GDS", "GDS")
ODD = ("A", "-", "exs ", "wts", "")
WHO = ("UPN", "Surname", "Forename", "Year Group", "Sex", "PP", "FSM", "SEN")
BOLD = Font(bold=True)


def _pupils(rng: random.Random, years: range, each: int) -> list[list[str | int]]:
    rows: list[list[str | int]] = []
    for place in range(len(years) * each):
        year = years[place // each]
        premium = rng.random() < 0.3
        row: list[str | int] = [upn(place + 1, 25 - year), rng.choice(TREES), BIRDS[place % len(BIRDS)], year]
        row += [rng.choice("MF"), "Y" if premium else "N", "Y" if premium and rng.random() < 0.8 else "N"]
        rows.append([*row, rng.choices("NKE", (80, 15, 5))[0]])
    return rows


def _book(title: str) -> Workbook:
    book = Workbook()
    book.properties.creator, book.properties.title = "siptui samples", title
    book.properties.created = book.properties.modified = MADE
    return book


def teacher_assessment(path: Path, each: int = 60) -> None:
    """Years 1 to 6, a column a subject and term."""
    rng = random.Random(SEED)
    book = _book("Teacher assessment 2025-26")
    sheet = book.active
    sheet.title = "Teacher assessment"
    sheet.append([SCHOOL])
    sheet.append(["Teacher assessment 2025-26, autumn and spring"])
    sheet.append([])
    sheet.append([*WHO, *(f"{subject} {term}" for subject in SUBJECTS for term in TERMS)])
    for cell in sheet[4]:
        cell.font = BOLD
    for who in _pupils(rng, range(1, 7), each):
        row = list(who)
        for _ in SUBJECTS:
            at = min(len(LADDER) - 1, max(0, round(rng.gauss(4.2, 1.8))))
            for _ in TERMS:
                row.append(rng.choice(ODD) if rng.random() < 0.02 else LADDER[at])
                at = min(len(LADDER) - 1, at + (rng.random() < 0.3))
        sheet.append(row)
    book.save(path)


def ks2_results(path: Path, pupils: int = 60) -> None:
    """Year 6 at the end of Key Stage 2, as a management system writes its results."""
    rng = random.Random(SEED + 1)
    book = _book("Key Stage 2 results 2026")
    sheet = book.active
    sheet.title = "KS2 2026"
    heads = ("Reading Scaled Score", "GPS Scaled Score", "Maths Scaled Score", "Writing TA")
    sheet.append([*WHO, *heads])
    for cell in sheet[1]:
        cell.font = BOLD
    for who in _pupils(rng, range(6, 7), pupils):
        middle = rng.gauss(104, 7)
        scores = [min(120, max(80, round(middle + rng.gauss(0, 3)))) for _ in range(3)]
        writing = "GDS" if middle > 111 else "EXS" if middle > 99 else "WTS" if middle > 91 else "PK5"
        code = rng.random()
        row: list[str | int] = [*scores, writing] if code > 0.05 else [*rng.choices("ABM", k=1) * 3, "WTS"]
        sheet.append([*who, *row])
    book.save(path)
