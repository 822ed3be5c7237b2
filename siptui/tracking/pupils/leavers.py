"""Pupils who are said to have left the school, by a sheet's name, a heading among them or a cell; asked, never guessed.

So are those whose names are struck through.

The words for it are data (`schemas/tracking/headings.toml`).
"""

import itertools
from collections.abc import Callable, Container

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, blank, cell_at, plain, shown
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.table import NAMES, Table, names_at
from siptui.tracking.vocabulary.group_table import group_table
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.schema_tables import Wordings

KEY = "leavers"
COUNT = "count"
LONGEST = 40  # characters of such a heading
LEFT, STRUCK = "left_the_school", "struck_through"

Says = Callable[[str], bool]
"""Whether a text says nothing but that somebody left."""


def leavers(
    table: Table, pupils: list[int], upns: Container[int], words: Wordings, asking: Asking
) -> tuple[set[int], bool]:
    """The rows of pupils that do not count since they left; and whether that is still asked.

    `upns` holds the rows with a UPN, which are no headings.
    """
    said = {y: how for y, how in _said_of(table, pupils, upns, words).items() if _has_results(table, y)}
    if not said:
        return set(), False
    sheet, first = table.sheet, min(said)
    place = Place(sheet.name, "A", sheet.line(first))
    answer = asking.ask(KEY, "leavers", [LEAVE_OUT, COUNT], place, said=said[first])
    return (set() if answer == COUNT else set(said)), answer is None


def struck(table: Table, pupils: list[int], asking: Asking) -> tuple[set[int], bool]:
    """The rows of pupils that do not count since their names are struck through; and whether that is still asked."""
    sheet = table.sheet
    if not sheet.struck:
        return set(), False
    named = names_at(table)
    lines = {y for y, x in sheet.struck if x in named}
    of_file = {(y, sheet.line(y) - 1) for y in pupils} | {(row, y) for (row, _), (y, _) in sheet.origins.items()}
    found = {row for row, y in of_file if y in lines and row in pupils and _has_results(table, row)}
    if not found:
        return set(), False
    answer = asking.ask("struck", "struck", [LEAVE_OUT, COUNT], Place(sheet.name, "A", sheet.line(min(found))))
    return (set() if answer == COUNT else found), answer is None


def moved(row: list[Cell], words: Wordings) -> bool:
    """Whether a row holds nothing but a heading such as "Leavers" or "Joined July 2010"."""
    filled = [c for c in row if not blank(c)]
    if len(filled) != 1 or len(shown(filled[0])) > LONGEST:
        return False
    times = {w for month in words.months for w in month} | {w for t in words.terms.values() for w in t.words}
    found = tuple(t for t in tokens(shown(filled[0])) if not t.isdigit() and t not in times)
    return found in {tokens(phrase) for phrase in (*words.leavers, *words.joiners)}


def _said_of(table: Table, pupils: list[int], upns: Container[int], words: Wordings) -> dict[int, str]:
    """What says so of each row."""
    phrases = [tokens(phrase) for phrase in words.leavers]
    telling = [p for p in phrases if len("".join(p)) > len("left")]
    for text in (table.sheet.name, *titles(table)):
        if any(_at(tokens(text), phrase) is not None for phrase in telling):
            return dict.fromkeys(pupils, text)
    says = _says_nothing_else(words)
    begins = tuple({p[0][:3] for p in phrases})
    found = _below_headings(table, pupils, upns, says, begins) | _by_cells(table, pupils, says, begins)
    return found | _by_names(table, pupils, words.leavers, says)


def _says_nothing_else(words: Wordings) -> Says:
    phrases = [tokens(phrase) for phrase in words.leavers]
    beside = {t for w in words.leavers_beside for t in tokens(w)} | {t for month in words.months for t in month}
    beside |= {t for term in words.terms.values() for t in term.words}

    def says(text: str) -> bool:
        said = tokens(text)
        for phrase in phrases:
            at = _at(said, phrase)
            if at is not None:
                return all(t.isdigit() or t in beside for t in (*said[:at], *said[at + len(phrase) :]))
        return False

    return says


def named_as_left(table: Table, rows: list[int], words: Wordings) -> set[int]:
    """The rows of which it is said behind a name: that is a pupil, whatever else the name holds."""
    return {*_by_names(table, rows, words.leavers, _says_nothing_else(words))} if rows else set()


def _by_names(table: Table, pupils: list[int], phrases: list[str], says: Says) -> dict[int, str]:
    """The pupils of whom it is said behind their names: "Wren (left Dec)"."""
    found: dict[int, str] = {}
    for x in [x for name in NAMES for x in table.of(name)]:
        names = [c for c in table.sheet.held(x) if isinstance(c, str)]
        together = "\n".join(names).casefold()
        if any(phrase in together for phrase in phrases):
            cells = table.sheet.column(x)
            behind: dict[Cell, str] = {c: text for c in names if (text := _behind(c, says))}
            found |= {y: behind[cells[y]] for y in pupils if cells[y] in behind}
    return found


def _behind(name: str, says: Says) -> str:
    """What a cell says behind a name of somebody who left; "" if it does not."""
    words = tokens(name)
    return next((rest for n in range(1, len(words)) if says(rest := " ".join(words[n:]))), "")


def _at(words: tuple[str, ...], phrase: tuple[str, ...]) -> int | None:
    """Where a phrase stands among words."""
    return next((n for n in range(len(words)) if words[n : n + len(phrase)] == phrase), None)


def _below_headings(
    table: Table, pupils: list[int], upns: Container[int], says: Says, begins: tuple[str, ...]
) -> dict[int, str]:
    """The pupils below a row that holds nothing but words for leavers, down to the next row that is no pupil's."""
    found: dict[int, str] = {}
    mine, text, rows = set(pupils), "", table.sheet.rows
    heads: dict[int, str] = {}
    for y in itertools.filterfalse(upns.__contains__, range(table.first, len(rows))):
        first = next((c for c in rows[y] if c != ""), "")
        if isinstance(first, str) and _may(first, begins) and says(first) and _alone(rows[y]):
            heads[y] = first
    for y, row in enumerate(rows[table.first :] if heads else (), table.first):
        if y in heads:
            text = heads[y]
        elif y not in mine:
            text = text if all(map(blank, row)) else ""
        elif text:
            found[y] = text
    return found


def _may(text: str, begins: tuple[str, ...]) -> bool:
    """Whether a text begins as one that says so may; most do not, and words are long in the telling."""
    return text[:8].lstrip().casefold().startswith(begins)


def _alone(row: list[Cell]) -> bool:
    return sum(not blank(c) for c in row) == 1


def _by_cells(table: Table, pupils: list[int], says: Says, begins: tuple[str, ...]) -> dict[int, str]:
    """The pupils of whom a column says it that is there for it, or a remark or status anywhere."""
    no = {plain(v) for v in (*group_table().no, *group_table().silent)}
    results = {c.index for c in table.results}
    found: dict[int, str] = {}
    for column in table.columns:
        if column.index in results or column.meaning.name in {"upn", *NAMES, "dob"}:
            continue
        cells = table.sheet.column(column.index)
        name = column.meaning.name if column.meaning.kind == "column" else ""
        for cell in table.sheet.held(column.index):
            if not blank(cell) and _says_left(cell, name, no, says, begins):
                text = f"{column.heading}: {shown(cell)}" if column.heading else shown(cell)
                found |= {y: text for y in pupils if cells[y] == cell}
    return found


def _says_left(cell: Cell, column: str, no: set[str], says: Says, begins: tuple[str, ...]) -> bool:
    if column == "left":
        return plain(shown(cell)) not in no
    if column == "on_roll":
        return plain(shown(cell)) in no
    return isinstance(cell, str) and _may(cell, begins) and says(cell)


def _has_results(table: Table, y: int) -> bool:
    """Whether a row holds a result; one without changes no average."""
    row = table.sheet.rows[y]
    return not table.results or any(not blank(cell_at(row, c.index)) for c in table.results)
