"""Words from a record, a file or a person, as a screen shows them: no markup is read in them, and no control obeyed."""

from collections.abc import Iterable

from textual.content import Content

from siptui.records.controls_made_visible import marked, marked_line

Piece = Content | str | tuple[str, str]
"""A piece of a text, or one and how it looks."""


def plain(text: str) -> Content:
    """A text of several lines; what a terminal would obey, or what would turn a line round, is shown as a mark."""
    return Content(marked(text))


def plain_line(text: str) -> Content:
    """The same on one line."""
    return Content(marked_line(text))


def assembled(pieces: Iterable[Piece]) -> Content:
    """Such texts one after the other, each in its look."""
    return Content.assemble(*((marked(p[0]), p[1]) if isinstance(p, tuple) else _whole(p) for p in pieces))


def _whole(piece: Content | str) -> Content:
    return piece if isinstance(piece, Content) else plain(piece)
