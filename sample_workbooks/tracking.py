"""The two tracking workbooks of an invented school, the same every time.

No pupil here exists: surnames are trees, forenames are birds, and the school is said to be invented. The UPNs have
valid check letters (facts.md §5d), since a reader may check them. What is untidy in the cells is untidy on purpose.
"""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

SCHOOL = "Ashwell Primary (invented)"
MADE = datetime(2011, 7, 15, 9, 0)
SUBJECTS = ("Reading", "Writing", "Maths")
POINTS = ("July 10", "Dec 10", "March 11", "July 11")
LADDER = (
    "P4",
    "P5",
    "P6",
    "P7",
    "P8",
    "1c",
    "1b",
    "1a",
    "2c",
    "2b",
    "2a",
    "3c",
    "3b",
    "3a",
    "4c",
    "4b",
    "4a",
    "5c",
    "5b",
    "5a",
)
WORTH = dict(zip(LADDER, (2, 3, 4, 5, 6, *range(7, 37, 2)), strict=True)) | {
    "W": 3,
    "1": 9,
    "2": 15,
    "3": 21,
    "4": 27,
    "5": 33,
}
START = (2.5, 4.5, 6.8, 9.0, 10.5, 12.0, 13.5, 15.0)  # the middle pupil's step in the July before each year, R to 7
TREES = """Alder Ashtree Aspen Beechnut Birch Bramble Buckthorn Cedar Cherrytree Chestnut Crabapple Cypress Damson Elder
Elmtree Firtree Gorse Hawthorn Hazelnut Hollybush Hornbeam Juniper Laburnum Larch Laurel Lilac Limetree Linden Magnolia
Mapleleaf Medlar Mulberry Oakapple Olivetree Osier Peartree Pinecone Plane Plumtree Poplar Quince Rowan Sallow Spindle
Spruce Sycamore Tamarisk Walnut Whitebeam Willow Yewtree""".split()
BIRDS = """Avocet Bittern Brambling Bullfinch Bunting Chaffinch Chiffchaff Coot Curlew Dabchick Dipper Dotterel Dunlin
Dunnock Fieldfare Gadwall Gannet Goldcrest Goshawk Grebe Heron Hobby Jackdaw Kestrel Kingfisher Kittiwake Knot Lapwing
Linnet Magpie Mallard Merlin Moorhen Nightjar Nuthatch Osprey Ouzel Pipit Plover Puffin Redstart Redwing Ruff Shrike
Siskin Snipe Sparrow Starling Stonechat Swallow Teal Tern Thrush Treecreeper Turnstone Twite Waxwing Wheatear Whimbrel
Whinchat Wigeon Wren Yellowhammer""".split()
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S
TITLE = Font(bold=True, size=14)
BOLD = Font(bold=True)


def upn(serial: int, entered: int) -> str:
    """A UPN of an invented school (LA 826, establishment 9999) with its check letter."""
    digits = f"8269999{entered % 100:02}{serial:03}"
    return CHECK[sum(int(d) * weight for d, weight in zip(digits, range(2, 14), strict=True)) % 23] + digits


class Pupil:
    """An invented pupil, and the steps of the ladder reached at each point in time."""

    def __init__(self, rng: random.Random, year: int, place: int) -> None:
        self.year, self.place = year, place
        born = date(2006 - year - 1, 9, 1) + timedelta(days=rng.randrange(365))
        self.upn = upn(place + 1, 2011 - year)
        self.surname = rng.choice(TREES)
        self.forename = BIRDS[place % len(BIRDS)]
        self.born = born
        self.boy = rng.random() < 0.5
        self.fsm = rng.random() < 0.18
        self.sen = rng.choices("NAPS", (78, 13, 7, 2))[0]
        self.eal = rng.random() < 0.12
        self.care = rng.random() < 0.01
        able = rng.gauss(0, 1.6) - 0.8 * self.fsm - 2.0 * (self.sen in "PS")
        self.steps = {subject: self._climb(rng, able + rng.gauss(0, 0.7)) for subject in SUBJECTS}

    def _climb(self, rng: random.Random, able: float) -> list[int]:
        """Where on the ladder in July, December, March and July.

        The middle pupil ends Year 2 at 2b and gains three points, a step and a half, in each year after it.
        """
        start = START[self.year] + able
        gain = START[self.year + 1] - START[self.year]
        gains = (0.0, 0.3 * gain, 0.65 * gain, 1.05 * gain)
        return [max(0, min(len(LADDER) - 1, round(start + g + rng.gauss(0, 0.25)))) for g in gains]

    def level(self, subject: str, point: int) -> str:
        """The level at a point in time."""
        return LADDER[self.steps[subject][point]]


def pupils(rng: random.Random, years: range, a_year: int) -> list[Pupil]:
    """So many pupils a year group."""
    return [Pupil(rng, year, place) for year in years for place in range(a_year)]


def noisy(rng: random.Random, level: str) -> str | int | None:
    """A level as one of many hands may have typed it; now and then there is none."""
    chance = rng.random()
    if chance < 0.025:
        return rng.choice(("A", "D", "a", "M"))
    if chance < 0.05:
        return None
    if level in {"P4", "P5"} and chance < 0.4:
        return "W"
    if level[0] == "P":
        return rng.choice((level, level, level.lower(), f"{level} "))
    if level[1] == "b" and chance < 0.2:
        return rng.choice((int(level[0]), level[0], f"Level {level[0]}"))
    return rng.choice((level,) * 8 + (level.upper(), f"L{level}", f"\xa0{level}", f"{level} ", f"Level {level}"))


def points_of(level: Any) -> Any:
    """The points column beside a level: a number, sometimes kept as text; what is no level has none."""
    text = str(level or "").replace("Level", "").replace("\xa0", "").strip().lower().removeprefix("l")
    return {k.lower(): v for k, v in WORTH.items()}.get(text)


WHO = (
    "UPN",
    "Surname",
    "Forename",
    "DOB",
    "Gender",
    "Year",
    "Class",
    "Eligible for free meals",
    "SEN Status code",
    "Mother tongue code",
    "Ethnicity",
    "In LEA Care",
    "Gifted",
    "Possible",
    "Authorised absences",
    "Unauthorised absences",
)
KS1 = ("Reading", "Writing", "Maths")


def columns() -> list[tuple[str, str]]:
    """The two rows of headings of the whole-school workbook, column by column."""
    found = [(name, "") for name in WHO]
    found += [("KS1 results", name) for name in KS1]
    found += [("Attainment on entry", name) for name in ("PSED", "CLL", "PSRN")]
    for subject in SUBJECTS:
        for point in POINTS:
            found.append((subject, point))
            if point in {"July 10", "July 11"}:
                found.append((subject, f"{point} pts"))
        found += [
            (subject, name) for name in ("Target July 11", "Y6 target", "On track", "Increase Jul to Jul", "Comment")
        ]
    found += [*(("Science", point) for point in POINTS), ("Notes", "")]
    return found


def whole_school(path: Path) -> None:
    """`tracking_whole_school.xlsx`: Reception to Year 6, sixty a year, one sheet, two rows of merged headings."""
    rng = random.Random(2010)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tracking 2010-11"
    sheet["A1"], sheet["A1"].font = f"{SCHOOL}: pupil tracking 2010-11", TITLE
    sheet["A2"] = "Levels are teacher assessments. A absent, D disapplied, M missing. Every name here is invented."
    heads = columns()
    _two_row_header(sheet, 4, heads)
    everyone = pupils(rng, range(0, 7), 60)
    for y, pupil in enumerate(everyone, 6):
        for x, value in enumerate(_row(rng, pupil, heads), 1):
            sheet.cell(y, x, value)
        sheet.cell(y, 4).number_format = "dd/mm/yyyy"
    _foot(sheet, 6, len(everyone), heads)
    sheet.freeze_panes = "D6"
    notes = book.create_sheet("Notes")
    for y, line in enumerate(("How to fill this in", "Type a level such as 2b.", "Blue columns are targets."), 1):
        notes.cell(y, 1, line)
    _save(book, path, "Pupil tracking, whole school")


def _two_row_header(sheet: Worksheet, top: int, heads: list[tuple[str, str]]) -> None:
    start = 0
    for x, (upper, lower) in enumerate(heads):
        if x == 0 or upper != heads[x - 1][0]:
            start = x
            cell = sheet.cell(top, x + 1, upper)
            cell.font, cell.alignment = BOLD, Alignment(horizontal="center", vertical="center")
        if lower:
            sheet.cell(top + 1, x + 1, lower).font = BOLD
        if x + 1 == len(heads) or heads[x + 1][0] != upper:
            if lower and x > start:
                sheet.merge_cells(start_row=top, end_row=top, start_column=start + 1, end_column=x + 1)
            elif not lower:
                sheet.merge_cells(start_row=top, end_row=top + 1, start_column=x + 1, end_column=x + 1)


def _row(rng: random.Random, pupil: Pupil, heads: list[tuple[str, str]]) -> list[Any]:
    possible, absent = 370, rng.randrange(0, 24)
    year = "R" if pupil.year == 0 else rng.choice((pupil.year, f"Y{pupil.year}", f"Year {pupil.year}"))
    row: list[Any] = [
        pupil.upn,
        pupil.surname,
        pupil.forename,
        pupil.born,
        "M" if pupil.boy else "F",
        year,
        f"{pupil.year or 'R'}{'AB'[pupil.place % 2]}",
        "T" if pupil.fsm else "F",
        pupil.sen,
        rng.choice(("PAN", "URD", "POL", "SOM")) if pupil.eal else "ENG",
        rng.choice(("AIND", "APKN", "WEEU", "BSOM")) if pupil.eal else rng.choice(("WBRI",) * 8 + ("MWBC", "WIRI")),
        "T" if pupil.care else "F",
        "T" if rng.random() < 0.06 else "F",
        possible,
        absent,
        rng.randrange(0, 5),
    ]
    held: dict[tuple[str, str], Any] = {}
    for upper, lower in heads[len(WHO) :]:
        held[upper, lower] = _result(rng, pupil, upper, lower, held)
        row.append(held[upper, lower])
    return row


def _result(rng: random.Random, pupil: Pupil, upper: str, lower: str, held: dict[tuple[str, str], Any]) -> Any:
    if upper == "KS1 results":
        return LADDER[min(7 + rng.randrange(0, 6), 13)].upper() if pupil.year > 2 else None
    if upper == "Attainment on entry":
        return rng.randrange(4, 10) if pupil.year < 4 else None
    if upper == "Notes":
        return "moved house in May" if rng.random() < 0.02 else None
    if upper == "Science":
        return pupil.level("Reading", POINTS.index(lower))
    if lower in POINTS:
        if pupil.year == 0 or (pupil.year == 1 and lower == "July 10" and rng.random() < 0.5):
            return None  # Reception is not given levels
        return noisy(rng, pupil.level(upper, POINTS.index(lower)))
    if lower.endswith("pts"):
        points = points_of(held[upper, lower.removesuffix(" pts")])
        return str(points) if points and rng.random() < 0.1 else points
    if lower == "Target July 11":
        return LADDER[min(pupil.steps[upper][0] + 2, len(LADDER) - 1)] if pupil.year else None
    if lower == "Y6 target":
        return rng.choice(("4b", "4a", "5c", "5b")) if pupil.year else None
    if lower == "On track":
        return rng.choice("YYYN") if pupil.year else None
    if lower.startswith("Increase") and pupil.year:
        first, last = (WORTH[pupil.level(upper, n)] for n in (0, 3))
        return last - first
    return None


def _foot(sheet: Worksheet, top: int, count: int, heads: list[tuple[str, str]]) -> None:
    """Rows of totals and averages, as every school's sheet has them."""
    last = top + count
    sheet.cell(last + 1, 1, "Total pupils").font = BOLD
    sheet.cell(last + 1, 3, count)
    sheet.cell(last + 2, 1, "Average points").font = BOLD
    sheet.cell(last + 3, 1, "% at Level 4 or above").font = BOLD
    for x, (_, lower) in enumerate(heads, 1):
        if lower.endswith("pts"):
            values = [sheet.cell(y, x).value for y in range(top, last)]
            numbers = [float(str(v)) for v in values if v is not None]
            sheet.cell(last + 2, x, round(sum(numbers) / len(numbers), 1))
            sheet.cell(last + 3, x, round(100 * sum(n >= 25 for n in numbers) / len(numbers)))


def sheet_per_year(path: Path) -> None:
    """`tracking_sheet_per_year.xlsx`: a sheet a year, one row of headings, points in Years 1 to 3 and levels after."""
    rng = random.Random(2011)
    book = Workbook()
    book.remove(book.worksheets[0])
    for year in range(1, 7):
        sheet = book.create_sheet(f"Year {year}")
        sheet["A1"], sheet["A1"].font = f"{SCHOOL}: Year {year}", TITLE
        in_points = year < 4
        heads = ["UPN", "Surname", "First name", "Date of birth", "M/F", "Class", "SEN"]
        said = ("Jul 2010", "Aut 10", "Spring 2011", "Sum 2011") if year % 2 else POINTS
        suffix = " points" if in_points else ""
        heads += [f"{subject} {point}{suffix}" for subject in SUBJECTS for point in said]
        heads += ["Reading target", "Writing target", "Maths target"]
        for x, head in enumerate(heads, 1):
            sheet.cell(3, x, head).font = BOLD
        group = pupils(rng, range(year, year + 1), rng.randrange(26, 31))
        for y, pupil in enumerate(group, 4):
            row: list[Any] = [pupil.upn, pupil.surname, pupil.forename, pupil.born, "M" if pupil.boy else "F"]
            row += [f"{year}{'AB'[pupil.place % 2]}", pupil.sen]
            for subject in SUBJECTS:
                row += [_plain_result(rng, pupil, subject, point, in_points) for point in range(4)]
            row += [rng.choice(("3a", "4c", "4b", "5c")) for _ in SUBJECTS]
            for x, value in enumerate(row, 1):
                sheet.cell(y, x, value)
            sheet.cell(y, 4).number_format = "dd/mm/yyyy"
        sheet.cell(5 + len(group), 2, "Average").font = BOLD
        sheet.cell(5 + len(group), 8, 14.2 if in_points else "2b")
        for x in range(1, len(heads) + 1):
            sheet.column_dimensions[get_column_letter(x)].width = 14
    hidden = book.create_sheet("Office notes")
    hidden["A1"] = "Moderated in June."
    hidden.sheet_state = "hidden"
    _save(book, path, "Pupil tracking, a sheet a year")


def _plain_result(rng: random.Random, pupil: Pupil, subject: str, point: int, in_points: bool) -> Any:
    level = pupil.level(subject, point)
    if not in_points:
        return noisy(rng, level)
    chance = rng.random()
    if chance < 0.03:
        return "A" if chance < 0.015 else None
    return str(WORTH[level]) if chance < 0.1 else WORTH[level]


def _save(book: Workbook, path: Path, title: str) -> None:
    book.properties.title, book.properties.creator = title, SCHOOL
    book.properties.created = book.properties.modified = MADE
    book.save(path)
