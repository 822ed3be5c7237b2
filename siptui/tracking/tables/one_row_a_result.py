"""Tables of one row a result: a pupil's rows are put into one, so that they are read like any other table.

Also of one row a pupil and subject with the terms across, and of one row a pupil and term with the subjects across.
"""

from collections.abc import Collection

from msgspec import Struct

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import cell_at, letters, number
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.left_unsaid.results_a_month_off import COUNT, ask_months
from siptui.tracking.tables.rows_put_together import Turning
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings, Meaning

AS_ABOVE, NOT_THEIRS = "the pupil's named above", "another's, or a total"
LAST, FIRST = "the one further down", "the one further up"


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
    waiting = [*_settle_near(turning, asking), *_settle_twice(turning, asking), *_ask_unread(turning, asking)]
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


def _settle_near(turning: Turning, asking: Asking) -> list[Meaning]:
    """Results of the month beside count, as somebody says, where a pupil has none at the point in time itself."""
    of = {c.index: c.meaning for c in turning.columns.values()}
    had = {(at, of[x].subject, p) for at, x in turning.origins for p in of[x].points} if turning.near else set()
    missing = {
        place: max(found, key=lambda n: (n.date, n.row)) for place, found in turning.near.items() if place not in had
    }
    if not missing:
        return []
    sheet, first = turning.table.sheet, min(missing.values(), key=lambda n: n.row)
    place = Place(sheet.name, letters(turning.values[first.value].index), first.row + 1)
    answer = ask_months(asking, [n.meaning for n in missing.values()], turning.headings, place)
    for (at, _, _), near in missing.items() if answer == COUNT else ():
        value = turning.values[near.value]
        heading, meaning = turning.heading_of(near.said, value)
        turning.origins[at, turning.column(meaning, value.index, heading).index] = (near.row, value.index)
    return [] if answer else [Meaning("result", subject=s, points=(p,)) for _, s, p in missing]


def _settle_twice(turning: Turning, asking: Asking) -> list[Meaning]:
    """What counts where a pupil has two results in one subject at one time, as somebody says."""
    if not turning.twice:
        return []
    sheet = turning.table.sheet
    (at, x), (_, (y, _)) = next(iter(turning.twice.items()))
    above = turning.origins[at, x][0]
    place = Place(sheet.name, turning.by_index(x).letters, y + 1)
    about: dict[str, Fact] = {"sheet": sheet.key, "count": len(turning.twice), "above": above + 1, "row": y + 1}
    answer = asking.ask(f"twice:{sheet.key}", "twice", [LAST, FIRST, LEAVE_OUT], place, **about)
    waiting = [] if answer else [turning.by_index(x).meaning for x in {x for _, x in turning.twice}]
    if answer == LAST:
        for spot, (_, origin) in turning.twice.items():
            turning.origins[spot] = origin
    if answer in {LAST, FIRST}:
        turning.twice = {}
    return waiting


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
