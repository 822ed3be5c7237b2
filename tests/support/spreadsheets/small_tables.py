"""Small tables of pupils, typed in the test and written as xlsx, and what is read of them."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.tracking.proposal_types import TrackingProposal

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
Rows = list[list[object]]


def xlsx(path: Path, sheets: Mapping[str, Rows], merges: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def read(
    path: Path, answers: Mapping[str, str] | None = None, record: Mapping[str, float] | None = None
) -> TrackingProposal:
    return read_tracking(path, FRAMEWORK, FIELDS, record or {}, answers)


def grid(proposal: TrackingProposal) -> dict[tuple[str, int, str], tuple[float, int]]:
    return {(c.subject, c.year, c.point): (c.aps, c.pupils) for c in proposal.grid}


def people(*rows: list[object], head: tuple[object, ...] = ("Reading Dec 10",)) -> Rows:
    """A small table of Year 3: each row the results of one pupil."""
    found: Rows = [["Surname", "Forename", "Year", *head]]
    found += [[f"Oak{n}", f"Wren{n}", 3, *row] for n, row in enumerate(rows)]
    return found


PLAIN: Rows = [
    ["UPN", "Surname", "Forename", "Year", "Reading Dec 10", "Maths Dec 10"],
    ["A826999907001", "Oak", "Wren", "Y3", "2b", "3c"],
    ["B826999907002", "Ash", "Teal", "Y3", "2A", "A"],
    ["C826999907003", "Elm", "Coot", "Y4", "L3b", "W"],
]


ANSWER = {
    ("reading", 3, "2010-12"): (16.0, 2),
    ("reading", 4, "2010-12"): (21.0, 1),
    ("mathematics", 3, "2010-12"): (19.0, 1),
    ("mathematics", 4, "2010-12"): (3.0, 1),
}


def readings(path: Path, rows: Rows, merges: tuple[str, ...] = (), sheet: str = "T") -> dict[str, float]:
    """Year 3's averages in reading by point in time."""
    found = grid(read(xlsx(path / "a.xlsx", {sheet: rows}, merges)))
    return {point: aps for (subject, _, point), (aps, _) in found.items() if subject == "reading"}


def named(*rows: list[object], head: str = "Name") -> Rows:
    """A table of names and points in reading."""
    return [[head, "Reading Dec 10"], *rows]
