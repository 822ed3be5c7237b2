"""Which rows of a table are pupils, what year group each is in, and whether one stands twice."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import repeat

from msgspec import Struct

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, blank, cell_at, number, plain, shown
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.pupils.doubtful_rows import Doubts
from siptui.tracking.pupils.leavers import LEFT, STRUCK, leavers, moved, named_as_left, struck
from siptui.tracking.pupils.other_schools import OF_ANOTHER, rows_apart
from siptui.tracking.pupils.year_column import merged_value
from siptui.tracking.pupils.year_groups import YearGroups, heads
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import Wordings
from siptui.tracking.vocabulary.upns import upns_in
from siptui.tracking.vocabulary.year_names import year_of_name
from siptui.tracking.words.reasons import Why

MOST_LINES = 20  # problem lines of one kind; the rest are counted


Key = tuple[str, ...]
"""What tells a pupil apart."""


class Pupil(Struct, frozen=True):
    """A pupil's row (from 0), year group where it can be told, and what tells the pupil apart (never kept)."""

    row: int
    year: int | None
    key: Key | None


class Rows(Struct):
    """The rows below a header: pupils, those that are none with the reason; and what is still asked about them.

    `set_aside` are pupils whom somebody had left out because it cannot be told who they are.
    """

    pupils: list[Pupil]
    left_out: list[NotCounted]
    set_aside: list[Pupil] = []
    year_open: bool = False
    rows_open: bool = False
    notes: list[str] = []


HEADING, AGAIN, TOTAL, NOBODY, UNNAMED = "heading", "headings_again", "total", "nobody", "unnamed"
PARTLY, BELOW, DOUBTFUL = "partly_named", "below_totals", "doubtful"
PUPILS, NO_PUPILS, SOME = "pupils", "no pupils", "some are pupils"


def read_rows(table: Table, headings: Headings, years: list[int], asking: Asking) -> Rows:
    """Tell pupils from totals, averages and notes."""
    keys, left_out, rows_open = _keys(table, headings, asking)
    told = YearGroups(table, headings, years, asking).of([*keys], rows_open)
    pupils = list(map(Pupil, keys, map(told.years.__getitem__, keys), keys.values()))
    return Rows(pupils, left_out, [], told.open, rows_open, told.notes)


def pupil_rows(table: Table, headings: Headings, asking: Asking) -> tuple[list[Pupil], list[NotCounted], bool]:
    """The pupils without their year groups, the rows that are none, and whether somebody is still asked which are."""
    keys, left_out, rows_open = _keys(table, headings, asking)
    return [Pupil(y, None, key) for y, key in keys.items()], left_out, rows_open


def _keys(table: Table, headings: Headings, asking: Asking) -> tuple[dict[int, Key | None], list[NotCounted], bool]:
    """What tells the pupil of each row apart; the rows that are none; and whether somebody is still asked which are."""
    upns = _upns(table)
    rows = range(table.first, len(table.sheet.rows))
    all_numbered = len(upns) == len(rows) and not table.again  # as in most exports
    reasons = dict.fromkeys(rows, "") if all_numbered else _reasons(table, headings, upns)
    rows_open = _settle_doubtful(table, reasons, upns, asking, headings.words)
    mine = _pupils(reasons)
    gone, asked = leavers(table, mine, upns, headings.words, asking)
    reasons |= dict.fromkeys(gone, LEFT)
    mine = _pupils(reasons) if gone else mine
    crossed, unsure = struck(table, mine, asking)
    reasons |= dict.fromkeys(crossed, STRUCK)
    mine = _pupils(reasons) if crossed else mine
    apart, whose = rows_apart(table, mine, headings, asking)
    reasons |= dict.fromkeys(apart, OF_ANOTHER)
    mine = _pupils(reasons) if apart else mine
    certain = upns if len(table.of("upn")) == 1 else {}
    words = _repeated_words(table) if len(certain) < len(mine) else set()
    keys: dict[int, Key | None] = dict(zip(certain, zip(repeat("upn"), certain.values()), strict=True))
    if [*keys] != mine:
        keys = {y: keys.get(y) or _key(table, y, words) for y in mine}
    name, line = table.sheet.name, table.sheet.line
    left_out = [NotCounted(name, line(y), "", "", Why(reason)) for y, reason in reasons.items() if reason]
    return keys, left_out, rows_open or asked or unsure or whose


def _pupils(reasons: dict[int, str]) -> list[int]:
    return [y for y, reason in reasons.items() if not reason]


def _upns(table: Table) -> dict[int, str]:
    """The UPN in each row below the header that has one."""
    found: dict[int, str] = {}
    for x in table.of("upn"):
        column = enumerate(upns_in(table.sheet.column(x)[table.first :]), table.first)
        found |= {y: upn for y, upn in column if upn}
    return found


def _reasons(table: Table, headings: Headings, with_upn: Mapping[int, str]) -> dict[int, str]:
    """For each row below the header that holds anything, why it is no pupil; "" for a pupil."""
    totals = Totals(table, headings.words)
    upns, years = table.of("upn"), table.of("year")
    grouped = [*years, *table.of("class")]
    numbered = len([x for name in headings.words.identity for x in table.of(name)]) == 1
    past_totals, again = False, set(table.again)
    some, below = False, False  # whether a pupil stands above, or a total below one
    reasons: dict[int, str] = {}
    for y in range(table.first, len(table.sheet.rows)):
        if y in with_upn and y not in again:
            reasons[y], some = "", True
            continue
        row = table.sheet.rows[y]
        if all(blank(c) for c in row):
            continue
        named = [x for x in totals.labels if _tells_apart(cell_at(row, x), x in upns or numbered)]
        verdict = totals.judge(row)
        reason = ""
        if y in again:
            reason = AGAIN
        elif moved(row, headings.words):
            reason = HEADING
        elif not years and heads(table, row):
            reason = TOTAL if any(number(cell_at(row, x)) is not None for x in totals.results) else HEADING
            past_totals = past_totals or reason == TOTAL
        elif verdict == "total" and (named or totals.broken(row) or not totals.by_group_alone(row)):
            reason = HEADING if _section(row) is not None else TOTAL
            past_totals = past_totals or reason == TOTAL
        elif not named:
            named_by = grouped, bool(upns) and numbered
            among = reasons.get(y - 1) == TOTAL and _ends_totals(table.sheet.rows[y + 1 : y + 2], totals)
            reason = UNNAMED if _is_unnamed(row, totals, *named_by) or _only_a_pupils(row, totals, among) else NOBODY
        elif verdict == "doubtful":
            past_totals = past_totals or (totals.worded(row) and all(map(blank, table.sheet.rows[y - 1])))
            reason = DOUBTFUL if sum(not blank(c) for c in row) > 1 else HEADING
        elif years and all(blank(merged_value(table.sheet, y, x)) for x in years):
            reason = PARTLY if len(named) < min(2, len(totals.labels)) else BELOW if past_totals and numbered else ""
        elif not years and past_totals and len(named) < 2 and (below or not _is_full_name(row, named)):
            reason = BELOW if totals.broken(row) else DOUBTFUL
        reasons[y] = reason
        some, below = some or not reason, below or (some and past_totals and reason in {TOTAL, DOUBTFUL})
    return reasons


def _is_full_name(row: list[Cell], named: list[int]) -> bool:
    """Whether a row's one name has two words, as what stands among totals rarely has."""
    return len(named) == 1 and len([w for w in shown(row[named[0]]).replace(",", " ").split() if w.isalpha()]) > 1


def _is_unnamed(row: list[Cell], totals: Totals, grouped: list[int], only_upns: bool) -> bool:
    """Whether a row that names nobody may be a pupil's: it holds levels, or numbers that are no averages.

    Something else must stand in it too: of the pupil for a level, a year group or class (`grouped`) for numbers.
    """

    def filled(places: Iterable[int]) -> bool:
        return any(not blank(cell_at(row, x)) for x in places)

    cells = [cell_at(row, x) for x in totals.results]
    if any(map(totals.levels.is_level_text, cells)):
        return only_upns or filled(totals.others)
    numbers = any(number(c) is not None for c in cells) and not totals.broken(row)
    return numbers and (only_upns or filled(grouped))


def _ends_totals(following: list[list[Cell]], totals: Totals) -> bool:
    """Whether what follows a row is no pupil: nothing, a blank row or a further total."""
    return all(all(blank(c) for c in row) or totals.judge(row) == "total" for row in following)


def _only_a_pupils(row: list[Cell], totals: Totals, among_totals: bool) -> bool:
    """Whether results beside nobody's name are what a pupil has: a level with letters, or numbers as pupils have them.

    Averages are fractions, numbers under levels are counts, and a result alone among totals may be anything.
    """
    levels = totals.levels
    held = [(x, row[x]) for x in totals.results if not blank(cell_at(row, x))]
    if among_totals and len(held) < 2:
        return False
    if any(number(c) is None and levels.level(c).points is not None for _, c in held):
        return True
    numbers = {n for x, c in held if (n := number(c)) is not None and x in totals.numeric}
    if all(n.is_integer() for n in numbers):
        return bool(numbers) and numbers <= {*levels.points.values()}
    tenths = {round(n * 10) for n in numbers}
    exact = all(abs(n * 10 - round(n * 10)) < 1e-9 and n < levels.table.highest_level for n in numbers)
    return exact and any({str(t % 10) for t in tenths} <= {"0", *d.fractions} for d in levels.table.decimals)


def _section(row: list[Cell]) -> int | None:
    """The year group that a row names which holds nothing else, such as "Year 4"."""
    filled = [shown(c) for c in row if not blank(c)]
    return year_of_name(filled[0]) if len(filled) == 1 else None


def _settle_doubtful(
    table: Table, reasons: dict[int, str], upns: Mapping[int, str], asking: Asking, words: Wordings
) -> bool:
    """Say of rows such as "Max" whether they are pupils: like the pupils around them yes, else as somebody says.

    Rows at the foot are asked about together, and those without a name; others one by one. Whether something is still
    asked.
    """
    worded = {y for y, reason in reasons.items() if reason == DOUBTFUL}
    doubts = Doubts(table, [y for y, reason in reasons.items() if not reason or y in worded], upns, words.results)
    shaped = doubts.found()
    left = named_as_left(table, shaped, words)
    shaped = [y for y in shaped if y not in left]
    sure = [y for y, reason in reasons.items() if not reason and y not in shaped]
    last = max(sure, default=-1)
    asked = []
    unnamed = {y for y, reason in reasons.items() if reason == UNNAMED}
    for y in sorted({*worded, *shaped, *unnamed}):
        if y in worded and y < last and y not in shaped and doubts.like_a_pupil(y, [s for s in sure if s < y]):
            reasons[y] = ""
        elif y in shaped and table.results and _is_bare(table, y) and not _is_shifted(table, y, doubts.levels):
            reasons[y] = DOUBTFUL
        else:
            asked.append(y)
    foot = [y for y in asked if y > last]
    loose = [y for y in asked if y < last and y in unnamed]
    loose = loose if len(loose) > 1 else []
    groups = [([y], f"rows:{table.sheet.key}:{table.sheet.line(y)}") for y in asked if y < last and y not in loose]
    groups += [(loose, f"rows:{table.sheet.key}:unnamed")] if loose else []
    groups += [(foot, f"rows:{table.sheet.key}")] if foot else []
    return any([_ask_rows(table, rows, key, reasons, asking) for rows, key in groups])  # noqa: C419 - all are asked


def _is_bare(table: Table, y: int) -> bool:
    """Whether a row holds nothing but what a pupil is called, and so counts nowhere."""
    person = {c.index for c in table.columns if c.meaning.kind == "column"}
    return all(blank(c) or x in person for x, c in enumerate(table.sheet.rows[y]))


def _is_shifted(table: Table, y: int, levels: Levels) -> bool:
    """Whether a row's cells seem to stand one column off: what has digits where a name is due, a level to its right."""
    cells = [(x, table.sheet.cell(y, x)) for x in sorted(c.index for c in table.columns if c.meaning.kind == "column")]
    named = {x for name in NAMES for x in table.of(name)}
    odd = next((x for x, c in cells if x in named and any(map(str.isdigit, shown(c)))), None)
    return odd is not None and any(x > odd and levels.is_level_text(c) for x, c in cells)


def _ask_rows(table: Table, rows: list[int], key: str, reasons: dict[int, str], asking: Asking) -> bool:
    """Ask of several rows together; if some are pupils, as a late one among notes, of each of them."""
    sheet = table.sheet
    numbers = ", ".join(str(sheet.line(y)) for y in rows[:6]) + (f" and {len(rows) - 6} more" if len(rows) > 6 else "")
    choices = [PUPILS, NO_PUPILS, *([SOME] if len(rows) > 1 else [])]
    place = Place(sheet.name, "A", sheet.line(rows[0]))
    answer = None if table.waits else asking.ask(key, "rows", choices, place, sheet=sheet.key, rows=numbers)
    for y in rows:
        reasons[y] = "" if answer == PUPILS else DOUBTFUL
    if answer == SOME:
        each = [([y], f"rows:{sheet.key}:{sheet.line(y)}") for y in rows]
        return any([_ask_rows(table, row, key, reasons, asking) for row, key in each])  # noqa: C419 - all are asked
    return answer is None


def _tells_apart(cell: Cell, numbered: bool) -> bool:
    """Whether a cell may tell a pupil apart. A bare number is no name, unless pupils have nothing but numbers."""
    return not blank(cell) and (numbered or any(c.isalpha() for c in shown(cell)))


def _repeated_words(table: Table) -> set[str]:
    """What stands for want of a UPN: words, signs and noughts that more than one row has, such as "Temp"."""
    times: Counter[str] = Counter()
    for x in table.of("upn"):
        words = {c: plain(shown(c)).replace(" ", "") for c in table.sheet.held(x) if not _is_numbered(c)}  # few
        if words:
            times.update(words[c] for c in table.sheet.column(x)[table.first :] if c in words)
    return {word for word, count in times.items() if count > 1 and not any(c in "123456789" for c in word)}


def _is_numbered(cell: Cell) -> bool:
    """Whether a cell is blank, or has digits where a UPN has them."""
    return isinstance(cell, str) and (cell[1:12].isdigit() or not cell.strip())


def _key(table: Table, y: int, no_upns: Container[str]) -> Key | None:
    """What tells the pupil apart: the UPN, else the name with the date of birth, else the full name in its class."""
    row = table.sheet.rows[y]
    if y in table.namesakes:
        return None

    def said(name: str) -> str:
        return " ".join(plain(shown(cell_at(row, x))) for x in table.of(name)).strip()

    upn = said("upn").replace(" ", "")
    if any(map(str.isdigit, upn)) and upn not in no_upns:
        return ("upn", upn)
    surname, forename, name = said("surname"), said("forename"), said("name")
    full = " ".join(n for n in (surname, forename, name) if n)
    if not ((surname and forename) or " " in name or "," in name):
        return None
    return (full, said("dob")) if table.of("dob") and said("dob") else (full, said("year"), said("class"), "no date")
