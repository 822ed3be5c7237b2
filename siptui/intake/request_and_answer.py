"""What is asked of the process that reads a tracking file, and what it answers."""

from datetime import date, datetime

from msgspec import Struct, field

from siptui.documents.returned.document_read import DocumentRead
from siptui.framework import Framework
from siptui.records.problem import Problem
from siptui.records.values import Value
from siptui.sheets.cells import Cell, CellComment, Sheet
from siptui.tracking.proposal_types import SheetSeen, TrackingProposal
from siptui.workbooks.lists.read_list import ListRead
from siptui.workbooks.template.answers import AskedSheet


class ToFill(Struct):
    """That the file is a template, and what it is to be filled with; `plan` is what is remembered of it, if anything.

    `leave_out`: what has no place in it is left out.
    """

    asked: list[AskedSheet]
    plan: bytes = b""
    leave_out: bool = False


class Request(Struct):
    """What the other process is to read, and under what; `sheets` says that the sheets alone are wanted."""

    path: bytes
    framework: Framework | None
    record: dict[str, Value]
    answers: dict[str, str]
    password: str = ""
    pupil_key: bytes = b""
    others: list[str] = []  # the names of the caseload's other schools
    mark: bool = False  # whether a marked copy of the file is wanted too
    sheets: bool = False
    fill: ToFill | None = None
    forms: bool = False  # whether a form that somebody filled in is looked for where there are no pupils
    document: bool = False  # it is a document of ours, and neither sheets nor figures
    listed: bool = False  # it is a list of schools; of a register those of an `authority` are wanted
    authority: str = ""


class PackedSheet(Struct):
    """A sheet on its way from one process to the other: a date is a list of its ISO text."""

    name: str
    rows: list[list[str | int | float | bool | list[str]]]
    comments: list[CellComment] = []
    hidden: bool = False
    percents: list[tuple[int, int]] = []

    @classmethod
    def of(cls, sheet: Sheet) -> "PackedSheet":
        """A sheet, packed."""
        rows = [[[c.isoformat()] if isinstance(c, date) else c for c in row] for row in sheet.rows]
        return cls(sheet.name, rows, sheet.comments, sheet.hidden, [*sheet.percents])

    def unpacked(self) -> Sheet:
        """The sheet again."""

        def cell(packed: str | int | float | bool | list[str]) -> Cell:
            if not isinstance(packed, list):
                return packed
            return (datetime if "T" in packed[0] else date).fromisoformat(packed[0])

        rows = [[cell(each) for each in row] for row in self.rows]
        sheet = Sheet(name=self.name, rows=rows, hidden=self.hidden, comments=self.comments)
        sheet.percents = frozenset(self.percents)
        return sheet


class MarkedCopy(Struct, omit_defaults=True):
    """A copy of the file with marks, how its name must end, what is to be said of it, and how many cells are coloured.

    `plain` is why it holds the cells alone ("" where all else is as it was); `problem` why there is none, and `do`
    what to do.
    """

    content: bytes = b""
    suffix: str = ".xlsx"
    notes: list[str] = []
    coloured: int = 0
    plain: str = ""
    problem: str = ""
    do: str = ""


class FilledTemplate(Struct, omit_defaults=True):
    """A template filled, how its name must end, what is to be said of it, and what to remember of it if it is new."""

    content: bytes
    suffix: str
    notes: list[str] = []
    plan: bytes = b""


class Answer(Struct, omit_defaults=True):
    """What it comes to: a Proposal, or why there is none; then what was seen of the file and is remembered.

    Of a workbook of ours it is its sheets.
    """

    proposal: TrackingProposal | None = None
    problems: list[Problem] = field(default_factory=list)
    locked: bool = False
    seen: list[SheetSeen] = field(default_factory=list)
    remembered: dict[str, str] = field(default_factory=dict)
    copy: MarkedCopy | None = None
    sheets: list[PackedSheet] = field(default_factory=list)
    ours: bool = False  # the sheets are those of a workbook that siptui made of a school
    document: DocumentRead | None = None
    filled: FilledTemplate | None = None
    listed: ListRead | None = None
