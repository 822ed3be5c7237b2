"""Schools' workbooks at random, of the kinds that once gave a wrong figure mixed with the usual ways of laying out."""

import random
from collections.abc import Callable
from pathlib import Path

from support.layout_kinds import of_pupils, of_results
from support.layout_kinds.school import Asked, School
from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import CONTAINERS, can_hold, write
from support.spreadsheets.disturbances import ABOVE, DISTURBANCES
from support.spreadsheets.invented_pupils import JULY, NEXT_JULY, POINTS_IN_TIME, SUBJECTS, pupils
from support.spreadsheets.layouts import Style
from support.spreadsheets.rows_of_results import long_form, subject_column
from support.spreadsheets.school_wordings import EXTRAS, NAMES, WHENS, YEARS

Kind = Callable[[School], None]
KINDS: list[Kind] = [
    of_pupils.words_of_totals_beside,
    of_pupils.name_that_is_a_total,
    of_pupils.year_group_wanting,
    of_pupils.year_group_by_birth,
    of_pupils.no_upn,
    of_pupils.two_of_one_name,
    of_pupils.row_twice,
    of_pupils.classes_with_names,
    of_pupils.year_headings,
    of_pupils.row_below,
    of_results.months_beside,
    of_results.month_first,
    of_results.one_word_more,
    of_results.low_secure_high,
    of_results.decimals_of_sublevels,
    of_results.kept_as_text,
    of_results.slip_of_the_key,
    of_results.points_slip,
    of_results.key_stage_of_now,
    of_results.another_scale,
    of_results.columns_of_another_year,
    of_results.hidden_below_a_merge,
    of_results.sheet_of_targets_by_name,
]
SPREADS = [made.one_sheet, made.one_sheet, made.sheet_a_year, made.sheet_a_class, made.sheet_a_subject]
SPREADS += [long_form, subject_column, made.years_below, made.subjects_beside, made.year_sections]
PLAIN_CONTAINERS = ("xlsx", "xlsx", "xls of Excel 97", "ods", "csv in UTF-8", "xlsb", "HTML called xls", "Strict xlsx")
"""Ways of writing that need no knowledge of a kind."""
IN_FILES_OF_THEIR_OWN = (of_results.kept_as_text, of_results.hidden_below_a_merge)


def a_style(chance: random.Random) -> Style:
    first = chance.randint(0, 3)
    return Style(
        whens=chance.choice([w for w in sorted(WHENS) if w != "bare terms"]),
        names=chance.choice(sorted(NAMES)),
        notation=chance.choice(["levels", "levels", "capitals", "L2b", "Level 2b", "spaced", "untidy", "2 b"]),
        years=chance.choice(sorted(YEARS)),
        who=chance.choice(["upn and names", "upn and names", "names", "one name", "surname first", "groups"]),
        header=chance.choice(["one row", "one row", "when first", "subject over when", "when over subject"]),
        fill=chance.choice(["merged", "first", "repeated"]),
        points=POINTS_IN_TIME[first : chance.randint(first + 1, 4)],
        subjects=chance.choice([SUBJECTS, SUBJECTS[:2], SUBJECTS[2:], (SUBJECTS[2], SUBJECTS[0])]),
        year=chance.choice(["column", "column", "column", "class"]),
        extras=tuple(chance.sample(sorted(EXTRAS), chance.choice([0, 0, 1, 2]))),
        totals=chance.choice(["none", "none", "end"]),
        repeated=chance.choice([0, 0, 0, 4]),
        above=tuple(chance.sample(ABOVE, chance.choice([0, 0, 1, 2]))),
        left=chance.choice([0, 0, 0, 1]),
    )


def a_school(seed: int, only: list[str] | None = None) -> School:
    """The school of a seed; of `only` those of its kinds."""
    chance = random.Random(seed)
    years = sorted(chance.sample(range(1, 7), chance.randint(1, 3)))
    children = pupils(years, chance.randint(3, 6), seed)
    school = School(chance, children, a_style(chance), chance.choice(SPREADS))
    if school.spread is made.year_sections:
        school.restyle(totals="none")
    kinds = chance.sample(KINDS, chance.choice([1, 1, 2, 2, 3]))
    for kind in sorted(kinds, key=lambda k: k is not of_results.key_stage_of_now):  # which takes other pupils
        if kind.__name__ in (only if only is not None else [kind.__name__]) and fits(kind, school):
            kind(school)
            school.kinds.append(kind.__name__)
    for disturb in chance.sample(DISTURBANCES, chance.choice([0, 0, 1])):
        at = chance.randint(0, 40)
        if school.containers and disturb.__name__.endswith("_sheet"):
            continue  # a file of text has one sheet
        if "rows" not in school.taken and disturb.__name__ in (only if only is not None else [disturb.__name__]):
            school.afterwards.append(lambda sheets, d=disturb, n=at: d(sheets, n))
            school.kinds.append(disturb.__name__)
    usual_answers(school)
    return school


def usual_answers(school: School) -> None:
    """To what is asked of a school's usual ways."""
    style = school.style
    for start, choice in {
        "point:summer": JULY if style.points[0] == JULY else NEXT_JULY,
        "unknown": "leave out",
        "sheet:Old data": "leave out",
        "years:": "of 2010-11",
        "slips": "count",
        "stage:": "leave out",
        "twice:": "two pupils of one name",
    }.items():
        school.says(start, choice)
    if len(style.subjects) == 1:
        school.says("subject:", style.subjects[0])
    if len({school.years.get(p.upn, p.year) for p in school.children}) == 1:
        year = str(school.children[0].year)
        school.answers.append(lambda asked: year if asked.key.startswith("year:") and year in asked.choices else "")

    def when(asked: Asked) -> str:
        if not asked.key.startswith("point:"):
            return ""
        said = [p for p in style.points if str(style.when(p)).lower() in asked.heading.lower()]
        return said[0] if len(said) == 1 else ""

    def what(asked: Asked) -> str:
        if not asked.key.startswith(("means:", "column:")):
            return ""
        heading = " ".join(asked.heading.split())
        if heading in (known := school.headings()):
            return known[heading]
        others = [EXTRAS[name][0].replace("{}", "") for name in style.extras] + [name for name, _ in style.more]
        return "leave out" if any(other.strip() in heading for other in others) else ""

    def rows(asked: Asked) -> str:
        return school.of_rows(asked) if asked.key.startswith("rows:") else ""

    def tables(asked: Asked) -> str:
        each = "each is a table of its own"
        return "" if not asked.key.startswith("tables:") else each if each in asked.choices else "leave out"

    school.answers += [when, what, rows, tables]


ABOUT: dict[str, str] = {
    "low_secure_high": "notation",
    "decimals_of_sublevels": "notation",
    "kept_as_text": "notation",
    "slip_of_the_key": "notation",
    "points_slip": "notation",
    "another_scale": "notation",
    "one_word_more": "notation",
    "months_beside": "whens",
    "month_first": "whens",
    "year_group_wanting": "year",
    "year_group_by_birth": "year",
    "classes_with_names": "year",
    "year_headings": "year",
    "key_stage_of_now": "notation",
    "row_twice": "rows",
    "hidden_below_a_merge": "rows",
    "two_of_one_name": "rows",
    "row_below": "rows",
    "no_upn": "rows",
}
"""Of the kinds that settle the same thing a school has one."""


def fits(kind: Kind, school: School) -> bool:
    mine = ABOUT.get(kind.__name__)
    if kind in IN_FILES_OF_THEIR_OWN and school.containers:
        return False
    return mine is None or mine not in {ABOUT.get(name) for name in school.kinds}


def written(school: School, folder: Path) -> Path:
    """The school's workbook."""
    sheets = school.sheets()
    fitting = [c for c in school.containers or PLAIN_CONTAINERS if can_hold(c, sheets)]
    if not fitting:
        fitting = ["xlsx"]
    container = school.chance.choice(fitting)
    school.kinds.append(container)
    assert container in CONTAINERS
    return write(container, folder, sheets)
