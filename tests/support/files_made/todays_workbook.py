"""Large sheets of today's kinds: teacher assessment of many pupils beside other columns; a register of schools."""

import csv
import random
from pathlib import Path

import xlsxwriter

RESULTS = ("PKS", "WTS", "WTS+", "EXS", "EXS", "EXS+", "GDS", "A", "")
TERMS = ("Jul 2025", "Aut 2025", "Spr 2026")
SUBJECTS = ("Reading", "Writing", "Maths")
WHO = ("UPN", "Surname", "Forename", "Year Group", "Sex", "PP", "SEN")
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(serial: int) -> str:
    digits = f"{serial:012}"
    return CHECK[sum(int(d) * weight for d, weight in zip(digits, range(2, 14), strict=True)) % 23] + digits


def write(path: Path, pupils: int, columns: int) -> None:
    """A sheet of so many pupils and columns."""
    rng = random.Random(7)
    heads = [*WHO, *(f"{subject} {term}" for subject in SUBJECTS for term in TERMS)]
    spare = [f"House {n}" for n in range(columns - len(heads))]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Teacher assessment")
        sheet.write_row(0, 0, [*heads, *spare])
        for n in range(pupils):
            who = [upn(n + 1), f"Oak{n}", f"Wren{n % 97}", 1 + n % 6, "MF"[n % 2], "NY"[n % 3 == 0], "NNNNK"[n % 5]]
            results = [rng.choice(RESULTS) for _ in SUBJECTS for _ in TERMS]
            sheet.write_row(n + 1, 0, [*who, *results, *(f"h{rng.randrange(40)}" for _ in spare)])


def write_register(path: Path, schools: int) -> None:
    """A register of so many schools of 150 authorities, with 120 columns, as the national one is written."""
    heads = ["URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "EstablishmentStatus (name)"]
    heads += ["PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge", "Postcode", "HeadFirstName"]
    spare = [f"Other {n}" for n in range(120 - len(heads))]
    with path.open("w", encoding="cp1252", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow([*heads, *spare])
        for n in range(schools):
            la = 200 + n % 150
            school = [
                str(100_000 + n),
                str(la),
                f"Authority {la}",
                f"{2000 + n // 150}",
                f"Oak Café Primary {n}",
                "Open",
            ]
            rows.writerow([*school, "Primary", "4", "11", "ZZ1 1AA", "Ann", *("some words" for _ in spare)])
