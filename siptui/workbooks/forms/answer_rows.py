"""What stands on a sheet of a form: rows of answers under headings."""

from msgspec import Struct

from siptui.framework.places import Field


class Column(Struct, frozen=True):
    """A column of answers: what stands for EACH in the keys of its rows, its heading, and what it asks."""

    key: str
    heading: str
    sample: Field | None = None


class Gained(Struct, frozen=True):
    """An answer that the sheet itself reckons: what one column of its row has more than another, by their keys."""

    since: str
    until: str
    value: float | None

    @property
    def text(self) -> str:
        """What it comes to, as it is shown."""
        return "" if self.value is None else f"{self.value:.1f}"


Told = Field | Gained | str | None
"""What stands in a cell: an answer, what is reckoned there or was before, or nothing that is asked."""


class AnswerRow(Struct, frozen=True):
    """A row: what it is called, and an answer in each column (None: nothing is asked there; a text: it is reckoned).

    The answer in a column is at `key`, EACH in it being that column's. Of a row that asks nothing the key is "".
    """

    key: str
    labels: list[str]
    answers: list[Told]


class Banner(Struct, frozen=True):
    """A heading across all columns."""

    text: str


class AnswerSheet(Struct, frozen=True):
    """A sheet: its title, the headings of the columns that name its rows, those of its answers, and its rows."""

    title: str
    headings: list[str]
    columns: list[Column]
    rows: list[AnswerRow | Banner]
