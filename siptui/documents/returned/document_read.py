"""What was read from a document that came back: texts by bookmark, comments, what stands elsewhere in it."""

from msgspec import Struct


class Comment(Struct, frozen=True):
    """A comment: whose, when (ISO, to the minute; "" where it does not say), its words, and the answer it is on.

    `mark` is that answer's bookmark, "" where it is on none.
    """

    author: str
    when: str
    text: str
    mark: str = ""


class DocumentRead(Struct, omit_defaults=True):
    """A document as it reads when every tracked change in it is accepted.

    `answers` are the texts of the cells by their bookmark. `torn` are bookmarks that stand in no cell of their own any
    more, `outside` the texts that stand in no answer's cell, `also` codes of what else is in the file and was left
    alone: "macros", "outside" for what it would fetch from elsewhere.
    """

    properties: dict[str, str]
    answers: dict[str, str]
    torn: list[str] = []
    outside: list[str] = []
    comments: list[Comment] = []
    also: list[str] = []
