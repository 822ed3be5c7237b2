"""What was read from a document that came back: texts by bookmark, comments, what stands elsewhere in it."""

from pathlib import PurePath

from msgspec import Struct

ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
"""How the names of files end that are documents, of ours or not, and no spreadsheets."""


def is_named_as_document(file: PurePath) -> bool:
    """Whether a file's name says that it is a document."""
    return file.suffix.lower() in ENDINGS


class Comment(Struct, frozen=True):
    """A comment: whose, when (ISO, to the minute; "" where it does not say), its words, and what it is on.

    `mark` is the bookmark of the answer that it is on, "" where that is none; `on` the very words.
    """

    author: str
    when: str
    text: str
    mark: str = ""
    on: str = ""


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
