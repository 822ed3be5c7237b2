"""Notes on cells of an .xlsx, and the conversations (threaded comments) of later Excels."""

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from siptui.sheets.cells import CellComment, index_of
from siptui.sheets.not_told_by_calamine.xlsx_file import sheet_parts
from siptui.sheets.xml_parts import read_part

LARGEST = 8 << 20
PERSONS = "xl/persons/"
TO_THE_MINUTE = 16  # characters of a moment
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def comments(data: bytes) -> dict[str, list[CellComment]]:
    """By sheet, what was remarked on its cells: of a conversation what was said, and not what stands for it."""
    found: dict[str, list[CellComment]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        people = _people(archive)
        for name, part in sheet_parts(archive):
            notes, threads = list[CellComment](), list[CellComment]()
            for kind, target in _related(archive, part):
                if kind.endswith("/comments"):
                    notes += _notes(_content(archive, target))
                elif kind.endswith("/threadedComment"):
                    threads += _conversation(_content(archive, target), people)
            said = {(each.row, each.column) for each in threads}
            stand_in = [n for n in notes if n.author.startswith("tc=") and (n.row, n.column) in said]
            found[name] = [each for each in notes if each not in stand_in] + threads
    return found


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist() or archive.getinfo(name).file_size > LARGEST:
        return b""
    return archive.read(name)


def _related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """What a sheet is related to: the kind, and the part."""
    found: list[tuple[str, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith(" Relationship"):
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            found.append((given.get("Type", ""), path))

    _read(_content(archive, f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels"), start)
    yield from found


def _people(archive: zipfile.ZipFile) -> dict[str, str]:
    people: dict[str, str] = {}

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith(" person"):
            people[given.get("id", "")] = given.get("displayName", "")

    for name in archive.namelist():
        if name.startswith(PERSONS) and name.endswith(".xml"):
            _read(_content(archive, name), start)
    return people


class _Words:
    """Texts of an element that is being read."""

    def __init__(self, named: str, within: str, but: str = "") -> None:
        self.named, self.within, self.but = named, within, but
        self.inside = self.left_out = False
        self.text: list[str] = []

    def start(self, name: str) -> None:
        self.left_out = self.left_out or (bool(self.but) and name.endswith(f" {self.but}"))
        self.inside = name.endswith(f" {self.named}")

    def end(self, name: str) -> None:
        if name.endswith(f" {self.but}"):
            self.left_out = False
        self.inside = False

    def characters(self, text: str) -> None:
        if self.inside and not self.left_out:
            self.text.append(text)

    def taken(self) -> str:
        said, self.text = "".join(self.text), []
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)


def _notes(xml: bytes) -> Iterator[CellComment]:
    found: list[tuple[str, int, str]] = []
    authors: list[str] = []
    words, name_of = _Words("t", "comment", "rPh"), _Words("author", "authors")
    at: list[tuple[str, int]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith(" comment"):
            at.append((given.get("ref", ""), int(given.get("authorId") or -1)))
            words.taken()
        words.start(name)
        name_of.start(name)

    def end(name: str) -> None:
        if name.endswith(" author"):
            authors.append(name_of.taken())
        elif name.endswith(" comment"):
            found.append((*at[-1], words.taken()))
        words.end(name)
        name_of.end(name)

    def characters(text: str) -> None:
        words.characters(text)
        name_of.characters(text)

    _read(xml, start, end, characters)
    for ref, author, text in found:
        if place := _PLACE.fullmatch(ref):
            whose = authors[author] if 0 <= author < len(authors) else ""
            yield CellComment(int(place[2]) - 1, index_of(place[1]), whose, "", text)


def _conversation(xml: bytes, people: dict[str, str]) -> Iterator[CellComment]:
    found: list[tuple[dict[str, str], str]] = []
    words = _Words("text", "threadedComment")
    at: list[dict[str, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith(" threadedComment"):
            at.append(given)
            words.taken()
        words.start(name)

    def end(name: str) -> None:
        if name.endswith(" threadedComment"):
            found.append((at[-1], words.taken()))
        words.end(name)

    _read(xml, start, end, words.characters)
    for given, text in found:
        if place := _PLACE.fullmatch(given.get("ref", "")):
            whose, when = people.get(given.get("personId", ""), ""), given.get("dT", "")[:TO_THE_MINUTE]
            yield CellComment(int(place[2]) - 1, index_of(place[1]), whose, when, text)


def _read(xml: bytes, start: object, end: object = None, characters: object = None) -> None:
    if xml:
        read_part(xml, start, end or (lambda _: None), characters or (lambda _: None))  # type: ignore[arg-type]
