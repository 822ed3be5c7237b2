"""Layouts that nobody can tell without asking: the questions, the answers, the right averages then; no half import.

The averages they are held to are reckoned in invented_pupils.py, which knows nothing of siptui's.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.split_processes import Ended, run
from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, NEXT_JULY, Grid, Pupil, grid, pupils
from support.spreadsheets.judging import figures, judge, reading, wrong
from support.spreadsheets.layouts import Rows, Sheet, Style
from support.spreadsheets.school_wordings import points_of

JUNIORS = pupils(years=(3, 4), each=6, seed=2)
INFANTS = pupils(years=(1,), each=8, seed=8)
THIRD = [p for p in JUNIORS if p.year == 3]


@dataclass(frozen=True)
class Asked:
    """A workbook, the answer to each question by how its key begins, and what Part D must show then."""

    sheets: list[Sheet]
    known: Grid
    told: dict[str, str]


def one(style: Style, told: dict[str, str], children: list[Pupil] = JUNIORS) -> Asked:
    return Asked(made.one_sheet(children, style), grid(children, style.points, style.subjects), told)


def _undated() -> Asked:
    rows: Rows = [["Surname", "Forename", "Year", "Reading", "Writing", "Maths"]]
    rows += [[p.surname, p.forename, p.year, *(p.level(s, MARCH) for s in made.SUBJECTS)] for p in JUNIORS]
    return Asked([Sheet("Levels", rows)], grid(JUNIORS, [MARCH]), {"point:": MARCH})


def _class_without_a_year() -> Asked:
    rows, merges = made.table(THIRD, Style(year="none"))
    return Asked([Sheet("Kestrels", rows, merges)], grid(THIRD), {"year:": "3"})


def _mixed_class_without_years() -> Asked:
    """Two classes of one year, and one of both whose pupils' years nobody gives."""
    mixed = [replace(p, group="3/4M") if p.upn.endswith(("3", "8")) else p for p in JUNIORS]
    kept = [p for p in mixed if p.group != "3/4M"]
    return Asked(made.one_sheet(mixed, Style(year="class")), grid(kept), {"year:": "leave out"})


def _year_written_once() -> Asked:
    rows, merges = made.table(JUNIORS, Style())
    before = None
    for row in rows[1:]:
        row[3], before = None if row[3] == before else row[3], row[3]
    return Asked([Sheet("Tracking", rows, merges)], grid(JUNIORS), {"year:": "as in the row above"})


def _with(change: Mapping[str, object], told: dict[str, str], known: Grid) -> Asked:
    """Levels of a plain sheet in other words."""
    rows, merges = made.table(JUNIORS, Style())
    rows = [[change.get(str(c), c) for c in row] for row in rows]
    return Asked([Sheet("Tracking", rows, merges)], known, told)


def _without(code: str) -> Grid:
    return grid([replace(p, levels={k: "" if v == code else v for k, v in p.levels.items()}) for p in JUNIORS])


def _register_of_some() -> Asked:
    """The SEN register repeats, by name alone, pupils of the whole school's sheet."""
    style = Style(who="names")
    some = Sheet("SEN", made.table(JUNIORS[1:5], style)[0])
    return Asked([*made.one_sheet(JUNIORS, style), some], grid(JUNIORS), {"sheets:": "the same pupils"})


def _column_twice() -> Asked:
    """Reading of December stands twice, with other levels: the first is the one that counts."""
    rows, merges = made.table(JUNIORS, Style(subjects=("reading",), points=(DECEMBER,)))
    for y, row in enumerate(rows):
        row.append("3a" if y else row[-1])
    return Asked([Sheet("Tracking", rows, merges)], grid(JUNIORS, [DECEMBER], ["reading"]), {"column:": "E"})


def _small_points() -> Asked:
    """Points of infants, all below 9: they could be levels."""
    low = [replace(p, levels={k: "W" if n % 2 else "1c" for n, k in enumerate(p.levels)}) for p in INFANTS]
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10", "Maths Dec 10"]]
    for p in low:
        marks = [points_of(p.level(s, DECEMBER)) for s in ("reading", "mathematics")]
        rows.append([p.surname, p.forename, p.year, *marks])
    return Asked([Sheet("T", rows)], grid(low, [DECEMBER], ["reading", "mathematics"]), {"notation:": "points"})


def _decimals_of_one_level_beside_others() -> Asked:
    """A column of nothing but 3.0 in a file whose other columns hold 2.3 and 2.7: it is a sublevel there too."""
    two = [replace(p, levels={("reading", DECEMBER): "3c", ("mathematics", DECEMBER): m})
           for p, m in zip(THIRD, ("2b", "2a") * 3, strict=True)]  # fmt: skip
    style = Style(notation="decimals", points=(DECEMBER,), subjects=("reading", "mathematics"))
    return one(style, {"decimals": ".0 is c, .3 is b, .7 is a"}, two)


DECIMALS = {"decimals": ".0 is c, .3 is b, .7 is a"}
ASKED: dict[str, Asked] = {
    "decimals": one(Style(notation="decimals", header="subject over when"), DECIMALS),
    "decimals of a sheet a year": Asked(
        made.sheet_a_year(JUNIORS, Style(notation="decimals")), grid(JUNIORS), DECIMALS
    ),
    "decimals of one level beside others": _decimals_of_one_level_beside_others(),
    "signs": one(Style(notation="signs"), {"plus": "as the level without the sign"}),
    "no point in time": _undated(),
    "a summer alone": one(Style(whens="bare terms", points=(DECEMBER, MARCH, NEXT_JULY)), {"point:": NEXT_JULY}),
    "last summer alone": one(Style(whens="bare terms", points=(JULY, DECEMBER)), {"point:": JULY}),
    "a class whose year nobody says": _class_without_a_year(),
    "a mixed class without years": _mixed_class_without_years(),
    "the year written once": _year_written_once(),
    "levels with a remark": _with({"3b": "3b?", "2a": "2a*"}, {"remarks": "as the level"}, grid(JUNIORS)),
    "levels nobody knows": _with({"3b": "Z9"}, {"unknown": "leave out"}, _without("3b")),
    "a register of some": _register_of_some(),
    "a column twice": _column_twice(),
    "small points": _small_points(),
}


def settle(path: Path, told: Mapping[str, str]) -> tuple[Grid, list[str]]:
    """Answers as a SIP would, question by question; gives the grid with nothing open, and the keys asked."""
    answers: dict[str, str] = {}
    for _ in range(9):
        found = reading(path, answers)
        if not found.questions:
            return figures(found), list(answers)
        for question in found.questions:
            assert question.where.startswith(path.name)
            assert len(question.asks) > 10
            assert question.choices
            (choice,) = {v for k, v in told.items() if question.key.startswith(k)} or {f"{question.key}: not expected"}
            assert choice in question.choices
            assert question.key not in answers, "asked again"
            answers[question.key] = choice
    raise AssertionError("it asks without end")


@pytest.mark.parametrize("name", ASKED)
def test_it_asks_and_is_right_when_told(tmp_path: Path, name: str) -> None:
    asked = ASKED[name]
    path = write("xlsx", tmp_path, asked.sheets)
    assert judge(path, asked.known)[0] == "asked"
    found, keys = settle(path, asked.told)
    assert not wrong(found, asked.known)
    assert found.keys() == asked.known.keys()
    assert keys


@pytest.mark.parametrize("name", ASKED)
def test_every_choice_leads_on(tmp_path: Path, name: str) -> None:
    """Whatever is chosen of what is offered, in the end there is a grid, or a refusal that says why."""
    sheets = ASKED[name].sheets
    path = write("csv in UTF-8" if len(sheets) == 1 else "xls of Excel 97", tmp_path, sheets)
    for pick in (0, -1):
        answers: dict[str, str] = {}
        with suppress(Refused):  # left out, all of it
            while found := reading(path, answers).questions:
                assert not {question.key for question in found} & answers.keys()
                answers |= {question.key: question.choices[pick] for question in found}


# ---- the command line: all of it or none of it -----------------------------------------------------------------------


def siptui(folder: Path, *argv: str) -> Ended:
    return run(["--store", str(folder), "--as", "tester", *argv])


def kept(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", ["decimals", "levels nobody knows"])
def test_a_file_that_cannot_be_told_is_never_half_imported(tmp_path: Path, name: str) -> None:
    asked, folder = ASKED[name], tmp_path / "store"
    plain = made.sheet_a_year(pupils((5,), 5, 3), Style())
    path = write("xlsx", tmp_path, [*asked.sheets, *plain])  # part of it can be told, and is not imported either
    assert siptui(folder, "init").status == 0
    assert siptui(folder, "add-school", "Blackthorn Invented", "--phase", "primary").status == 0
    before = kept(folder)
    told = ["import", str(path), "--school", "blackthorn", "--kind", "tracking"]
    done = siptui(folder, *told, "--yes")
    assert done.status == 1
    assert "Traceback" not in done.err
    assert "--answer" in done.err
    assert kept(folder) == before
    dry = siptui(folder, *told, "--dry-run", "--json")
    assert dry.status == 1
    questions = json.loads(dry.out)["questions"]
    assert questions
    assert kept(folder) == before
    answers = [f"--answer={q['key']}={v}" for q in questions for k, v in asked.told.items() if q["key"].startswith(k)]
    assert len(answers) == len(questions)
    done = siptui(folder, *told, "--yes", *answers)
    assert done.status == 0, done.err
    assert kept(folder) != before
