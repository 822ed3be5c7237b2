"""What reading a file comes to: a Proposal, which changes nothing until somebody accepts it (DESIGN, idea 4)."""

from msgspec import Struct, field

from siptui.records.change import Change


class Problem(Struct, frozen=True):
    """Something wrong with what was given: where ("FILE: SHEET!CELL"), what, and what to do about it."""

    where: str
    what: str
    do: str = ""

    def line(self) -> str:
        """`WHERE: WHAT; DO`, on one line."""
        text = f"{self.where}: {self.what}" + (f"; {self.do}" if self.do else "")
        return " ".join(text.split())


class Refused(Exception):
    """What was given cannot be used; nothing was changed. One Problem a line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(p.line() for p in problems))
        self.problems = problems


class Question(Struct, frozen=True):
    """Something only a person can tell; answered with `--answer KEY=CHOICE`."""

    key: str
    asks: str
    choices: list[str]
    where: str


class Proposal(Struct, kw_only=True):
    """The changes a file would make, what is wrong with it, and what it leaves open."""

    source: str  # the file's name, as history keeps it
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
