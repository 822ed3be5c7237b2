"""A part of a packed file read as it streams by, by expat, which loads nothing from elsewhere."""

from collections.abc import Callable
from xml.parsers.expat import ParserCreate


def read_part(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Hand on where elements begin and end and what they hold, names as "NAMESPACE NAME".

    Raises ValueError for a document type, and with it for every entity, and expat's error for what is no XML.
    """
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.Parse(content, True)


def _no_document_type(*_: object) -> None:
    raise ValueError("a document type")
