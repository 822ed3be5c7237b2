"""What a line of a form is: a heading, words that are printed there, a field, a row of a table, or a way on."""

from msgspec import Struct

from screens.grid.layout import Shape


class Heading(Struct, frozen=True):
    """The heading of a block or of a group of lines; `key` is what it can be found by."""

    key: str
    text: str


class Words(Struct, frozen=True):
    """Words that are printed on the form; they are wrapped as wide as there is room."""

    key: str
    text: str


class Asked(Struct, frozen=True):
    """A field, by its path, and what it is called beside it."""

    path: str
    label: str
    words: str = ""  # of a tick, what is ticked


class Titles(Struct, frozen=True):
    """The titles of a table's columns."""

    key: str
    shape: Shape


class TableLine(Struct, frozen=True):
    """A row of a table: what it is called, and the path of the field in each column, "" where there is none."""

    key: str
    label: str
    paths: list[str]
    shape: Shape


class WayOn(Struct, frozen=True):
    """A line that leads to the screen of a block."""

    key: str
    label: str
    so_far: str


Line = Heading | Words | Asked | Titles | TableLine | WayOn
