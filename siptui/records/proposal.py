"""What reading a file comes to: a Proposal, which changes nothing until somebody accepts it (DESIGN, idea 4)."""

from msgspec import Struct, field

from siptui.records.change import Change
from siptui.records.problem import Facts, Place, Problem


class Question(Struct, frozen=True):
    """Something only a person can tell; answered with `--answer KEY=CHOICE`.

    `code` says what is asked for programs, with `facts`, and `place` of which cell of the file.
    """

    key: str
    asks: str
    choices: list[str]
    where: str
    code: str
    facts: Facts = field(default_factory=dict)
    place: Place | None = None


class Proposal(Struct, kw_only=True):
    """The changes a file would make, what is wrong with it, and what it leaves open."""

    source: str  # the file's name, as history keeps it
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
