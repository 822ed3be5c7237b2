"""Kinds that are about the pupils' rows: what stands beside a name, whose year group is wanting, who stands twice."""

from datetime import date

from support.layout_kinds.school import Asked, School
from support.spreadsheets import layouts as made
from support.spreadsheets.invented_pupils import Pupil
from support.spreadsheets.layouts import Sheet

BANDS = ("Average", "Above average", "Expected", "National", "Mean", "Target", "Total communication", "Below average")
MARKS = ("(target child)", "- expected to leave", "(mean)", "[total]", "(average)")
TOTALS_NAMES = ("Av", "Mean", "Tot", "Count", "Average", "Total", "National", "Sum")
NO_YEAR: tuple[object, ...] = (None, "#N/A", "Mixed", "Three", "YR", 33, "-", "n/a", "Lower", "KS2", "A3")
NO_UPN = ("Temp", "TBC", "-", "n/a", "temporary", "New", "tbc", "none yet", "To follow")


def words_of_totals_beside(school: School) -> None:
    """Ability, group, set or house in the first column."""
    heading = school.chance.choice(["Ability", "Band", "Group", "Set", "House", "Intervention", "Attainment band"])
    words = school.chance.sample(BANDS, 3)
    school.restyle(first=((heading, lambda p: words[int(p.upn[-2:]) % 3]),))


def name_that_is_a_total(school: School) -> None:
    """A surname such as Mean, or a word behind the forename."""
    child = school.chance.choice(school.children)
    if school.chance.random() < 0.5:
        school.rewrite(child, surname=school.chance.choice(TOTALS_NAMES))
    else:
        last = "surname" if school.style.who == "one name" else "forename"
        school.rewrite(child, **{last: f"{getattr(child, last)} {school.chance.choice(MARKS)}"})
        school.says("leavers", "count")
    school.restyle(totals="none")


def year_group_wanting(school: School) -> None:
    """One pupil's year group is blank, an error, a word or a slip."""
    child, cell = school.chance.choice(school.children), school.chance.choice(NO_YEAR)
    if school.spread in (made.sheet_a_year, made.years_below, made.year_sections):
        school.spread = made.one_sheet
    usual = school.style.year_of
    school.restyle(year="column", year_cell=lambda p: cell if p.upn == child.upn else usual(p))
    if cell == "Three":
        school.rewrite(child, year=3)
        child = next(p for p in school.children if p.upn == child.upn)
    year = str(child.year) if child.year else "leave out"
    school.answers.append(lambda asked: _year(asked, year))


def _year(asked: Asked, year: str) -> str:
    """The year group; who is above in the file is no matter of this pupil's."""
    if not asked.key.startswith("year:"):
        return ""
    return year if year in asked.choices else "leave out"


def year_group_by_birth(school: School) -> None:
    """The same with a date of birth beside, from September to August; it tells the year group of all."""
    year_group_wanting(school)
    school.answers = [a for a in school.answers if not a(Asked("year:x", "", "", ()))]
    days = {p.upn: born(p, school) for p in school.children}
    school.restyle(first=(*school.style.first, ("DOB", lambda p: days[p.upn])))


def born(child: Pupil, school: School) -> date:
    """Of Year 1 of 2010-11 are those who were born from September 2004 to August 2005."""
    month = school.chance.choice([9, 12, 1, 5, 8])
    return date(
        2005 - child.year + (0 if month >= 9 else 1), month, school.chance.choice([1, 15, 31 if month != 9 else 30])
    )


def no_upn(school: School) -> None:
    """Words under UPN of several pupils who have none."""
    word = school.chance.choice(NO_UPN)
    some = {p.upn for p in school.chance.sample(school.children, min(len(school.children), 3))}
    school.restyle(who="names", first=(*school.style.first, ("UPN", lambda p: word if p.upn in some else p.upn)))


def two_of_one_name(school: School) -> None:
    """Two children of one name, and nothing tells them apart but their results."""
    one = school.chance.choice(school.children)
    others = [p for p in school.children if p.year == one.year and p.group == one.group and p.upn != one.upn]
    if not others:
        return
    other = school.chance.choice(others)
    school.rewrite(other, surname=one.surname, forename=one.forename)
    school.restyle(who=school.chance.choice(["names", "one name", "surname first"]))
    school.says("same:", "two pupils")


def row_twice(school: School) -> None:
    """A row copied exactly, further down; or pupils again under a heading of their own."""
    below = school.chance.random() < 0.5
    school.taken.add("spread")
    school.spread = made.one_sheet
    pick = school.chance.randrange(len(school.children))
    school.restyle(totals="none", repeated=0)

    def copy(sheets: list[Sheet]) -> None:
        rows = sheets[0].rows
        children = [r for r in rows if r and any(c == school.children[pick].surname for c in r if isinstance(c, str))]
        children = children or rows[-1:]
        rows += [[], ["FSM pupils"]] if below else []
        rows.append(list(children[0]))

    school.afterwards.append(copy)
    school.answers.append(once)


def once(asked: Asked) -> str:
    if not asked.key.startswith("same:"):
        return ""
    return next((c for c in asked.choices if c.endswith("count once")), "the same pupil, the first row counts")


def classes_with_names(school: School) -> None:
    """No year group but classes called Robins, Wrens, Owls."""
    birds = dict(zip(range(7), ("Chicks", "Robins", "Wrens", "Owls", "Kites", "Swifts", "Herons"), strict=True))
    school.restyle(year="column", year_heading="Class", year_cell=lambda p: birds[p.year])
    school.spread = made.one_sheet
    school.taken.add("spread")

    def told(asked: Asked) -> str:
        for year, bird in birds.items():
            if asked.key == f"year:{bird}":
                return str(year) if year else "leave out"
        return ""

    school.answers.append(told)


def year_headings(school: School) -> None:
    """The words of systems for the year group."""
    heading = school.chance.choice(["NC Year Group", "NCYear", "Yeargroup", "NC Yr", "Yr Gp", "Year 2010-11", "Yr"])
    school.restyle(year="column", year_heading=heading)


def row_below(school: School) -> None:
    """A line of the school's own reckoning below the pupils."""
    label = school.chance.choice(["On track", "Above", "At risk", "Boys", "% 2b+", "Cohort", "Number at 3b"])
    upto = len(school.style.who_columns) + (school.style.year == "column") - 1

    def add(sheets: list[Sheet]) -> None:
        for sheet in sheets:
            cells = [3, 4, 2, 5] * 3
            sheet.rows.append([*[None] * school.style.left, label, *[None] * upto, *cells[: len(school.style.points)]])

    school.afterwards.append(add)
