"""The sample tracking workbooks: every figure against a reckoning that uses nothing of siptui's.

openpyxl reads the file, the columns are found by the letters and words written here, and levels are worth what the
little table here says (facts.md §1a).
"""

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from openpyxl import load_workbook

from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.tracking.proposal_types import TrackingProposal
from support.places import SAMPLES
from support.spreadsheets.sample_figures import SUBJECTS, TIMES, Figures, Held, averages, worth


def by_hand_whole_school(path: Path) -> Figures:
    sheet = load_workbook(path)["Tracking 2010-11"]
    first = {"reading": "W", "writing": "AH", "mathematics": "AS"}  # July, its points, December, March, July
    steps = (0, 2, 3, 4)
    held: Held = {}
    for y in range(6, 6 + 420):
        year = str(sheet[f"F{y}"].value)[-1]
        if year == "R":
            continue
        for subject in SUBJECTS:
            left = sheet[f"{first[subject]}{y}"].column
            for time, step in zip(TIMES, steps, strict=True):
                points = worth(sheet.cell(y, left + step).value)
                if points is not None:
                    held.setdefault((subject, int(year), time), []).append(points)
    return averages(held)


def by_hand_sheet_per_year(path: Path) -> Figures:
    held: Held = {}
    book = load_workbook(path)
    for year in range(1, 7):
        for row in book[f"Year {year}"].iter_rows(min_row=4, values_only=True):
            if row[0] is None:
                continue
            for n, cell in enumerate(row[7:19]):
                points = worth(cell) if year > 3 else None
                if year < 4 and str(cell).isdigit():
                    points = Fraction(int(str(cell)))
                if points is not None:
                    held.setdefault((SUBJECTS[n // 4], year, TIMES[n % 4]), []).append(points)
    return averages(held)


def read(path: Path) -> TrackingProposal:
    framework = load("milton_keynes_2010_11")
    return read_tracking(path, framework, fields_of(framework), {})


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [("tracking_whole_school.xlsx", by_hand_whole_school), ("tracking_sheet_per_year.xlsx", by_hand_sheet_per_year)],
)
def test_every_figure_as_reckoned_by_hand(name: str, by_hand: Callable[[Path], Figures]) -> None:
    found = read(SAMPLES / name)
    figures: Figures = {(c.subject, c.year, c.point): (c.aps, c.pupils) for c in found.grid}
    assert len(figures) == 72
    assert figures == by_hand(SAMPLES / name)
    assert not found.problems
    assert not found.questions
    assert len(found.changes) == 72


def test_every_result_cell_is_counted_or_listed() -> None:
    found = read(SAMPLES / "tracking_whole_school.xlsx")
    counted = sum(c.pupils for c in found.grid)
    listed = sum(1 for n in found.not_counted if n.column)
    assert counted + listed == 360 * 12
    assert {n.reason for n in found.not_counted if n.column} == {"blank", "absent", "disapplied", "missing"}


def test_the_sample_is_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """420 pupils, 60 columns, no pupil twice, and the same again when made again."""
    monkeypatch.syspath_prepend(SAMPLES)
    tracking = import_module("tracking")
    tracking.whole_school(tmp_path / "a.xlsx")
    again = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    kept = load_workbook(SAMPLES / "tracking_whole_school.xlsx").worksheets[0]
    assert list(again.values) == list(kept.values)
    assert kept.max_column == 60
    upns = [kept[f"A{y}"].value for y in range(6, 426)]
    assert len(set(upns)) == 420
    assert tracking.upn(1, 2000) != tracking.upn(2, 2000)
