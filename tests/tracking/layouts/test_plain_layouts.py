"""More than 25 layouts that schools use, over every kind of file: every figure right, or asked about.

The averages they are held to are reckoned in invented_pupils.py, which knows nothing of siptui's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import CONTAINERS, can_hold, write
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, SUBJECTS, Grid, Pupil, grid, pupils, upn
from support.spreadsheets.judging import judge, judge_told
from support.spreadsheets.layouts import Sheet, Style
from support.spreadsheets.rows_of_results import long_form, subject_column
from support.spreadsheets.school_wordings import EXTRAS

ALL = pupils(each=3)
JUNIORS = pupils(years=(3, 4), each=6, seed=2)
INFANTS = pupils(years=(1, 2), each=7, seed=3)
WHOLE = pupils(years=(3, 6), each=6, seed=4, whole=True)
WITH_RECEPTION = pupils(years=(0, 1, 5), each=5, seed=5)
TO_MARCH = (JULY, DECEMBER, MARCH)


@dataclass(frozen=True)
class Layout:
    """A workbook, and what Part D must show for it; `told`, where it may be asked about, by how a key begins."""

    sheets: list[Sheet]
    known: Grid
    told: dict[str, str] = field(default_factory=dict)


def plain(
    style: Style, spread: Callable[[list[Pupil], Style], list[Sheet]] = made.one_sheet, children: list[Pupil] = ALL
) -> Layout:
    return Layout(spread(children, style), grid(children, style.points, style.subjects))


def _hidden_rows() -> Layout:
    layout = plain(Style(), children=JUNIORS)
    layout.sheets[0].hidden_rows.update({2, 3, 7})
    return layout


def _beside_notes_and_targets() -> Layout:
    layout = plain(Style(), children=JUNIORS)
    notes = Sheet("Notes", [["How to use this workbook"], ["Type levels such as 2b; Reading is in column E."]])
    targets = Sheet("Targets", made.table(JUNIORS, Style(points=("2011-07",)))[0])
    return replace(layout, sheets=[notes, *layout.sheets, targets])


def _blank_rows_and_columns() -> Layout:
    layout = plain(Style(left=2, header="subject over when", extras=("comment",)), children=JUNIORS)
    (sheet,) = layout.sheets
    rows: made.Rows = [[], [None, None, "Blackthorn Invented Primary"], []]
    shift = len(rows)
    merges = ["".join(c if c.isalpha() or c == ":" else str(int(c) + shift) for c in m) for m in sheet.merges]
    return replace(layout, sheets=[Sheet("Data", rows + sheet.rows, merges)])


def _half_terms() -> Layout:
    """Six half-terms a subject; only the second halves are points of Part D."""
    rows: made.Rows = [["UPN", "Surname", "Forename", "Year"]]
    halves = ("Aut 1 10-11", "Aut 2 10-11", "Spr 1 10-11", "Spr 2 10-11")
    rows[0] += [f"{subject} {half}" for subject in ("Reading", "Writing", "Maths") for half in halves]
    for p in JUNIORS:
        rows.append([p.upn, p.surname, p.forename, f"Y{p.year}"])
        for subject in SUBJECTS:
            rows[-1] += [p.level(subject, JULY), p.level(subject, DECEMBER), "4a", p.level(subject, MARCH)]
    return Layout([Sheet("Tracking", rows)], grid(JUNIORS, (DECEMBER, MARCH)))


def _infants() -> Layout:
    """P scales and W, pupils' groups before the results, averages below each class."""
    return plain(Style(totals="classes", who="groups", extras=("attendance", "on track")), children=INFANTS)


BANDS = "subject over when"
PLAIN: dict[str, Layout] = {
    "one row of headings": plain(Style()),
    "time before subject": plain(Style(header="when first", whens="terms", years="Year 3")),
    "title and notes above merged headings": plain(
        Style(header=BANDS, above=("Blackthorn Invented Primary", "Tracking 2010-11", "Levels by teacher assessment"))
    ),
    "two rows, subjects not merged": plain(Style(header=BANDS, fill="first", whens="months in full")),
    "two rows, subjects over every column": plain(Style(header=BANDS, fill="repeated", whens="terms of years")),
    "terms over subjects": plain(Style(header="when over subject", whens="terms", who="surname first")),
    "terms over letters": plain(Style(header="when over subject", names="letters", whens="months")),
    "three rows of headings": plain(Style(header="three rows", whens="terms", with_points=True)),
    "levels and points side by side": plain(Style(with_points=True, who="one name")),
    "a sheet a year": plain(Style(header=BANDS, who="names"), made.sheet_a_year),
    "a sheet a year in one row": plain(Style(who="one name", whens="terms", notation="L2b"), made.sheet_a_year),
    "a sheet a year, bare terms": plain(Style(header=BANDS, whens="bare terms"), made.sheet_a_year),
    "a sheet a subject": plain(Style(whens="months in full"), made.sheet_a_subject),
    "a sheet a term": plain(Style(whens="months in full", names="numeracy"), made.sheet_a_term),
    "a sheet a class, mixed ages": plain(Style(years="3"), made.sheet_a_class, JUNIORS),
    "the year told by the class": plain(Style(year="class"), children=JUNIORS),
    "year groups as headings of rows": plain(Style(header=BANDS), made.year_sections),
    "one row a result": plain(Style(who="names"), long_form, JUNIORS),
    "one row a result, by dates": plain(Style(whens="dates", years="3"), long_form, JUNIORS),
    "one row a result, only what there is": plain(
        Style(whens="terms of years"), lambda c, s: long_form(c, s, blanks=False), JUNIORS
    ),
    "a row a subject, terms across": plain(Style(whens="terms"), subject_column, JUNIORS),
    "a table a subject, one below the other": plain(Style(who="one name"), made.subjects_below, JUNIORS),
    "a table a year, one below the other": plain(Style(header=BANDS), made.years_below, JUNIORS),
    "a table a subject, side by side": plain(Style(who="names", points=TO_MARCH), made.subjects_beside, JUNIORS),
    "a table a year, side by side": replace(
        plain(Style(who="upn and names"), made.years_beside, JUNIORS), told={"tables:": "each is a table of its own"}
    ),
    "totals at the end": plain(Style(totals="end")),
    "totals at the end of points": plain(Style(totals="end", notation="points", header=BANDS), children=JUNIORS),
    "averages below every class": plain(Style(totals="classes"), children=JUNIORS),
    "infants with P levels and groups": _infants(),
    "hidden rows count": _hidden_rows(),
    "notes and targets on other sheets": _beside_notes_and_targets(),
    "headings again on every page": plain(Style(repeated=7)),
    "three rows of headings again": plain(Style(header="three rows", repeated=5, whens="terms"), children=JUNIORS),
    "blank rows and columns before": _blank_rows_and_columns(),
    "columns that are no results": plain(Style(extras=tuple(e for e in EXTRAS if e != "set")), children=JUNIORS),
    "columns that are no results under merges": plain(Style(header=BANDS, extras=("target", "progress", "fft"))),
    "pupils' groups before the results": plain(Style(who="groups"), children=JUNIORS),
    "half-terms": _half_terms(),
    "second halves of terms": plain(Style(whens="second halves", header=BANDS)),
    "terms of years, with a slash": plain(Style(whens="terms of years with a slash", names="system")),
    "real dates": plain(Style(whens="dates", header=BANDS, names="in full")),
    "dates as text": plain(Style(whens="dates as text", header=BANDS)),
    "months with a tick": plain(Style(whens="months with a tick", names="short")),
    "months with a dash": plain(Style(whens="months with a dash")),
    "ends of terms": plain(Style(whens="ends of terms")),
    "End Y2, Y3 Spr": plain(Style(header=BANDS), made.sheet_a_year_in_its_words),
    "L2b": plain(Style(notation="L2b", names="untidy")),
    "Level 2b": plain(Style(notation="Level 2b", header=BANDS)),
    "levels in capitals": plain(Style(notation="capitals", who="surname first")),
    "levels with spaces about them": plain(Style(notation="spaced", years="text")),
    "levels with a space within": plain(Style(notation="2 b", years="NCY 3")),
    "points": plain(Style(notation="points"), children=JUNIORS),
    "points kept as text": plain(Style(notation="points as text", years="text"), children=JUNIORS),
    "points with a space": plain(Style(notation="points with a space", header=BANDS), children=JUNIORS),
    "whole levels": plain(Style(), children=WHOLE),
    "Reception among the others": plain(Style(years="Year 3"), children=WITH_RECEPTION),
    "up to March": plain(Style(points=TO_MARCH, header="three rows", whens="terms of years")),
    "pupils known by UPN alone": plain(Style(who="upn"), children=JUNIORS),
}
MARKED = [c for c in CONTAINERS if c != "xlsx by XlsxWriter"]


def test_upns_have_their_check_letter() -> None:
    """B801200005001 is worked out in facts.md §5d; the same sum gives ours."""
    assert sum(w * int(d) for w, d in enumerate("801200005001", 2)) % 23 == "ABCDEFGHJKLMNPQRTUVWXYZ".index("B")
    assert all(p.upn[0] == upn(int(p.upn[-3:]), int(p.upn[8:10]))[0] for p in ALL)


def test_there_are_enough() -> None:
    assert len(PLAIN) >= 25
    assert all(layout.known for layout in PLAIN.values())


@pytest.mark.parametrize("name", PLAIN)
def test_every_figure_of_a_plain_layout_is_right(tmp_path: Path, name: str) -> None:
    """As xlsx, and in one other container: each layout in another."""
    layout = PLAIN[name]
    others = [c for c in MARKED[1:] if can_hold(c, layout.sheets)]
    other = others[list(PLAIN).index(name) % len(others)]
    for container in ("xlsx", other):
        assert judge_told(write(container, tmp_path, layout.sheets), layout.known, layout.told) == ("right", "")


@pytest.mark.apart
@pytest.mark.parametrize("container", CONTAINERS)
def test_every_container_holds_the_same(tmp_path: Path, container: str) -> None:
    for name in ("three rows of headings", "totals at the end of points"):
        path = write(container, tmp_path, PLAIN[name].sheets)
        assert judge(path, PLAIN[name].known, apart=True) == ("right", "")


@pytest.mark.torture
@pytest.mark.parametrize("container", CONTAINERS)
def test_every_layout_in_every_container(tmp_path: Path, container: str) -> None:
    """None is ever wrong; what a container cannot say (a merge, a date) may be asked about."""
    for name, layout in PLAIN.items():
        if can_hold(container, layout.sheets):
            path = write(container, tmp_path, layout.sheets, name)
            assert judge(path, layout.known)[0] in ("right", "asked", "refused"), name
