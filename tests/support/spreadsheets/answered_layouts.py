"""A layout told in a few rows: in what kind of file, what is asked with the true answers, and every figure then."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from siptui.sheets.cells import Cell
from siptui.sheets.open_file import open_sheets
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from support.spreadsheets.containers_made import write
from support.spreadsheets.layouts import Sheet
from support.spreadsheets.rows_read import FIELDS, MILTON_KEYNES, figures, keys

Cells = list[Cell | None]
Right = dict[str, tuple[float, int]]
XLS, CSV, SEMICOLONS = "xls of Excel 97", "csv in UTF-8", "csv with semicolons"
WHO = [("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Jay"), ("Yew", "Kite"), ("Fir", "Rook"), ("Bay", "Lark")]
HEAD: Cells = ["Surname", "Forename", "Year"]


class Layout(Struct):
    """A sheet, in what kind of file; what is asked, each with its true answer; and every figure then."""

    rows: list[Cells]
    right: Right
    answers: dict[str, str] = {}
    container: str = "xlsx"
    sheet: str = "T"
    merges: list[str] = []
    beside: dict[str, list[Cells]] = {}  # further sheets
    others: tuple[str, ...] = ()
    record: dict[str, str] = {}


def listed(heads: list[str], results: list[Cells], year: Cell = 3) -> list[Cells]:
    """Pupils of one year group with these results."""
    return [[*HEAD, *heads], *([*who, year, *some] for who, some in zip(WHO, results, strict=False))]


def down(*cells: Cell | None) -> list[Cells]:
    return [[cell] for cell in cells]


def read(path: Path, layout: Layout, answers: Mapping[str, str]) -> TrackingProposal:
    return propose(path, open_sheets(path), MILTON_KEYNES, FIELDS, layout.record, answers, others=layout.others)


def judge(folder: Path, layout: Layout) -> None:
    """What is asked is just that; without an answer no wrong figure stands, and with all of them every right one."""
    sheets = [Sheet(layout.sheet, layout.rows, layout.merges), *(Sheet(n, rows) for n, rows in layout.beside.items())]
    path = write(layout.container, folder, sheets)
    found = read(path, layout, {})
    assert {*keys(found)} == {*layout.answers}
    assert figures(found).items() <= layout.right.items()
    if layout.answers:
        found = read(path, layout, layout.answers)
        assert not keys(found)
    assert figures(found) == layout.right
