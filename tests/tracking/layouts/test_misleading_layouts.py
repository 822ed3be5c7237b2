"""Files that invite a wrong average: whatever becomes of them, no figure is wrong.

They may be read right, asked about, left out with a reason, or refused. The averages they are held to are reckoned in
invented_pupils.py, which knows nothing of siptui's.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, NEXT_JULY, SUBJECTS, Grid, grid, pupils
from support.spreadsheets.judging import judge
from support.spreadsheets.layouts import Rows, Sheet, Style
from support.spreadsheets.rows_of_results import every_term, long_form, subject_column

JUNIORS = pupils(years=(3, 4), each=6, seed=2)
INFANTS = pupils(years=(1,), each=9, seed=6)
YOUNG = {year: pupils(years=(year,), each=5, seed=9) for year in (1, 2)}
THIRD = [p for p in JUNIORS if p.year == 3]


def _across() -> Sheet:
    """Pupils across, results down."""
    rows, _ = made.table(THIRD, Style())
    return Sheet("Year 3", [list(column) for column in zip(*rows, strict=True)])


def _beside_a_key() -> Sheet:
    rows, _ = made.table(JUNIORS, Style())
    for row, cells in zip(rows, ([], ["Level", "Points"], ["W", 3], ["2b", 15], ["3b", 21]), strict=False):
        row += [None, *cells]
    return Sheet("Tracking", rows)


def _above_a_chart(*lines: list[object]) -> Sheet:
    rows, _ = made.table(JUNIORS, Style())
    return Sheet("Tracking", [*rows, [], *lines])


def _serial_dates() -> Sheet:
    """Headings that were dates and became numbers on the way."""
    dates = (date(2010, 7, 16), date(2010, 12, 17), date(2011, 3, 31), date(2011, 7, 15))
    return made.one_sheet(JUNIORS, Style(header="subject over when", when_words=tuple(
        (d - date(1899, 12, 30)).days for d in dates)))[0]  # fmt: skip


def _dates_that_excel_made() -> Sheet:
    """'July 10' typed into Excel becomes the 10th of July of the year in which it was typed."""
    words = (date(2011, 7, 10), date(2011, 12, 10), date(2011, 3, 11), date(2011, 7, 11))
    return made.one_sheet(JUNIORS, Style(header="subject over when", when_words=words))[0]


def _all_targets() -> Sheet:
    return Sheet("Tracking", made.table(JUNIORS, Style(points=(NEXT_JULY,), above=("Targets for July 2011",)))[0])


def _apart() -> Sheet:
    """A class whose headings have a blank row between them; its pupils are in the same year group as others."""
    rows, merges = made.table(LATE, Style(header="three rows"))
    merges = [merge for merge in merges if "2" not in merge]
    return Sheet("Class 3L", [*rows[:2], [], *rows[2:]], merges)


def _misspelt() -> Sheet:
    """A class whose teacher wrote the headings in words of his own; its pupils are in the same year group as others."""
    rows, merges = made.table(LATE, Style())
    rows[0] = [str(c).replace("Reading Dec 10", "Raeding Dec 10").replace("Maths", "Sums") for c in rows[0]]
    return Sheet("Class 3L", rows, merges)


def _english_beside() -> Sheet:
    """The heading "Reading" stands in its first cell only; to its right is a column of another subject."""
    style = Style(header="subject over when", fill="first", points=(MARCH,), subjects=("reading",), extras=("english",))
    return made.one_sheet(JUNIORS, style)[0]


LATE = [replace(p, group="3L") for p in pupils((3,), 4, 31, first=40)]
ALL_OF_THEM = grid([*JUNIORS, *LATE])
TRAPS: dict[str, tuple[list[Sheet], Grid]] = {
    "pupils across": ([_across()], grid(THIRD)),
    "a key of levels beside": ([_beside_a_key()], grid(JUNIORS)),
    "a small table below": ([_above_a_chart(["Level", "Number"], ["2b", 4], ["3c", 7])], grid(JUNIORS)),
    "groups' averages below": (
        [_above_a_chart(["Year 3 boys", None, None, "Y3", *[15] * 12], ["Year 3 girls", None, None, "Y3", *[17] * 12])],
        grid(JUNIORS),
    ),
    "headings that were dates": ([_serial_dates()], grid(JUNIORS)),
    "headings that Excel made dates of": ([_dates_that_excel_made()], grid(JUNIORS)),
    "targets by the title": ([_all_targets()], {}),
    "last year's sheet hidden": (
        [*made.one_sheet(JUNIORS, Style()), Sheet("Old", made.table(pupils((3,), 9, 77), Style())[0], hidden=True)],
        grid(JUNIORS),
    ),
    "the only table hidden": (
        [Sheet("Notes", [["See the hidden sheet"]]), replace(made.one_sheet(JUNIORS, Style())[0], hidden=True)],
        grid(JUNIORS),
    ),
    "last year's words": (
        made.one_sheet(JUNIORS, Style(when_words=("Jul 09", "Dec 09", "Mar 10", "Jul 10"))),
        {(s, y, JULY): figure for (s, y, p), figure in grid(JUNIORS).items() if p == NEXT_JULY},
    ),
    "a blank row among the headings of one sheet": ([*made.sheet_a_class(JUNIORS, Style()), _apart()], ALL_OF_THEM),
    "a class with headings in words of its own": ([*made.sheet_a_class(JUNIORS, Style()), _misspelt()], ALL_OF_THEM),
    "English beside reading's unmerged heading": ([_english_beside()], grid(JUNIORS, [MARCH], ["reading"])),
}


def _averages_by_class() -> Sheet:
    """A sheet of nothing but averages."""
    rows: Rows = [["Class", "Number", "Reading Dec 10", "Writing Dec 10", "Maths Dec 10"]]
    return Sheet("Summary", [*rows, ["3B", 14, 15.4, 14.2, 15.9], ["3T", 13, 16, 15, 17], ["4B", 15, 21, 19, 21]])


def _last_years_file() -> Sheet:
    """Sent in autumn 2010: the end of 2009-10, with the year groups of then; Part D's Year 3 was Year 2."""
    words = ("Autumn 2009", "Spring 2010", "", "Summer 2010")
    style = Style(header="subject over when", when_words=words, points=(JULY, DECEMBER, NEXT_JULY))
    return made.one_sheet([replace(p, year=p.year - 1) for p in JUNIORS], style, "Tracking 2009-10")[0]


def _moved_up(who: str) -> list[Sheet]:
    """This year's sheet, and last year's with the year groups of then."""
    before = [replace(p, year=p.year - 1) for p in JUNIORS]
    now = Sheet("2010-11", *made.table(JUNIORS, Style(who=who, points=(DECEMBER, MARCH))))
    return [now, Sheet("2009-10", *made.table(before, Style(who=who, points=(JULY,))))]


def _summer_2010_alone() -> Sheet:
    style = Style(when_words=("Summer 2010",) * 4, points=(JULY,), above=("Results at the end of 2009-10",))
    return made.one_sheet([replace(p, year=p.year - 1) for p in JUNIORS], style, "Summer 2010")[0]


def _long_with_targets() -> Sheet:
    """One row a result, and one a target, told apart by a column."""
    (sheet,) = long_form(THIRD, Style(points=(DECEMBER, MARCH)))
    rows = [[*sheet.rows[0], "Type"], *([*row, "Result"] for row in sheet.rows[1:])]
    rows += [[*row[:-1], "4a", "Target"] for row in sheet.rows[1:]]
    return Sheet("Export", rows)


def _long_with_two_results() -> Sheet:
    """The first pupil's first result stands twice, with other levels: test and teacher."""
    (sheet,) = long_form(THIRD, Style(points=(DECEMBER,)))
    return Sheet("Export", [*sheet.rows, [*sheet.rows[1][:-1], "5c"]])


def _long_with_other_subjects() -> Sheet:
    (sheet,) = long_form(THIRD, Style(points=(DECEMBER,)))
    first = [row for row in sheet.rows[1:] if row[-3] == "Reading"]
    others = [[*row[:-3], word, row[-2], "5b"] for row in first for word in ("English", "Science", "Reading Target")]
    return Sheet("Export", [*sheet.rows, *others])


def _long_by_half_terms() -> Sheet:
    (sheet,) = long_form(THIRD, Style(points=(DECEMBER,), when_words=("", "Autumn 2", "", "")))
    return Sheet("Export", [*sheet.rows, *([*row[:-2], "Autumn 1", "1a"] for row in sheet.rows[1:])])


def _names_once() -> Sheet:
    """A row a subject; the pupil stands in the first of the three rows only."""
    (sheet,) = subject_column(THIRD, Style())
    return Sheet("Year 3", [row if y % 3 == 1 or not y else [None] * 4 + row[4:] for y, row in enumerate(sheet.rows)])


def _years_of_one_table_below(*titles: str) -> Sheet:
    """This year's table, and last year's of the same pupils below it, both with terms only."""
    style = Style(header="subject over when", whens="bare terms", points=(DECEMBER, MARCH))
    older = [replace(p, levels=dict.fromkeys(p.levels, "1b")) for p in THIRD]
    now, before = made.table(THIRD, style)[0], made.table(older, style)[0]
    return Sheet("Year 3", [[titles[0]], *now, [], [titles[1]], *before])


def _two_kinds(one: str, other: str) -> Sheet:
    """Two columns of one subject and time, by test and by the teacher, which differ."""
    rows: Rows = [["UPN", "Surname", "Forename", "Year", one, other]]
    return Sheet("T", rows + [[p.upn, p.surname, p.forename, "Y3", p.level("reading", DECEMBER), "5a"] for p in THIRD])


def _targets_beside() -> Sheet:
    """The targets in a table of their own to the right, with headings like those of the results."""
    now = made.table(THIRD, Style(points=(DECEMBER,)))[0]
    hoped = made.table([replace(p, levels=dict.fromkeys(p.levels, "5a")) for p in THIRD], Style(points=(DECEMBER,)))[0]
    first: Rows = [["Results", *[None] * 7, "Targets"]]
    return Sheet("Year 3", first + made.beside([now, hoped]))


def _letters_again(subjects: tuple[str, ...]) -> Sheet:
    """R, W and M below the times, and all of it again at the top of each page: W is Writing, and no pupil's level."""
    style = Style(header="when over subject", names="letters", repeated=4, year="none", subjects=subjects)
    return Sheet("Year 3", *made.table(THIRD, style))


def _working_towards() -> list[Sheet]:
    """A pupil at W stands just above the headings of the next page: W is no heading, and Maths no Writing."""
    style = Style(who="one name", header="when over subject", with_points=True, repeated=3, subjects=("mathematics",))
    low = [replace(p, levels={k: "W" if n < 3 else v for k, v in p.levels.items()}) for n, p in enumerate(INFANTS)]
    return made.sheet_a_subject(low, style)


def _sections(*more: object) -> Sheet:
    """Rows "Year 3" and "Year 4" stand before their pupils; the second says something besides."""
    (sheet,) = made.year_sections(JUNIORS, Style())

    return Sheet("Tracking", [[*row[:1], *more] if row[0] == "Year 4" else row for row in sheet.rows], sheet.merges)


def _half_term_below_a_year(year: int) -> list[Sheet]:
    """The title "Year 1" above "Reading Aut 1 10-11": that is October, and no point of Part D."""
    style = Style(year="none", points=(MARCH,), extras=("first half of a term",), above=(f"Year {year}",))
    return made.one_sheet(YOUNG[year], style)


def _remark_above() -> list[Sheet]:
    """A sheet a subject; on one of them a remark stands beside the title."""
    sheets = made.sheet_a_subject(JUNIORS, Style(above=("Levels are by teacher assessment",)))
    sheets[2].rows[0] += [None] * 8 + ["see note"]
    return sheets


def _wrapped() -> Sheet:
    rows, _ = made.table(JUNIORS, Style())
    return Sheet("Tracking", [[str(c).replace(" ", "\n", 1) for c in rows[0]], *rows[1:]])


NEXT = {(s, y, JULY): figure for (s, y, p), figure in grid(JUNIORS).items() if p == NEXT_JULY}
READING = ["reading"]
JUST_DECEMBER = grid(THIRD, [DECEMBER])
MORE_TRAPS: dict[str, tuple[list[Sheet], Grid]] = {
    "averages by class alone": ([_averages_by_class()], {}),
    "averages by class on a sheet besides": ([*made.one_sheet(JUNIORS, Style()), _averages_by_class()], grid(JUNIORS)),
    "last year's file": ([_last_years_file()], NEXT),
    "moved up, by UPN": (_moved_up("upn and names"), grid(JUNIORS, (JULY, DECEMBER, MARCH))),
    "moved up, by name": (_moved_up("names"), grid(JUNIORS, (JULY, DECEMBER, MARCH))),
    "last summer's results alone": ([_summer_2010_alone()], grid(JUNIORS, [JULY])),
    "every term since Year 2": (
        every_term(JUNIORS, Style(subjects=("reading",))),
        grid(JUNIORS, subjects=READING),
    ),
    "targets among rows": ([_long_with_targets()], grid(THIRD, [DECEMBER, MARCH])),
    "a result twice among rows": ([_long_with_two_results()], JUST_DECEMBER),
    "other subjects among rows": ([_long_with_other_subjects()], JUST_DECEMBER),
    "half-terms among rows": ([_long_by_half_terms()], JUST_DECEMBER),
    "names once for three rows": ([_names_once()], grid(THIRD)),
    "last year below": ([_years_of_one_table_below("2010-11", "2009-10")], grid(THIRD, [DECEMBER, MARCH])),
    "the year before below": ([_years_of_one_table_below("This year", "Last year")], grid(THIRD, [DECEMBER, MARCH])),
    "targets below": ([_years_of_one_table_below("Results", "Targets")], grid(THIRD, [DECEMBER, MARCH])),
    "test and teacher": ([_two_kinds("Reading Test Dec 10", "Reading TA Dec 10")], {}),
    "age and level": ([_two_kinds("Reading Dec 10", "Reading Dec 10 target")], grid(THIRD, [DECEMBER], READING)),
    "now and hoped for": (
        [_two_kinds("Reading Dec 10", "Reading aspirational Dec 10")],
        grid(THIRD, [DECEMBER], READING),
    ),
    "targets beside": ([_targets_beside()], JUST_DECEMBER),
    "letters again": ([_letters_again(SUBJECTS)], grid(THIRD)),
    "the letter W again": ([_letters_again(("writing",))], grid(THIRD, subjects=["writing"])),
    "the letters W and M again": ([_letters_again(SUBJECTS[1:])], grid(THIRD, subjects=SUBJECTS[1:])),
    "a level W above headings again": (
        _working_towards(),
        grid(
            [replace(p, levels=dict.fromkeys(p.levels, "W")) for p in INFANTS[:3]] + INFANTS[3:],
            subjects=["mathematics"],
        ),
    ),
    "year groups and their number as headings": ([_sections(None, "6 pupils")], grid(JUNIORS)),
    "year groups and their teacher as headings": ([_sections("Miss Madeup")], grid(JUNIORS)),
    "year groups and their averages as headings": ([_sections(None, None, *[18.5] * 12)], grid(JUNIORS)),
    "year groups and a remark as headings": ([_sections(*[None] * 20, "checked")], grid(JUNIORS)),
    "half-terms below Year 1": (_half_term_below_a_year(1), grid(YOUNG[1], [MARCH])),
    "half-terms below Year 2": (_half_term_below_a_year(2), grid(YOUNG[2], [MARCH])),
    "headings of two lines": ([_wrapped()], grid(JUNIORS)),
}
TRAPS |= MORE_TRAPS


@pytest.mark.parametrize("name", TRAPS)
def test_never_a_wrong_figure(tmp_path: Path, name: str) -> None:
    sheets, known = TRAPS[name]
    judge(write("xlsx", tmp_path, sheets), known)


def test_a_remark_beside_a_title_costs_no_subject(tmp_path: Path) -> None:
    """Or it is asked about; but a sheet of levels is not passed over unasked while the others count."""
    assert judge(write("xlsx", tmp_path, _remark_above()), grid(JUNIORS))[0] in ("right", "asked")
