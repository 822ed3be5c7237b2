"""A register of schools read row by row: those of one authority are kept, of all others only how many there are.

Source: the download of Get Information about Schools (headings in `schemas/caseload_list.toml`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from siptui.workbooks.lists.list_words import ListWords, plain
from siptui.workbooks.lists.read_list import Listed, ListRead, NotThere

HEADER_WITHIN = 6
NEEDED = ("urn", "name", "status")
OPEN, CLOSING, CLOSED, PROPOSED = "open", "closing", "closed", "proposed"
DIGITS = 4  # of an establishment's number within its authority


class _Row:
    def __init__(self, cells: Sequence[str], columns: Mapping[str, int]) -> None:
        self.cells, self.columns = cells, columns

    def __getitem__(self, key: str) -> str:
        x = self.columns.get(key, -1)
        return " ".join(self.cells[x].split()) if 0 <= x < len(self.cells) else ""


def read_register(name: str, rows: Iterable[Sequence[str]], words: ListWords, authority: str = "") -> ListRead | None:
    """What a register's rows say; None where they are no register's.

    `authority` is its code or name; without one all are wanted, and where they are too many only the authorities said.
    """
    columns: dict[str, int] = {}
    kept: list[tuple[int, list[str]]] = []
    many, wanted = Counter[tuple[str, str]](), plain(authority)
    x_la = x_name = -1
    for y, cells in enumerate(rows):
        if not columns:
            columns = _header(cells, words)
            x_la, x_name = columns.get("la", -1), columns.get("la_name", -1)
            if not columns and y + 1 >= HEADER_WITHIN:
                return None
            continue
        width = len(cells)
        code = cells[x_la].strip() if 0 <= x_la < width else ""
        called = cells[x_name].strip() if 0 <= x_name < width else ""
        if wanted and wanted not in {plain(code), plain(called)}:
            continue
        many[code, called] += 1
        if wanted or many.total() <= words.register.most_unasked:
            kept.append((y, list(cells)))
    if not columns:
        return None
    if not wanted and many.total() > words.register.most_unasked and len(many) > 1:
        return ListRead(authorities={code or called: called for code, called in sorted(many)})
    return _schools(name, [(y, _Row(cells, columns)) for y, cells in kept], words)


def _header(cells: Sequence[str], words: ListWords) -> dict[str, int]:
    """The columns that a row of headings has; none where it lacks what every register has."""
    said = {plain(text): x for x, text in reversed(list(enumerate(cells)))}
    columns = words.register.columns
    found = {key: next((said[w] for w in listed if w in said), -1) for key, listed in columns.items()}
    return {k: x for k, x in found.items() if x >= 0} if all(found[key] >= 0 for key in NEEDED) else {}


def _schools(name: str, rows: list[tuple[int, _Row]], words: ListWords) -> ListRead:
    found = ListRead()
    there = Counter(_number(row) for _, row in rows if _status(row["status"], words) in {OPEN, CLOSING})
    urns = {_number(row): row["urn"] for _, row in rows if _status(row["status"], words) in {OPEN, CLOSING}}
    for y, row in rows:
        if not row["name"] or not row["urn"]:
            continue
        where, status, number = f"{name}!A{y + 1}", _status(row["status"], words), _number(row)
        if status in {CLOSED, PROPOSED}:
            became = urns[number] if status == CLOSED and there[number] == 1 and number else ""
            about = (number, status == CLOSED, row["status"], row["closed"], became, where)
            found.not_there.append(NotThere(row["name"], row["urn"], *about))
            continue
        if status == CLOSING:
            found.closing.append(row["name"])
        also = {"urn": row["urn"], "number": number, "headteacher": _head(row, words), "postcode": row["postcode"]}
        phases = tuple(_phases(row, words))
        told = {key: text for key, text in also.items() if text}
        found.schools.append(Listed(row["name"], "", row["phase"], where, told, phases))
    return found


def _status(said: str, words: ListWords) -> str:
    return next((key for key, listed in words.register.status.items() if plain(said) in listed), OPEN)


def _number(row: _Row) -> str:
    """Authority and establishment, its noughts kept: 999/0012."""
    number = row["number"].removesuffix(".0")
    la = row["la"].removesuffix(".0")
    return f"{la}/{number.zfill(DIGITS)}" if number and la else number


def _phases(row: _Row, words: ListWords) -> list[str]:
    """The phases that a school may be of, the likeliest first."""
    register, phase = words.register, plain(row["phase"])
    known = register.phases.get(phase) or next(
        (listed for word, listed in register.types.items() if word in plain(row["type"])), []
    )
    low, high = (int(text) if text.isdecimal() else None for text in (row["low"], row["high"]))
    for ages in register.ages:
        fits = low is not None and high is not None and low >= ages.low_least
        if ages.of in known and fits and ages.high_least <= (high or 0) <= ages.high_most:
            return [ages.phase, *known]
    return list(known)


def _head(row: _Row, words: ListWords) -> str:
    """A head's name, after a title that is courtesy; "" for nobody."""
    people = words.register.people
    names = [part for part in (row["head_first"], row["head_last"]) if plain(part) not in people.nobody and part]
    title = row["head_title"]
    return " ".join([title, *names] if names and plain(title) in people.courtesy else names)
