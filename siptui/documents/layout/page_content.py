"""What stands on the pages of a document: headings, words and tables, in their order."""

from msgspec import Struct

TICKED, UNTICKED = "☒", "☐"
BETWEEN = "    "
"""What stands between two boxes to tick."""


class Heading(Struct, frozen=True):
    """A heading of the outline; level 1 is a form, 2 a block of it, 3 a section of that."""

    level: int
    text: str


class Words(Struct, frozen=True):
    """Printed words, a paragraph a line; those that only `helps` whoever fills it in are set apart."""

    text: str
    helps: bool = False


class Cell(Struct, frozen=True):
    """A cell of a table. One with a `path` holds an answer; `label` says that it names its row or column.

    `help` is printed under a label where the answer is still to be given; `colour` is that of the answer's grade. Of
    `choices` one is the answer, or none yet: they stand side by side, to be ticked; a tick has one, without words.
    """

    text: str = ""
    path: str = ""
    label: bool = False
    help: str = ""
    colour: str = ""
    span: int = 1
    centred: bool = False
    choices: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """What stands in the cell on paper, its choices with their boxes."""
        return BETWEEN.join(f"{box} {name}".rstrip() for box, name in self.boxes) or self.text

    @property
    def boxes(self) -> list[tuple[str, str]]:
        """The boxes to tick, each with what stands beside it; nothing beside the one box of a tick."""
        return [(TICKED if self.text in (TICKED, name) else UNTICKED, name) for name in self.choices]


class Row(Struct, frozen=True):
    """A row of a table; `kept` on one page with the row that follows."""

    cells: list[Cell]
    kept: bool = False


class Table(Struct, frozen=True):
    """A table: what it shows, how wide its columns are to each other, their headings (none: it has none), its rows."""

    title: str
    widths: list[int]
    columns: list[str]
    rows: list[Row]


Piece = Heading | Words | Table


class Sheet(Struct, frozen=True):
    """The pages of a form; `wide` ones lie on their side. `place` is where the form's answers lie."""

    title: str
    pieces: list[Piece]
    place: str = ""
    wide: bool = False

    @property
    def cells(self) -> list[Cell]:
        """Every cell that holds an answer, in order."""
        tables = [piece for piece in self.pieces if isinstance(piece, Table)]
        return [cell for table in tables for row in table.rows for cell in row.cells if cell.path]
