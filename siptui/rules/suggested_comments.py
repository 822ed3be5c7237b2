"""Suggested wording for Part D's comments, from progress that is fairly compared: the same pupils at both ends.

Nothing is ever typed in by itself: somebody reads a suggestion and takes it or leaves it.
"""

from msgspec import Struct

from siptui.rules.progress import shown


class Made(Struct, frozen=True):
    """The points that some pupils made on average, unrounded; `who` is what a sentence calls them."""

    who: str
    points: float
    pupils: int


class Span(Struct, frozen=True):
    """What progress is spoken of: `subject` and points in time as a sentence names them."""

    subject: str
    year: int
    since: str
    until: str


def overall(span: Span, made: Made) -> str:
    """A sentence for the comment on progress overall."""
    what = f"made {shown(made.points)} points in {span.subject} from {span.since} to {span.until}"
    return f"Year {span.year} {what} ({made.pupils} pupils with both results)."


def compared(span: Span, one: Made, other: Made) -> str:
    """A sentence for the comment on vulnerable groups."""
    what = f"made {shown(one.points)} points in {span.subject} from {span.since} to {span.until}"
    both = f"{other.who} {shown(other.points)} ({one.pupils} and {other.pupils} pupils with both results)"
    return f"Year {span.year} {one.who} {what}, {both}."


def since_key_stage_1(span: Span, made: Made, two_levels: int, fewest: int) -> str:
    """A sentence on both measures of progress since Key Stage 1, which are two things (facts.md §1e).

    Of fewer than `fewest` pupils no number is said, by which they could be told.
    """
    count = f"fewer than {fewest}" if 0 < two_levels < fewest else f"{two_levels}"
    levels = f"{count} of {made.pupils} Year {span.year} pupils are two whole levels or more above their"
    points = f"on average they have made {shown(made.points)} points since"
    return f"In {span.subject} in {span.until}, {levels} {span.since} result; {points}."
