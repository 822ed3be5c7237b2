"""Cells of somebody's own workbook that are to be marked, with what is to be said there."""

from typing import Literal

from msgspec import Struct

Kind = Literal["mend", "look", "note"]
"""Coloured to be mended; coloured to be looked at; only said something about."""


class Mark(Struct, frozen=True):
    """A comment on a cell; `row` and `column` count from 0."""

    sheet: str
    row: int
    column: int
    text: str
    kind: Kind
