"""Tables of one row a result: a pupil's rows are put into one, so that they are read like any other table.

Also of one row a pupil and subject with the terms across, and of one row a pupil and term with the subjects across.
"""

from collections.abc import Collection

from msgspec import Struct, structs

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import cell_at, letters, number
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.left_unsaid.results_a_month_off import ask_months, month_of
from siptui.tracking.tables.rows_put_together import Turning
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings, Meaning

AS_ABOVE, NOT_THEIRS = "the pupil's named above", "another's, or a total"
LAST, FIRST = "the one further down", "the one further up"
TWO, ONCE = "two pupils of one name", "the same pupil, count once"


class Turned(Struct):
    """A table with one row a pupil; and its results that wait for an answer."""

    table: Table
    open: list[Meaning]


def turned(table: Table, headings: Headings, asking: Asking, told: Collection[int] = ()) -> Turned | None:
    """A table in long form with one row a pupil; None for a table that is not in long form.

    `told`: columns whose meaning something else than their headings says.
    """
    names = set(headings.words.long_form)
    said = [c for c in table.columns if c.meaning.name in names]
    said = [c for c in said if c.index in told or headings.meaning(c.heading).name in names]
    values = [c for c in table.columns if c.meaning.kind in {"result", "unknown"}]
    values = [c for c in values if c.heading] or values  # a word beside the table is no result
    if not said or any(c.meaning.kind == "result" and c.meaning.points for c in values):
        return None
    if any(c.meaning.points for c in values) and not any(c.meaning.name == "subject" for c in said):
        return None  # a date beside results that have their own
    turning = Turning(table, headings, said, values)
    turning.fill()
    if not turning.near and not any(c.meaning.kind == "result" or c.meaning.points for c in turning.columns.values()):
        return None
    whose = _ask_nameless(turning, asking) if turning.nameless else NOT_THEIRS
    if whose != NOT_THEIRS:
        turning = Turning(table, headings, said, values)
        turning.fill(as_above=True)
    twice = _ask_twice(turning, asking)
    if twice == TWO:
        turning = Turning(table, headings, said, values, namesakes=True)
        turning.fill(as_above=whose != NOT_THEIRS)
    waiting = [*_settle_near(turning, asking, twice), *_settle_twice(turning, twice), *_ask_unread(turning, asking)]
    found = Turned(turning.finish(), waiting)
    if whose is None:
        found.open += [Meaning("result", subject=subject) for subject in headings.subjects]
    return found


def _ask_nameless(turning: Turning, asking: Asking) -> str | None:
    """Whose the rows are that name nobody, as somebody says."""
    sheet, rows = turning.table.sheet, turning.nameless
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    lines = ", ".join(str(sheet.line(y)) for y in rows[:6]) + more
    place, about = Place(sheet.name, "A", sheet.line(rows[0])), {"sheet": sheet.key, "rows": lines}
    return asking.ask(f"rows:{sheet.key}:whose", "whose_rows", [AS_ABOVE, NOT_THEIRS], place, **about)


def _settle_near(turning: Turning, asking: Asking, twice: str | None) -> list[Meaning]:
    """Results of the month beside count, as somebody says, where a pupil has none at the point in time itself.

    The latest do; of two of one day the one that was said to (`twice`).
    """
    way = -1 if twice == FIRST else 1
    gone = turning.near_twice if twice == LEAVE_OUT else {}
    of = {c.index: c.meaning for c in turning.columns.values()}
    had = {(at, of[x].subject, p) for at, x in turning.origins for p in of[x].points} if turning.near else set()
    missing = {
        place: max(found, key=lambda n: (n.date, way * n.row))
        for place, found in turning.near.items()
        if place not in had and place not in gone
    }
    if not missing:
        return []
    sheet, first = turning.table.sheet, min(missing.values(), key=lambda n: n.row)
    place = Place(sheet.name, letters(turning.values[first.value].index), first.row + 1)
    told = ask_months(asking, [n.meaning for n in missing.values()], turning.headings, place)
    waiting = []
    for (at, subject, _), near in missing.items():
        value, point = turning.values[near.value], told[month_of(near.meaning)]
        if point is None:
            waiting.append(Meaning("result", subject=subject))
        elif point != LEAVE_OUT and (at, subject, point) not in had:
            heading, meaning = turning.heading_of(near.said, value)
            meaning = structs.replace(meaning, points=(point,))
            turning.origins[at, turning.column(meaning, value.index, heading).index] = (near.row, value.index)
    return waiting


def _ask_twice(turning: Turning, asking: Asking) -> str | None:
    """What counts where a pupil has two results in one subject at one time; "" where nobody has.

    Where nothing but a name tells pupils apart they may be two, also if both have the same result.
    """
    spots = turning.twice or turning.alike
    if spots:
        at, x = next(iter(spots))
        above, row, column = turning.origins[at, x][0], spots[at, x][0], turning.by_index(x)
    elif turning.near_twice:
        (above, row), column = next(iter(turning.near_twice.values())), turning.values[0]
    else:
        return ""
    sheet = turning.table.sheet
    place = Place(sheet.name, column.letters, row + 1)
    count = len(spots or turning.near_twice)
    about: dict[str, Fact] = {"sheet": sheet.key, "count": count, "above": above + 1, "row": row + 1}
    named = any(at in turning.by_name for at, *_ in spots or turning.near_twice)
    alike = bool(spots) and not turning.twice
    choices = [ONCE, TWO] if alike else [LAST, FIRST, *([TWO] if named else []), LEAVE_OUT]
    return asking.ask(f"twice:{sheet.key}", "twice_alike" if alike else "twice", choices, place, **about)


def _settle_twice(turning: Turning, answer: str | None) -> list[Meaning]:
    """Keep what counts, as somebody says; the results that wait for the answer."""
    if answer is None:
        near = [Meaning("result", subject=s, points=(p,)) for _, s, p in turning.near_twice]
        return [*near, *(turning.by_index(x).meaning for x in {x for _, x in (*turning.twice, *turning.alike)})]
    if answer == LAST:
        turning.origins |= turning.twice
    if answer in {LAST, FIRST}:
        turning.twice = {}
    return []


def _ask_unread(turning: Turning, asking: Asking) -> list[Meaning]:
    """Ask to go on without levels beside a subject or a time that is not understood, where others have both."""
    if not any(c.meaning.kind == "result" and c.meaning.points for c in turning.columns.values()):
        return []
    levels, rows = turning.levels, turning.table.sheet.rows
    columns = {x: {*turning.table.sheet.column(x)} for x in {x for _, x in turning.unread}}
    worded = {x: any(map(levels.is_level_text, held)) for x, held in columns.items()}
    cells = [(y, x, cell_at(rows[y], x)) for y, x in turning.unread]
    counts = [y for y, x, c in cells if levels.is_level_text(c) or (number(c) is not None and not worded[x])]
    unread = [*dict.fromkeys(counts)]
    if not unread:
        return []
    sheet = turning.table.sheet
    lines = ", ".join(str(y + 1) for y in unread[:6]) + (f" and {len(unread) - 6} more" if len(unread) > 6 else "")
    place = Place(sheet.name, letters(turning.said[0].index), unread[0] + 1)
    if asking.ask(f"results:{sheet.key}", "results", [LEAVE_OUT], place, sheet=sheet.key, rows=lines):
        return []
    return [Meaning("result", subject=subject) for subject in turning.headings.subjects]
