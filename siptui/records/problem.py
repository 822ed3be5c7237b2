"""What is wrong with something that was given, said to a person; and refusing it."""

from msgspec import Struct


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
