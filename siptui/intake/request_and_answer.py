"""What is asked of the process that reads a tracking file, and what it answers."""

from msgspec import Struct, field

from siptui.framework import Framework
from siptui.records.problem import Problem
from siptui.records.values import Value
from siptui.tracking.proposal_types import SheetSeen, TrackingProposal


class Request(Struct):
    """What the other process is to read, and under what."""

    path: bytes
    framework: Framework
    record: dict[str, Value]
    answers: dict[str, str]
    password: str = ""
    pupil_key: bytes = b""
    others: list[str] = []  # the names of the caseload's other schools
    mark: bool = False  # whether a marked copy of the file is wanted too


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


class Answer(Struct, omit_defaults=True):
    """What it comes to: a Proposal, or why there is none; then what was seen of the file and is remembered."""

    proposal: TrackingProposal | None = None
    problems: list[Problem] = field(default_factory=list)
    locked: bool = False
    seen: list[SheetSeen] = field(default_factory=list)
    remembered: dict[str, str] = field(default_factory=dict)
    copy: MarkedCopy | None = None
