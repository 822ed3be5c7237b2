"""What a file that was read comes to, with all that its views are drawn from."""

from collections.abc import Callable, Mapping
from textwrap import wrap

from msgspec import Struct

from screens.grid.grid import Cell, Column, Row
from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.tracking.proposal_types import SheetSeen, TrackingProposal

Side = tuple[list[Column], list[Row]]
"""What a view shows, for the grid."""
NOTHING = Cell("–", "dim")


class Preview(Struct):
    """A file that was read, or is refused; `record` is the one that it was read for."""

    found: TrackingProposal
    refused: bool
    file: str  # its name, as it may be shown
    framework: Framework
    fields: Fields
    record: Record
    label: Callable[[str], str]  # what the field at a path is called
    spell: Callable[[str], str]  # a text of ours, with `{grid.open}` as the key that does it
    answers: Mapping[str, str]  # what was answered now, by its key
    asked: Mapping[str, str]  # what every question so far was, by its key
    room: int  # characters that a line of the screen has
    sheet: int = 0  # the one whose columns are shown

    @property
    def seen(self) -> SheetSeen:
        """The sheet whose columns are shown."""
        return self.found.seen[min(self.sheet, len(self.found.seen) - 1)]

    def with_hint(self, line: str, hint: str) -> str:
        """A line, and what could be done where there is room for that too."""
        more = self.spell(hint)
        return line + more if len(line) + len(more) <= self.room else line


def headed(key: str, text: str, room: int) -> list[Row]:
    """A text that heads rows, on as many lines as it needs."""
    return [Row(f"{key} line {n}" if n else key, (line,), heading=True) for n, line in enumerate(wrap(text, room))]


def counted(number: int, what: str) -> str:
    """`1 pupil`, `2 pupils`."""
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"
