"""What is known of a school or a person, one fact below the other."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from msgspec import Struct

from screens.frame.text_without_markup import Piece
from siptui.records.controls_made_visible import marked_line

LONGEST_LABEL = 22
"""Characters of what a fact is called; after a longer one its value stands on a line of its own."""


class Fact(Struct, frozen=True):
    """Something known of whom the forms are about; `style` is how it looks."""

    label: str
    value: str
    style: str = ""


def facts_in_lines(facts: Sequence[Fact], room: int) -> Iterator[Piece]:
    """Facts below one another; a value that is longer than its line goes on under its beginning."""
    names = 1 + max((len(fact.label) for fact in facts if len(fact.label) <= LONGEST_LABEL), default=LONGEST_LABEL)
    for fact in facts:
        lines = wrap(marked_line(fact.value), max(8, room - names)) or ["–"]
        apart = f"\n{' ' * names}" if len(fact.label) >= names else ""
        yield f"{fact.label:<{names}}{apart}", "$text-muted"
        yield f"\n{' ' * names}".join(lines) + "\n", fact.style
