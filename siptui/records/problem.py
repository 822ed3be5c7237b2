"""What is wrong with something that was given, said to a person; and refusing it."""

from msgspec import Struct, field

Fact = str | int | float | list[str]
Facts = dict[str, Fact]
"""What a code is about, by name: the values that are put into its words."""


class Place(Struct, frozen=True):
    """A cell of a file: its sheet, its column's letters, and its row, counted from 1."""

    sheet: str
    column: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.column}{self.row}"

    @classmethod
    def of(cls, sheet: str, cell: str) -> "Place":
        """The place of a cell by its name, such as "E14"."""
        column = cell.rstrip("0123456789")
        return cls(sheet, column, int(cell[len(column) :]))


class _Coded(Struct, frozen=True, kw_only=True):
    code: str


class Problem(_Coded, frozen=True):
    """Something wrong with what was given: where ("FILE: SHEET!CELL"), what, and what to do about it.

    `code` says the same for programs, with `facts`, and `place` where it is a cell of the file.
    """

    where: str
    what: str
    do: str = ""
    facts: Facts = field(default_factory=dict)
    place: Place | None = None

    def line(self) -> str:
        """`WHERE: WHAT; DO`, on one line."""
        text = f"{self.where}: {self.what}" + (f"; {self.do}" if self.do else "")
        return " ".join(text.split())


class Refused(Exception):
    """What was given cannot be used; nothing was changed. One Problem a line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(p.line() for p in problems))
        self.problems = problems
