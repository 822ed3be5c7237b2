"""Pupils who stand in two rows with results of the same: two pupils, or one who counts once, is asked."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, structs

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import Cell, blank, plain
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.pupils.on_two_sheets import Read
from siptui.tracking.pupils.pupil_rows import Key, Pupil
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.upns import is_temporary
from siptui.tracking.words.reasons import why

TWO, ONCE = "two pupils", "the same pupil, count once"
FIRST, LAST = "the same pupil, the first row counts", "the same pupil, the last row counts"
EACH = "say for each"
MOST_ASKED = 6  # that are asked about one by one
FORMER = "former_upn"  # a column of pupils' earlier numbers, in the wordings that know one
APART = ("gender", "admission")  # what tells two of one name apart


class Twice(Struct):
    """A pupil's two rows: of which table each is, its place among all tables' pupils, and by what they are alike."""

    one: tuple[int, Pupil]
    other: tuple[int, Pupil]
    by: str


def settle_twice(read: list[Read], asking: Asking, wholly_alike: bool = False) -> set[int]:
    """Say of such rows what counts, as somebody says; which of the tables (from 0) wait for an answer.

    Rows of one UPN that are alike in every cell are `wholly_alike` one pupil's, and that is said and not asked.
    """
    waiting: set[int] = set()
    found = _without_chains(_found(read))
    together: dict[tuple[int, int], list[Twice]] = {}
    for each in found:
        together.setdefault((each.one[0], each.other[0]), []).append(each)
    for (a, b), some in together.items():
        alike = [each for each in some if _alike(read, each)] if a == b else []
        rest = [each for each in some if each not in alike]
        groups = [alike] if alike else []
        groups += [rest] if a != b or len(rest) > MOST_ASKED else [[each] for each in rest]
        for group in filter(None, groups):
            once = all(_of_other_results(read, each) for each in group)
            once = once or (wholly_alike and all(_same_rows(read, each) for each in group))
            answer = ONCE if once else _ask(read, group, asking, several=group is alike and bool(rest))
            for each in group:
                told = _ask(read, [each], asking) if answer == EACH else answer
                _settle(read, each, told)
                if told is None:
                    waiting |= {a, b}
    return waiting


def _ask(read: list[Read], group: list[Twice], asking: Asking, several: bool = False) -> str | None:
    """What somebody says of some; with `several` there are others on the sheet, of whom the same is asked."""
    first = group[0]
    one, other = read[first.one[0]][0].sheet, read[first.other[0]][0].sheet
    row, there = other.line(first.other[1].row), one.line(first.one[1].row)
    same = all(_alike(read, each) for each in group)
    choices = [TWO, *([ONCE] if same else [FIRST, LAST]), LEAVE_OUT, *([EACH] if len(group) > 1 else [])]
    about: dict[str, Fact] = {"row": row, "other_row": there, "sheet": other.name, "other_sheet": one.name}
    about |= {"by": first.by, "count": len(group)}
    where = other.key if one is other else f"{one.key}+{other.key}"
    key = f"same:{where}:{row}" if len(group) == 1 else f"same:{where}{':alike' * several}"
    code = "same" if one.name == other.name else "same_on_sheets"
    return asking.ask(key, code, choices, Place(other.name, "A", row), **about)


def _settle(read: list[Read], each: Twice, answer: str | None) -> None:
    (a, one), (b, other) = each.one, each.other
    if answer == TWO:
        _keep_apart(read, b, other)
    elif answer in {ONCE, FIRST}:
        _complete(read, each.one, each.other)
        _drop(read, b, other, "same_as_row", a, one)
    elif answer == LAST:
        _complete(read, each.other, each.one)
        _drop(read, a, one, "same_as_row", b, other)
    elif answer == LEAVE_OUT:
        _drop(read, a, one, "as_said", b, other)
        _drop(read, b, other, "as_said", a, one)


def _keep_apart(read: list[Read], at: int, pupil: Pupil) -> None:
    """The pupil is nobody else, whatever the UPN or the name says."""
    rows = read[at][1]
    rows.pupils = [structs.replace(p, key=None) if p.row == pupil.row else p for p in rows.pupils]


def _drop(read: list[Read], at: int, pupil: Pupil, code: str, there: int, kept: Pupil) -> None:
    table, rows = read[at]
    rows.pupils = [p for p in rows.pupils if p.row != pupil.row]
    rows.set_aside += [pupil] if code == "as_said" else []
    reason = why(code, row=read[there][0].sheet.line(kept.row)) if code == "same_as_row" else why(code)
    rows.left_out.append(NotCounted(table.sheet.name, table.sheet.line(pupil.row), "", "", reason))


def _complete(read: list[Read], kept: tuple[int, Pupil], gone: tuple[int, Pupil]) -> None:
    """Give a pupil's row on the same sheet what only the other row holds: results of another term, as it may be."""
    if kept[0] != gone[0]:
        return  # columns of two sheets differ; each counts what it alone holds
    table = read[kept[0]][0]
    mine, theirs = table.sheet.rows[kept[1].row], table.sheet.rows[gone[1].row]
    if not any(blank(a) and not blank(b) for a, b in zip(mine, theirs, strict=False)):
        return
    rows = list(table.sheet.rows)
    rows[kept[1].row] = [b if blank(a) else a for a, b in zip(mine, theirs, strict=False)]
    table.sheet = structs.replace(table.sheet, rows=rows)


def _alike(read: list[Read], each: Twice) -> bool:
    """Whether two rows say nothing different of any result."""
    (a, one), (b, other) = each.one, each.other
    if a != b:
        return False
    table = read[a][0]
    pairs = ((table.sheet.cell(one.row, c.index), table.sheet.cell(other.row, c.index)) for c in table.results)
    return all(blank(x) or blank(y) or _same(x, y) for x, y in pairs)


def _same_rows(read: list[Read], each: Twice) -> bool:
    """Whether two rows of one UPN hold the same in every cell."""
    (a, one), (b, other) = each.one, each.other
    rows = read[a][0].sheet.rows
    width = max(len(rows[one.row]), len(rows[other.row])) if a == b else 0
    sheet = read[a][0].sheet
    return (
        each.by == "UPN"
        and width > 0
        and all(_same(sheet.cell(one.row, x), sheet.cell(other.row, x)) for x in range(width))
    )


def _of_other_results(read: list[Read], each: Twice) -> bool:
    """Whether, of one row a result, one has the UPN and the other has none and holds other results: no figure differs.

    A newcomer's number may stand in some of the rows alone.
    """
    (a, one), (b, other) = each.one, each.other
    table = read[a][0]
    if a != b or not table.sheet.origins or len({p.key[0] == "upn" for p in (one, other) if p.key}) < 2:
        return False
    return not any(
        not blank(table.sheet.cell(one.row, c.index)) and not blank(table.sheet.cell(other.row, c.index))
        for c in table.results
    )


def _same(one: Cell, other: Cell) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and plain(one) == plain(other))


def _without_chains(found: Iterator[Twice]) -> Iterator[Twice]:
    """Each row is asked about once as the further one."""
    seen: set[tuple[int, int]] = set()
    for each in found:
        place = (each.other[0], each.other[1].row)
        if place not in seen:
            seen.add(place)
            yield each


def _found(read: list[Read]) -> Iterator[Twice]:
    """The rows that are of a pupil who stands further up, or on a sheet before, for the same results."""
    every = [p.key for _, rows in read for p in rows.pupils]
    if len(set(every)) == len(every) and _lasting(every) and not any(table.of(FORMER) for table, _ in read):
        return  # a UPN of each pupil's own, as in most exports
    loose_of = [_loose(table, rows.pupils) for table, rows in read]
    former_of = [_former(table, rows.pupils) for table, rows in read]
    strict_of = [[_strict(p, at) for p in rows.pupils] for at, (_, rows) in enumerate(read)]
    times = Counter(key for some in strict_of for key in some if key)
    if len(times) == times.total() and not any(loose_of) and not any(former_of):
        return  # as nearly always
    keys: dict[tuple[object, ...], list[tuple[int, Pupil]]] = {}
    results = [{(c.meaning.subject, p) for c in t.results for p in c.meaning.points or ("",)} for t, _ in read]
    for at, (_, rows) in enumerate(read):
        for pupil, strict in zip(rows.pupils, strict_of[at], strict=True):
            known = [k for k in (strict, former_of[at].get(pupil.row), loose_of[at].get(pupil.row)) if k]
            before = next(
                (
                    (k, (n, p))
                    for k in known
                    for n, p in keys.get(k, ())
                    if results[n] & results[at]
                    and (k == former_of[at].get(pupil.row) or not _told_apart(read, (n, p), (at, pupil)))
                ),
                None,
            )
            if before:
                by = (
                    "former UPN"
                    if before[0] == former_of[at].get(pupil.row)
                    else "UPN"
                    if before[0][0] == "upn"
                    else "name and date of birth"
                    if len(before[0]) == 2
                    else "name"
                )
                yield Twice(before[1], (at, pupil), by)
            for k in known:
                keys.setdefault(k, []).append((at, pupil))


def _lasting(keys: list[Key | None]) -> bool:
    """Whether all of these are UPNs that are not temporary."""
    ends = {key and (key[0], key[1][-1:]) for key in keys}  # few of many
    return all(end is not None and end[0] == "upn" and not end[1].isalpha() for end in ends)


def _strict(pupil: Pupil, at: int) -> tuple[object, ...] | None:
    """What tells a pupil apart in the whole file; by a name alone only on the sheet: another sheet's may be another."""
    if pupil.key is None:
        return None
    return (*pupil.key, at) if pupil.key[-1] == "no date" else pupil.key


def _loose(table: Table, pupils: list[Pupil]) -> dict[int, tuple[object, ...]]:
    """By row, the names of pupils where some of the sheet have no UPN of their own, or a temporary one.

    A pupil may be listed again without the number, or have had two.
    """
    if not table.of("upn"):
        return {}
    upns = {p.row: p.key[1] if p.key and p.key[0] == "upn" else "" for p in pupils}
    if all(upn and not (upn[-1].isalpha() and is_temporary(upn)) for upn in upns.values()):
        return {}
    found: dict[int, tuple[object, ...]] = {}
    for pupil in pupils:
        name = " ".join(plain(table.sheet.text(pupil.row, x)) for n in NAMES for x in table.of(n))
        if " " in name.strip():
            found[pupil.row] = ("named", " ".join(sorted(name.replace(",", " ").split())), pupil.year, id(table))
    return found


def _former(table: Table, pupils: list[Pupil]) -> dict[int, tuple[object, ...]]:
    """By row, the number that a pupil had before: who stands under that too, is the same."""
    found: dict[int, tuple[object, ...]] = {}
    for x in table.of(FORMER):
        for pupil in pupils:
            upn = plain(table.sheet.text(pupil.row, x)).replace(" ", "")
            if any(map(str.isdigit, upn)):
                found[pupil.row] = ("upn", upn)
    return found


def _told_apart(read: list[Read], one: tuple[int, Pupil], other: tuple[int, Pupil]) -> bool:
    """Whether something else than the name says that they are two: gender, date of birth, two lasting UPNs."""
    (a, mine), (b, theirs) = one, other
    by_upn = bool(mine.key and theirs.key and mine.key[0] == theirs.key[0] == "upn")
    if by_upn and mine.key != theirs.key and not any(is_temporary(p.key[1]) for p in (mine, theirs) if p.key):
        return True
    names = (*APART, "dob") if not (by_upn and mine.key == theirs.key) else ()
    for name in names:
        said = [
            {plain(t.sheet.text(p.row, x)) for x in t.of(name)} - {""}
            for t, p in ((read[a][0], mine), (read[b][0], theirs))
        ]
        if all(said) and said[0].isdisjoint(said[1]):
            return True
    return False
