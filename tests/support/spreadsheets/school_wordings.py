"""How schools write a thing: a point in time, a subject, a level, a year group, a name, what is no result."""

from collections.abc import Callable
from datetime import date

from support.spreadsheets.invented_pupils import DISREGARDED, WORTH, Pupil

WHENS: dict[str, tuple[object, ...]] = {
    "months": ("Jul 10", "Dec 10", "Mar 11", "Jul 11"),
    "months in full": ("July 2010", "December 2010", "March 2011", "July 2011"),
    "months with a dash": ("Jul-10", "Dec-10", "Mar-11", "Jul-11"),
    "months with a tick": ("July '10", "Dec '10", "March '11", "July '11"),
    "terms": ("Summer 2010", "Autumn 2010", "Spring 2011", "Summer 2011"),
    "terms of years": ("Sum 09-10", "Aut 10-11", "Spr 10-11", "Sum 10-11"),
    "terms of years with a slash": ("Summer 2009/10", "Autumn 2010/11", "Spring 2010/11", "Summer 2010/11"),
    "second halves": ("Summer 2 09-10", "Autumn 2 10-11", "Spring 2 10-11", "Summer 2 10-11"),
    "bare terms": ("Summer", "Autumn", "Spring", "Summer"),
    "ends of terms": ("End of Summer 2010", "End of Autumn 2010", "End of Spring 2011", "End of Summer 2011"),
    "dates": (date(2010, 7, 16), date(2010, 12, 17), date(2011, 3, 31), date(2011, 7, 15)),
    "dates as text": ("16/07/2010", "17/12/2010", "31/03/2011", "15/07/2011"),
}


def when_of_year(year: int) -> tuple[object, ...]:
    """Points in time in the words of a sheet for one year group: "End Y2", "Y3 Aut"."""
    return (f"End Y{year - 1}" if year > 1 else "End Rec", f"Y{year} Aut", f"Y{year} Spr", f"Y{year} Sum")


NAMES: dict[str, tuple[str, str, str]] = {
    "plain": ("Reading", "Writing", "Maths"),
    "in full": ("READING", "WRITING", "MATHEMATICS"),
    "short": ("Rdg", "Wri", "Ma"),
    "numeracy": ("Reading", "Writing", "Numeracy"),
    "system": ("En Reading", "En Writing", "Mathematics"),
    "letters": ("R", "W", "M"),
    "untidy": (" reading\xa0", "Writing ", "MATHS"),
}


def number(points: float) -> object:
    return int(points) if float(points).is_integer() else points


def points_of(code: str) -> object:
    return code if code in DISREGARDED else number(WORTH[code])


def _prefixed(prefix: str) -> Callable[[str], object]:
    return lambda code: prefix + code if code[:1].isdigit() else code


NOTATIONS: dict[str, Callable[[str], object]] = {
    "levels": lambda code: code,
    "capitals": str.upper,
    "L2b": _prefixed("L"),
    "Level 2b": _prefixed("Level "),
    "NC 2b": _prefixed("NC "),
    "spaced": lambda code: f"\xa0{code} " if code else "",
    "2 b": lambda code: f"{code[0]} {code[1:]}".strip() if code[:1].isdigit() else code,
    "points": points_of,
    "points as text": lambda code: str(points_of(code)),
    "points with a space": lambda code: f"{points_of(code)} " if code else "\xa0",
    "decimals": lambda code: (
        float(f"{code[0]}.{ {'c': 0, 'b': 3, 'a': 7}[code[1]] }") if code[:1].isdigit() and code[1:] else code
    ),
    "untidy": lambda code: (
        {"b": "L{}", "c": "{} ", "a": "Level {}"}.get(code[1:], "\xa0{}").format(code) if code else ""
    ),
    "signs": lambda code: f"{code}+" if code == "2b" else code,
}

YEARS: dict[str, Callable[[int], object]] = {
    "Y3": lambda year: f"Y{year}" if year else "R",
    "3": lambda year: year,
    "Year 3": lambda year: f"Year {year}" if year else "Reception",
    "text": str,
    "NCY 3": lambda year: f"NCY {year}",
}

WHO: dict[str, list[tuple[str, Callable[[Pupil], object]]]] = {
    "upn and names": [
        ("UPN", lambda p: p.upn),
        ("Surname", lambda p: p.surname),
        ("Forename", lambda p: p.forename),
    ],
    "names": [("Surname", lambda p: p.surname), ("Forename", lambda p: p.forename)],
    "one name": [("Name", lambda p: f"{p.forename} {p.surname}")],
    "surname first": [("Pupil Name", lambda p: f"{p.surname}, {p.forename}")],
    "upn": [("UPN", lambda p: p.upn)],
    "groups": [
        ("UPN", lambda p: p.upn),
        ("Surname", lambda p: p.surname),
        ("Forename", lambda p: p.forename),
        ("Gender", lambda p: p.gender),
        ("SEN", lambda p: p.sen),
        ("FSM", lambda p: p.flag),
        ("EAL", lambda p: p.flag),
    ],
}

# Columns that are no result: heading and what stands in it. `{}` is the subject, so there is one for each.
EXTRAS: dict[str, tuple[str, Callable[[Pupil], object]]] = {
    "target": ("{} Target Jul 11", lambda p: "5a"),
    "prediction": ("{} Predicted Jul 11", lambda p: "4a"),
    "progress": ("{} progress", lambda p: 3),
    "key stage 1": ("KS1 {}", lambda p: "2b"),
    "fft": ("FFT B", lambda p: "4b"),
    "reading age": ("Reading Age", lambda p: 8.4),
    "attendance": ("Attendance %", lambda p: 96.4),
    "comment": ("Comments", lambda p: "Reads at home. Was 2c in Dec 10."),
    "science": ("Science Dec 10", lambda p: "3a"),
    "english": ("English Dec 10", lambda p: "4c"),
    "on track": ("On track?", lambda p: "Y"),
    "effort": ("{} Effort Dec 10", lambda p: 2),
    "test score": ("{} Test Score Dec 10", lambda p: 34),
    "gain": ("{} +/- Jul 10 to Dec 10", lambda p: 2),
    "first half of a term": ("{} Aut 1 10-11", lambda p: "1a"),
    "least target": ("Min Target {} Jul 11", lambda p: "3a"),
    "teacher's prediction": ("{} Teacher's prediction Jul 11", lambda p: "4a"),
    "expected": ("Expected {} Jul 11", lambda p: "4b"),
    "the year before": ("{} Dec 09", lambda p: "1b"),
    "admission number": ("Adm No", lambda p: 1234 + int(p.upn[-3:])),
    "set": ("Maths Set", lambda p: 2),
    "reading group": ("Reading Group", lambda p: "Red"),
    "spelling": ("Spelling age", lambda p: "8.02"),
}
