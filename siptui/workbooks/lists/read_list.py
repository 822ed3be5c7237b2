"""A list of schools and whose each is, read from a file's sheets. Source: handbook, Annex D; facts.md §7.

Two shapes are known: a table with headings, a row a school; and blocks of school and initials side by side, each under
a heading, one of them perhaps the key to the initials.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from siptui.sheets.cells import Sheet, letters
from siptui.workbooks.lists.list_words import ListWords

INITIALS = re.compile(r"[A-Z][A-Z0-9]{1,3}")
FEWEST = 2
"""Schools with initials beside them without which a file is no list."""


class Listed(Struct, frozen=True):
    """A school of a list, whose it is (initials, "" for nobody), the heading it stands under, and where it stands."""

    name: str
    sip: str
    group: str
    where: str
    also: dict[str, str] = {}  # what a table says besides, by the name of its role
    phases: tuple[str, ...] = ()  # those that a register says, as frameworks may call them


class NotThere(Struct, frozen=True):
    """A school of a register that is closed, or not open yet; and which school it became, by its URN.

    `status` is as the register has it, and `on` the day on which it closed.
    """

    name: str
    urn: str
    number: str
    closed: bool
    status: str
    on: str = ""
    became: str = ""
    where: str = ""


class ListRead(Struct):
    """What a list says: its schools in order, and people's names by initials.

    Of a register also those that are not there, and the names of those that are proposed to close. Where it has too
    many schools, only its `authorities` are said, by code.
    """

    schools: list[Listed] = []
    people: dict[str, str] = {}
    not_there: list[NotThere] = []
    closing: list[str] = []
    authorities: dict[str, str] = {}


def read_list(sheets: Sequence[Sheet], words: ListWords) -> ListRead:
    """What the sheets say; without schools where they are no such list."""
    found = ListRead()
    for sheet in sheets:
        table = _table(sheet, words)
        schools, people = (table, {}) if table else _blocks(sheet, words)
        found.schools += schools
        found.people |= people
    if sum(1 for each in found.schools if each.sip) < FEWEST and not any(each.also for each in found.schools):
        return ListRead()
    return found


# -- a table with headings


def _table(sheet: Sheet, words: ListWords) -> list[Listed]:
    for y in range(min(len(sheet.rows), 20)):
        columns = _headings(sheet, y, words)
        if "name" in columns and ({"sip", "phase", "urn"} & columns.keys()) and len(columns) > 2 - ("sip" in columns):
            rows = range(y + 1, len(sheet.rows))
            if _is_one_table(sheet, y, words):
                return [each for row in rows if (each := _row(sheet, row, columns))]
    return []


def _headings(sheet: Sheet, y: int, words: ListWords) -> dict[str, int]:
    found: dict[str, int] = {}
    for x in range(len(sheet.rows[y])):
        if what := words.column(sheet.text(y, x)):
            found.setdefault(what, x)
    return found


def _is_one_table(sheet: Sheet, y: int, words: ListWords) -> bool:
    """Whether a row of headings has each once: blocks side by side repeat theirs."""
    said = [what for x in range(len(sheet.rows[y])) if (what := words.column(sheet.text(y, x)))]
    return said.count("name") == 1


def _row(sheet: Sheet, y: int, columns: dict[str, int]) -> Listed | None:
    said = {key: _one_line(sheet.text(y, x)) for key, x in columns.items()}
    name, sip = said.pop("name"), said.pop("sip", "")
    if not name:
        return None
    group, where = said.pop("phase", ""), _place(sheet, y, columns["name"])
    return Listed(name, sip, group, where, {key: words for key, words in said.items() if words})


# -- blocks side by side


class _Pair(Struct, frozen=True):
    y: int
    x: int
    name: str
    initials: str


def _blocks(sheet: Sheet, words: ListWords) -> tuple[list[Listed], dict[str, str]]:
    pairs = [pair for y in range(len(sheet.rows)) for pair in _pairs_of(sheet, y, words)]
    schools: list[Listed] = []
    people: dict[str, str] = {}
    for group in _groups(sheet, pairs):
        heading = _heading_over(sheet, group[0], words)
        if words.is_key(heading) or (not heading and _is_key(group)):
            people |= {pair.initials: pair.name for pair in group}
        else:
            schools += [Listed(p.name, p.initials, heading, _place(sheet, p.y, p.x)) for p in group]
    return schools, people


def _pairs_of(sheet: Sheet, y: int, words: ListWords) -> Iterator[_Pair]:
    """Texts of a row with initials in the next cell that is not blank, from left to right."""
    x, width = 0, len(sheet.rows[y])
    while x < width - 1:
        name, beside = _one_line(sheet.text(y, x)), sheet.text(y, x + 1)
        if _may_be_name(name, words) and INITIALS.fullmatch(beside) and not words.column(beside):
            yield _Pair(y, x, name, beside)
            x += 2
        elif INITIALS.fullmatch(name) and _is_of(beside, name):
            yield _Pair(y, x, _one_line(beside), name)  # a key with the initials first
            x += 2
        else:
            x += 1


def _may_be_name(text: str, words: ListWords) -> bool:
    """Whether a text can be a school's or somebody's name: no number of a line, and no heading, as on a form."""
    return any(sign.isalpha() for sign in text) and not words.column(text)


def _groups(sheet: Sheet, pairs: list[_Pair]) -> Iterator[list[_Pair]]:
    """The pairs of each block, parted where a heading stands between them."""
    for x in sorted({pair.x for pair in pairs}):
        group: list[_Pair] = []
        for pair in (each for each in pairs if each.x == x):
            if group and any(_is_heading(sheet, y, x) for y in range(group[-1].y + 1, pair.y)):
                yield group
                group = []
            group.append(pair)
        yield group


def _is_heading(sheet: Sheet, y: int, x: int) -> bool:
    beside = sheet.text(y, x + 1)
    return bool(sheet.text(y, x)) and not INITIALS.fullmatch(beside)


def _heading_over(sheet: Sheet, pair: _Pair, words: ListWords) -> str:
    """The nearest heading above a pair in its column, "" where there is none; that of a column says nothing."""
    for y in range(pair.y - 1, -1, -1):
        said = _one_line(sheet.text(y, pair.x)) or _one_line(sheet.text(y, pair.x + 1))
        if said and (words.is_key(said) or not words.column(said)):
            return said
    return ""


def _is_key(group: list[_Pair]) -> bool:
    """Whether a block without a heading is the key: everybody once, and their own initials beside each."""
    once = len({pair.initials for pair in group}) == len(group)
    return once and len(group) >= FEWEST and all(_is_of(pair.name, pair.initials) for pair in group)


def _is_of(name: str, initials: str) -> bool:
    own = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper()
    return len(own) > 1 and own == initials


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _place(sheet: Sheet, y: int, x: int) -> str:
    line, column = sheet.address(y, x)
    return f"{sheet.name}!{letters(column)}{line}"
