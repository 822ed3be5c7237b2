"""Tables of one row a result in which a search once found a wrong or a missing figure: right now, or asked about."""

from dataclasses import replace
from pathlib import Path

import pytest

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, MARCH, SUBJECTS, grid, pupils
from support.spreadsheets.judging import judge, reading
from support.spreadsheets.layouts import Sheet, Style
from support.spreadsheets.rows_of_results import long_form

JUNIORS = pupils(years=(3, 4), each=4, seed=2)


def asked(path: Path) -> list[str]:
    return [q.key for q in reading(path).questions]


def _long_with(column: str, old: str, new: object) -> list[Sheet]:
    """Other words in every second row that holds `old`."""
    (sheet,) = long_form(JUNIORS, Style(points=(DECEMBER, MARCH)))
    x = sheet.rows[0].index(column)
    said = [y for y, row in enumerate(sheet.rows) if row[x] == old][::2]
    return [Sheet("Export", [[*r[:x], new, *r[x + 1 :]] if y in said else r for y, r in enumerate(sheet.rows)])]


@pytest.mark.parametrize("change", [
    ("Subject", "Reading", "Raeding"), ("Subject", "Reading", None), ("Term", "Dec 10", "Dce 10"),
    ("Term", "Dec 10", None), ("Term", "Dec 10", "Term 1"),
])  # fmt: skip
def test_rows_whose_subject_or_time_is_not_understood_are_asked_about(
    tmp_path: Path, change: tuple[str, str, object]
) -> None:
    path = write("xlsx", tmp_path, _long_with(*change))
    assert judge(path, grid(JUNIORS, (DECEMBER, MARCH)))[0] == "asked"
    assert asked(path) == ["results:Export"]
    assert not reading(path).grid
    assert reading(path, {"results:Export": "leave out"}).grid


@pytest.mark.parametrize("change", [("Subject", "Reading", "Science"), ("Subject", "Reading", "Reading Target")])
def test_rows_of_what_is_no_result_are_not_asked_about(tmp_path: Path, change: tuple[str, str, object]) -> None:
    assert asked(write("xlsx", tmp_path, _long_with(*change))) == []


def test_every_hidden_row_of_a_pupil_is_named(tmp_path: Path) -> None:
    (sheet,) = long_form(JUNIORS, Style())
    path = write("xlsx", tmp_path, [replace(sheet, hidden_rows={3, 4, 9})])
    assert reading(path).notes == ["Sheet Results: pupils in hidden rows count like the others: rows 4, 5, 10"]


def test_a_word_beside_a_table_of_one_row_a_result_is_no_result(tmp_path: Path) -> None:
    children = [replace(JUNIORS[0], levels={}), *JUNIORS[1:]]
    (sheet,) = long_form(children, Style(points=(DECEMBER,)))
    sheet.rows[1] += [None, None, "2b"]
    assert judge(write("xlsx", tmp_path, [sheet]), grid(children, [DECEMBER]))[0] in ("right", "asked")


def test_a_caption_below_one_table_is_no_title_of_the_next(tmp_path: Path) -> None:
    """ "Year 4" with its averages left blank, and a blank row before the next subject's headings."""
    third = [p for p in JUNIORS if p.year == 3]
    style = Style(points=(DECEMBER,), year="none")
    parts = [made.table(third, replace(style, subjects=(s,)))[0] for s in ("reading", "writing")]
    rows = [["Reading"], *parts[0], ["Year 4"], [], ["Writing"], *parts[1]]
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    known = grid(third, [DECEMBER], ["reading", "writing"])
    assert judge(path, known)[0] == "asked"


@pytest.mark.parametrize("by", ["Subject", "Term"])
@pytest.mark.parametrize("merged", [False, True])
def test_a_name_in_the_first_of_a_pupil_s_rows_is_that_of_the_others(tmp_path: Path, by: str, merged: bool) -> None:
    """Subjects in a column and terms across, or the other way about; name's other cells are blank or merged."""
    when = {DECEMBER: "Dec 10", MARCH: "Mar 11"}
    said = {"reading": "Reading", "writing": "Writing"}
    down, across = (said, when) if by == "Subject" else (when, said)
    rows: list[list[object]] = [["Surname", "Forename", "Year", by, *across.values()]]
    merges = []
    for p in JUNIORS:
        merges += [f"{x}{len(rows) + 1}:{x}{len(rows) + 2}" for x in "ABC"]
        for n, one in enumerate(down):
            pairs = [(one, other) if by == "Subject" else (other, one) for other in across]
            who = [None] * 3 if n else [p.surname, p.forename, p.year]
            rows.append([*who, down[one], *(p.level(*pair) for pair in pairs)])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows, merges if merged else [])])
    known = grid(JUNIORS, when, said)
    if not merged:
        assert judge(path, known)[0] == "asked"
        assert asked(path) == ["rows:Tracking:whose"]
        assert not reading(path).grid
    told = {} if merged else {"rows:Tracking:whose": "the pupil's named above"}
    assert judge(path, known, told) == ("right", "")


def test_a_title_beside_an_empty_column_is_none_of_results_below_terms(tmp_path: Path) -> None:
    """ "Progress" above names is no progress in the columns of terms, where subjects stand in a column."""
    when = {DECEMBER: "Dec 10", MARCH: "Mar 11"}
    rows: list[list[object]] = [[None, "Progress in English"], [None, "Name", "Year", "Subject", *when.values()]]
    for p in JUNIORS:
        for subject in ("reading", "writing"):
            levels = (p.level(subject, point) for point in when)
            rows.append([None, f"{p.forename} {p.surname}", p.year, subject, *levels])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    assert judge(path, grid(JUNIORS, when, ("reading", "writing"))) == ("right", "")


@pytest.mark.parametrize("words", [("Reading", "Writing", "Maths"), ("R", "W", "M"), ("Reading", "Science", "Maths")])
def test_subjects_in_a_column_without_a_heading(tmp_path: Path, words: tuple[str, ...]) -> None:
    """It was asked which subject all rows are of, and a pupil's second row was taken for the same again."""
    when = {DECEMBER: "Dec 10", MARCH: "Mar 11"}
    rows: list[list[object]] = [["Surname", "Forename", "Year", None, *when.values()]]
    for p in JUNIORS:
        for subject, word in zip(SUBJECTS, words, strict=True):
            rows.append([p.surname, p.forename, p.year, word, *(p.level(subject, point) for point in when)])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    known = [s for s, word in zip(SUBJECTS, words, strict=True) if word != "Science"]
    assert judge(path, grid(JUNIORS, when, known)) == ("right", "")


def test_a_column_of_one_word_without_a_heading_names_no_subject(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Surname", "Forename", "Year", None, "Dec 10"]]
    rows += [[p.surname, p.forename, p.year, "M" if n % 2 else "F", p.level("reading", DECEMBER)]
             for n, p in enumerate(JUNIORS)]  # fmt: skip
    assert asked(write("xlsx", tmp_path, [Sheet("Tracking", rows)])) == ["subject:Tracking"]


def test_rows_without_a_name_that_repeat_the_year_group_may_be_the_pupil_s_above(tmp_path: Path) -> None:
    """It was asked whether they are pupils; as they are none, their results were lost."""
    rows: list[list[object]] = [["Surname", "Forename", "Year", "Subject", "Dec 10"]]
    for p in JUNIORS:
        for n, (subject, word) in enumerate(zip(SUBJECTS, ("Reading", "Writing", "Maths"), strict=True)):
            rows.append([*([None, None] if n else [p.surname, p.forename]), p.year, word, p.level(subject, DECEMBER)])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    assert asked(path) == ["rows:Tracking:whose"]
    told = {"rows:Tracking:whose": "the pupil's named above"}
    assert judge(path, grid(JUNIORS, [DECEMBER]), told) == ("right", "")
