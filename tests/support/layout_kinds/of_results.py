"""Kinds that are about results: how they are written, when they were taken, what only looks like one."""

from datetime import date

from support.layout_kinds.school import Asked, School
from support.spreadsheets import layouts as made
from support.spreadsheets.invented_pupils import DECEMBER, DISREGARDED, JULY, NEXT_JULY, SUBJECTS, WORTH, pupils
from support.spreadsheets.layouts import Sheet, letter

BESIDE: dict[str, tuple[object, ...]] = {
    "June": ("June 10", "Nov 10", "Feb 11", "June 11"),
    "in full": ("June 2010", "November 2010", "April 2011", "June 2011"),
    "dates": (date(2010, 6, 25), date(2010, 11, 30), date(2011, 4, 8), date(2011, 6, 24)),
    "dates as text": ("24/06/10", "30/11/10", "28/02/11", "24/06/11"),
    "May": ("May 10", "Nov 10", "Feb 11", "May 11"),
    "some": ("June 10", "Dec 10", "Mar 11", "Jun 11"),
    "January": ("Jul 10", "Jan 11", "Mar 11", "Jul 11"),
}
WORDS: tuple[tuple[str, str, str], ...] = (
    ("Overall Reading", "Overall Writing", "Overall Maths"),
    ("Reading Overall Level", "Writing Overall Level", "Maths Overall Level"),
    ("NC Score Reading", "NC Score Writing", "NC Score Maths"),
    ("Reading Mark", "Writing Mark", "Maths Mark"),
    ("Reading Level made", "Writing Level made", "Maths Level made"),
    ("Reading Entry", "Writing Entry", "Maths Entry"),
    ("Reading (met)", "Writing (met)", "Maths (met)"),
    ("Moderated Reading", "Moderated Writing", "Moderated Maths"),
)
LETTERS = {"c": "low", "b": "secure", "a": "high"}
QUARTERS = {"c": ".25", "b": ".5", "a": ".75"}
THIRDS = {"c": ".0", "b": ".33", "a": ".66"}
SIXTHS = {"c": ".0", "b": ".3", "a": ".6"}


def _lettered(code: str) -> bool:
    return code[:1].isdigit() and len(code) == 2


def _only_lettered(school: School) -> None:
    """Whole levels become lettered ones, so that one way of writing holds for all."""
    for child in list(school.children):
        levels = {k: f"{c}b" if c[:1].isdigit() and len(c) == 1 else c for k, c in child.levels.items()}
        school.rewrite(child, levels=levels)


def months_beside(school: School) -> None:
    school.restyle(when_words=BESIDE[school.chance.choice(sorted(BESIDE))])
    school.says("near", "count")


def month_first(school: School) -> None:
    school.restyle(when_words=("07/16/2010", "12/17/2010", "03/31/2011", "07/15/2011"))


def one_word_more(school: School) -> None:
    """A word over levels that is also one of marks, totals or differences."""
    _only_lettered(school)
    school.restyle(subject_words=school.chance.choice(WORDS), header="one row", notation="levels", with_points=False)
    school.taken.add("notation")
    school.spread = made.one_sheet
    school.taken.add("spread")
    school.answers.append(lambda asked: _by_heading(school, asked, "means:"))
    school.says("point:summer", JULY)


def _by_heading(school: School, asked: Asked, start: str) -> str:
    if not asked.key.startswith(start):
        return ""
    return school.headings().get(" ".join(asked.heading.split()), "")


def low_secure_high(school: School) -> None:
    _only_lettered(school)
    way = school.chance.choice(["{} ({})", "{} {}", "{1} {0}", "short"])

    def write(code: str) -> object:
        if not _lettered(code):
            return code
        word = LETTERS[code[1]]
        return f"{code[0]}{word[0].upper()}" if way == "short" else way.format(code[0], word)

    school.restyle(write=write, with_points=False)
    school.taken.add("notation")
    school.says("grades", "low is c, secure is b, high is a")
    school.says("remarks", "leave out")


def decimals_of_sublevels(school: School) -> None:
    """2.25 for 2c; where 1.0 is all there is, nobody can tell that it is 1c."""
    style = school.style
    shown = {p.level(s, t) for p in school.children for s in style.subjects for t in style.points}
    if not any(_lettered(code) and code[1] in "ab" for code in shown):
        return
    _only_lettered(school)
    ways = {".25 is c, .5 is b, .75 is a": QUARTERS, ".0 is c, .33 is b, .66 is a": THIRDS}
    ways[".0 is c, .3 is b, .6 is a"] = SIXTHS
    said = school.chance.choice(sorted(ways))
    way = ways[said]
    school.restyle(write=lambda code: float(code[0] + way[code[1]]) if _lettered(code) else code, with_points=False)
    school.taken.add("notation")
    school.says("decimals", said)
    school.says("notation:", "levels")


def kept_as_text(school: School) -> None:
    """="2b" in a file of text, a leading ' and a control character."""
    way = school.chance.choice(['="{}"', "'{}", "\x1f{}"])
    school.restyle(write=lambda code: way.format(code) if code else code, with_points=False, notation="levels")
    school.taken.add("notation")
    school.containers = ("csv in UTF-8", "csv in cp1252")
    school.taken.add("rows")
    school.spread = made.one_sheet
    school.taken.add("spread")


def slip_of_the_key(school: School) -> None:
    """7a for 1a, EP in Year 2, 55 for 15: asked; without it the average is as it is."""
    style, chance = school.style, school.chance
    child = chance.choice(school.children)
    subject, point = chance.choice(style.subjects), chance.choice(style.points)
    code = child.level(subject, point)
    if not _lettered(code) or child.year > 3 or child.year < 1:
        return
    wrong = chance.choice([f"{7 if child.year < 3 else 8}{code[1] if child.year < 3 else 'b'}", "EP"])
    school.rewrite(child, levels={**child.levels, (subject, point): wrong})
    school.worth[child.upn, subject, point] = None
    school.restyle(write=str, with_points=False)
    school.taken.add("notation")
    school.says("slips", "leave out")
    school.says("unknown", "leave out")


def points_slip(school: School) -> None:
    """55 typed for 15 in a column of points."""
    style, chance = school.style, school.chance
    child = chance.choice(school.children)
    subject, point = chance.choice(style.subjects), chance.choice(style.points)
    if child.level(subject, point) in DISREGARDED:
        return
    upn = child.upn
    marked = school.rewrite(child, levels={**child.levels, (subject, point): "EP"})
    school.worth[upn, subject, point] = None
    points = {code: int(worth) if float(worth).is_integer() else worth for code, worth in WORTH.items()} | {"EP": 55}
    school.restyle(write=lambda code: points.get(code, code), header="one row", with_points=False)
    school.taken.add("notation")
    assert marked.upn == upn
    school.says("slips", "leave out")
    school.says("notation", "points")


def key_stage_of_now(school: School) -> None:
    """Year 3 with a column KS1 and none for July 2010: that is July 2010."""
    school.children = pupils([3], len(school.children), school.chance.randint(1, 999))
    codes = {(p.upn, s): p.level(s, JULY) for p in school.children for s in SUBJECTS}
    school.restyle(points=(DECEMBER, "2011-03", NEXT_JULY)[: school.chance.randint(1, 3)])
    name = school.chance.choice(["KS1 {}", "{} KS1", "End KS1 {}", "KS1 TA {}"])
    used = school.style.subjects
    for (upn, subject), code in list(codes.items()):
        code = codes[upn, subject] = code if code in ("1", "2", "2a", "2b", "2c", "3", "W") else "2b"
        if subject in used:
            school.worth[upn, subject, JULY] = WORTH[code]
    more = tuple((name.format(school.style.subject(s).strip()), lambda p, s=s: codes[p.upn, s]) for s in used)
    extras = tuple(e for e in school.style.extras if e != "key stage 1")
    school.restyle(more=more, extras=extras, header="one row", names="plain", subject_words=())
    school.spread = made.one_sheet
    school.taken |= {"spread", "years"}
    school.says("stage:", "count")


def another_scale(school: School) -> None:
    """A subject whose columns hold marks, per cents, ages, a school's own numbers, letters or bands."""
    chance = school.chance
    subject = chance.choice(school.style.subjects)
    ways = [
        lambda n: 12 + n * 7 % 33,
        lambda n: f"{40 + n * 11 % 55}%",
        lambda n: f"{6 + n % 5}:{n * 5 % 12:02}",
        lambda n: round(6 + n * 0.7 % 5, 1),
        lambda n: "WEG"[n % 3],
        lambda n: f"{3 + n % 2}{'bws'[n % 3]}",
        lambda n: 85 + n * 3 % 30,
    ]
    way = chance.choice(ways)
    numbers: dict[str, int] = {}
    for child in list(school.children):
        levels = dict(child.levels)
        for point in school.style.points:
            code = f"?{len(numbers)}"
            numbers[code] = len(numbers)
            levels[subject, point] = code
        school.rewrite(child, levels=levels)
    usual = school.style.level
    school.restyle(write=lambda code: way(numbers[code]) if code in numbers else usual(code), with_points=False)
    school.no_result.add(subject)
    for start in ("marks:", "notation:", "means:", "unknown", "slips", "decimals", "grades", "remarks", "plus"):
        school.says(start, "leave out")


def columns_of_another_year(school: School) -> None:
    """Results of 2008-09 or of ten years later beside those of this year."""
    when = school.chance.choice(["Dec 08", "2008-09", "2021-22", "Jul 09", "Aut 2008"])
    school.restyle(
        more=tuple((f"{school.style.subject(s).strip()} {when}", lambda p: "1b") for s in school.style.subjects),
        header="one row",
    )


def hidden_below_a_merge(school: School) -> None:
    """A level merged over the next cell, of another time or another pupil: what is below is not seen."""
    down = school.chance.random() < 0.5
    school.restyle(header="one row", totals="none", repeated=0, left=0, above=(), year="column", with_points=False)
    school.spread, school.containers = made.one_sheet, ("xlsx",)
    school.taken |= {"spread", "rows"}
    style = school.style
    if (down and len(school.children) < 2) or (not down and len(style.points) < 2):
        return
    at = school.chance.randrange(len(school.children) - down)
    child = school.children[at]
    subject, when = school.chance.choice(style.subjects), school.chance.randrange(len(style.points) - (not down))
    if not _lettered(child.level(subject, style.points[when])):
        return
    other = school.children[at + 1] if down else child
    gone = style.points[when] if down else style.points[when + 1]
    school.worth[other.upn, subject, gone] = None
    nth, y = style.subjects.index(subject) * len(style.points) + when, at + 1

    def merge(sheets: list[Sheet]) -> None:
        x = len(school.style.who_columns) + 1 + nth
        below, right = (y + 1, x) if down else (y, x + 1)
        sheets[0].merges.append(f"{letter(x)}{y + 1}:{letter(right)}{below + 1}")

    school.afterwards.append(merge)
    school.says("merged:", "the first of them")


def sheet_of_targets_by_name(school: School) -> None:
    """The name of the sheet speaks of targets, its headings of results."""

    def rename(sheets: list[Sheet]) -> None:
        sheet = school.chance.choice(sheets)
        sheet.name = f"{sheet.name[:20]} targets"

    school.afterwards.append(rename)
    school.answers.append(lambda asked: "results" if asked.key.startswith("sheet:") and "targets" in asked.key else "")
