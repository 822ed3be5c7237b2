"""A school's record at the end of a year in which every visit was judged."""

from siptui.framework import load

FRAMEWORK = load("milton_keynes_2010_11")

HOSTILE = "=St Mary & St Giles [bold] 😀\x07 _x0041_"


def judged() -> dict[str, str]:
    """A year in which every row that a visit judges has been judged, and one that none does."""
    record = {"school/name": HOSTILE, "school/sip": "AB", "school/headteacher": "@Head", "school/chair": "+Chair"}
    for visit, day in zip(FRAMEWORK.visits, ("2010-10-12", "2011-02-03", "2011-06-21"), strict=True):
        record[f"visits/{visit.key}/date"] = day
        for number, row in enumerate(visit.rows):
            record[f"visits/{visit.key}/judgements/{row.kip}/current"] = str(number % 4 + 1)
            record[f"visits/{visit.key}/judgements/{row.kip}/target"] = "1"
    record |= {"summary/E13/current": "3", "summary/E13/target": "2", "summary/E13/date": "2011-05-20"}
    return record
