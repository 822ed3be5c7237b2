"""Judges what `read_tracking` made of a file against averages reckoned elsewhere: right, asked about, or refused."""

from collections.abc import Mapping
from pathlib import Path

from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.sheets.open_file import open_sheets
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from support.spreadsheets.invented_pupils import Grid

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)


class WrongFigure(AssertionError):
    """The worst that can happen: an average that is not so, and nobody asked."""


def reading(path: Path, answers: Mapping[str, str] | None = None, apart: bool = False) -> TrackingProposal:
    """`apart`: in a process of its own, as siptui reads; without, files of our own are read sooner."""
    if apart:
        return read_tracking(path, FRAMEWORK, FIELDS, {}, answers)
    return propose(path, open_sheets(path), FRAMEWORK, FIELDS, {}, answers or {})


def figures(found: TrackingProposal) -> Grid:
    """The grid; a figure given twice is wrong by itself."""
    held: Grid = {}
    for cell in found.grid:
        key = (cell.subject, cell.year, cell.point)
        assert key not in held, f"{key} twice"
        held[key] = (cell.aps, cell.pupils)
    return held


def wrong(found: Grid, known: Grid) -> list[str]:
    """Each figure that is not as it is known to be, or that should not be there."""
    return [
        f"{key}: {found[key]} for {known.get(key, 'nothing')}"
        for key in sorted(found)
        if key not in known or found[key][1] != known[key][1] or abs(found[key][0] - known[key][0]) > 1e-9
    ]


def judge(path: Path, known: Grid, answers: Mapping[str, str] | None = None, apart: bool = False) -> tuple[str, str]:
    """("right", ""), or "asked", "refused" or "left out" with what was said; WrongFigure for a wrong one.

    "left out": figures are missing, nothing is asked, and the columns or cells are listed as not counted.
    """
    try:
        found = reading(path, answers, apart)
    except Refused as refused:
        return "refused", str(refused)
    got = figures(found)
    if faults := wrong(got, known):
        raise WrongFigure("; ".join(faults[:4]) + f" ({len(faults)} wrong)")
    if found.questions:
        return "asked", "\n".join(f"{q.key} | {q.asks} | {q.choices}" for q in found.questions)
    missing = sorted(set(known) - set(got))
    if missing:
        assert any(c.left_out for c in found.columns) or found.not_counted, f"{missing[:4]} silently missing"
        return "left out", f"{missing[:4]} ({len(missing)} missing): " + "; ".join(
            f"{c.column} {c.heading}: {c.means}" for c in found.columns if c.left_out
        )
    return "right", ""


def judge_told(path: Path, known: Grid, told: Mapping[str, str]) -> tuple[str, str]:
    """As `judge`; then again and again with the answers of `told` to the questions whose keys begin as its keys do."""
    answers: dict[str, str] = {}
    while True:
        verdict = judge(path, known, answers)
        if verdict[0] != "asked":
            return verdict
        asked = [line.split(" | ")[0] for line in verdict[1].splitlines()]
        new = {key: choice for key in asked for start, choice in told.items() if key.startswith(start)}
        if not new.keys() - answers.keys():
            return verdict
        answers |= new
