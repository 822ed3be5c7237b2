"""What was read from a document that came back: texts by bookmark, comments, what stands elsewhere in it."""

from pathlib import PurePath

from msgspec import Struct

ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
"""How the names of files end that are documents, of ours or not, and no spreadsheets."""


def is_named_as_document(file: PurePath) -> bool:
    """Whether a file's name says that it is a document."""
    return file.suffix.lower() in ENDINGS


class Comment(Struct, frozen=True):
    """A comment: whose, when (ISO, to the minute; "" where it does not say), its words, and what it is on.

    `mark` is the bookmark of the answer that it is on, "" where that is none; `on` the very words; `cell` the number of
    the cell that they stand in, -1 where that is none.
    """

    author: str
    when: str
    text: str
    mark: str = ""
    on: str = ""
    cell: int = -1


class CellRead(Struct, frozen=True, array_like=True):
    """A cell of a table: the bookmark of the answer that it holds, or without one its words.

    One with the bookmarks of `several` answers is none of theirs.
    """

    mark: str
    text: str = ""
    several: bool = False


class DocumentRead(Struct, omit_defaults=True):
    """A document as it reads when every tracked change in it is accepted.

    `answers` are the texts of the cells by their bookmark, `cells` every cell in order. `torn` are bookmarks that stand
    in no cell of their own any more, `outside` the texts that stand in no answer's cell, `flowing` those of them that
    stand in no table, `also` codes of what else is in the file and was left alone: "macros", "outside" for what it
    would fetch from elsewhere, "footnotes", "pictures", "other_file", "many_comments" where it has more than were read.
    """

    properties: dict[str, str]
    answers: dict[str, str]
    torn: list[str] = []
    outside: list[str] = []
    comments: list[Comment] = []
    cells: list[CellRead] = []
    flowing: list[str] = []
    also: list[str] = []
