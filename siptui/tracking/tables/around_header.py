"""What stands around a table's header and changes what its headings mean: the sheet's name, titles, rows beside it.

A heading alone may read "Reading Jul 11" where the row above says "Target", or "Autumn" where the title says 2008-09.
"""

import re
from collections.abc import Mapping

from msgspec import structs

from siptui.sheets.cells import blank, shown
from siptui.tracking.tables.merged_and_missing_headings import add_unheaded, doubt, find_subjects, spread
from siptui.tracking.tables.table import NOTHING_SAID, Column, Table, text_at
from siptui.tracking.vocabulary.headings import NO_SUBJECT, OUTSIDE, UNKNOWN, Headings, Meaning, tokens

_FIGURES = re.compile(r"(?!\D*(19|20)\d\d\b)[^A-Za-z]*\d[^A-Za-z]*")
MOST_BELOW = 2  # rows below the header that may still belong to it


def settle(table: Table, headings: Headings, meant: Mapping[int, Meaning] = NOTHING_SAID) -> None:
    """Correct what the columns mean by what stands around the header; what somebody said (`meant`) comes last."""
    below = _below(table)
    spread(table, below)
    _with_names(table, headings)
    if headings.words.kinds:
        _with_kind_alone(table, headings)
    above = _bands(table)
    for column in table.columns:
        for line in (*above, *below):
            _left_out_by(column, line.get(column.index, ""), headings)
    lines = [*titles(table), *(_years_in_columns(table, headings) if headings.words.results else ())]
    for column in table.columns:
        near = [line[column.index] for line in above if column.index in line]
        if not _narrowed(column, near, headings):
            _narrowed_by_title(table, column, [*lines, table.sheet.name], headings)
    doubt(table, below, headings)
    table.more = add_unheaded(table, headings.words.results)
    find_subjects(table, headings)
    for column in table.columns:
        if column.index in meant:
            said = meant[column.index]
            column.meaning = structs.replace(said, notation=column.meaning.notation) if said.subject else said
            column.doubt = ""


def targets_only(table: Table, headings: Headings) -> tuple[str, bool]:
    """The title or sheet's name that says a sheet holds targets, and whether that is certain; ("", True) if none."""
    kinds = set(headings.words.sheet_left_out)
    beside = any(c.meaning.kind == "left out" and c.meaning.name in kinds for c in table.columns)
    doubt = ""
    for text in (table.sheet.name, *titles(table)):
        said = headings.says(text)
        if kinds.isdisjoint(said.left_out):
            continue
        if not said.others:
            return text, not (beside or _dated_before_its_end(table, headings))
        doubt = doubt or ("" if beside else text)
    return doubt, not doubt


def _dated_before_its_end(table: Table, headings: Headings) -> bool:
    """Whether results are dated before the last point in time: targets are for the end of a year, and none for July
    gone by.
    """
    last = (*headings.moments.points,)[-1:]
    return any(c.meaning.dated and c.meaning.points and c.meaning.points != last for c in table.results)


def says_progress(table: Table, headings: Headings) -> bool:
    """Whether the sheet's name or a title speaks of progress, so that small numbers may be points gained."""
    return any("progress" in headings.says(text).left_out for text in (table.sheet.name, *titles(table)))


def titles(table: Table) -> list[str]:
    """The titles of a table, the nearest first: texts above the header that begin left of its results."""
    edge = _edge(table)
    rows = table.sheet.rows[: table.top]
    found = []
    for y in reversed(range(len(rows))):
        first = next((x for x, cell in enumerate(rows[y]) if not blank(cell)), None)
        if first is not None and first < edge:
            found.append(text_at(rows[y], first))
    return found


def _edge(table: Table) -> int:
    """Where a table's results begin, or what is headed by a time alone: the subject may stand in a column."""
    dated = min((c.index for c in table.columns if c.meaning.kind == "unknown" and c.meaning.points), default=1)
    return min((c.index for c in table.results), default=dated)


def _bands(table: Table) -> list[dict[int, str]]:
    """For each row above the header, the nearest first, what it says over each column.

    A text reaches over its merge; in a sheet without merges over the blanks after it.
    """
    lines = []
    edge = _edge(table)
    width = max((c.index for c in table.columns), default=0) + 1
    for y in reversed(range(table.first - 1)):
        row = table.sheet.rows[y]
        merged = _merged(table, y)
        line, carried, until = {}, "", -1
        for x in range(width):
            text = text_at(row, x)
            if text:
                carried, until = text, merged.get(x, width if not merged else x)
                if x < edge:
                    until = x  # a title, or the heading of a column of names
            if carried and x <= until:
                line[x] = carried
        lines.append(line)
    return lines


def _below(table: Table) -> list[dict[int, str]]:
    """What rows say that stand just below the header and name nobody."""
    lines: list[dict[int, str]] = []
    named = [c.index for c in table.columns if c.meaning.kind == "column"]
    for y in range(table.first, min(table.first + MOST_BELOW, len(table.sheet.rows))):
        row = table.sheet.rows[y]
        if any(text_at(row, x) for x in named):
            break
        line = {}
        for x in range(len(row)):
            for reached in range(x, _merged(table, y).get(x, x) + 1):
                if text_at(row, x):
                    line[reached] = text_at(row, x)
        lines.append(line)
    return lines


def _merged(table: Table, y: int) -> dict[int, int]:
    return {left: right for first, left, last, right in table.sheet.merges if first <= y <= last}


def _left_out_by(column: Column, text: str, headings: Headings) -> None:
    """Leave a column out if what stands over or under its heading says that it holds no results."""
    meaning = column.meaning
    if not text or meaning.kind not in {"result", "unknown"} or not (meaning.kind == "result" or meaning.points):
        return
    if _FIGURES.fullmatch(text):
        return  # an average above or below the column
    said = headings.says(text)
    joined = headings.meaning(f"{text} {column.heading}")
    both = joined.kind == meaning.kind == "result"
    contrary = joined.kind == "left out" and not said.others and text not in column.heading
    if said.left_out:
        column.meaning = Meaning("left out", said.left_out[0])
    elif both and joined.by_year and not meaning.dated:
        column.meaning = joined  # "Y3" over "Reading Spr"
    elif (contrary and joined.name != meaning.name) or (both and joined.points and not meaning.points):
        column.meaning = joined
    elif both and joined.notation and not meaning.notation:
        column.meaning = structs.replace(meaning, notation=joined.notation)


def _narrowed(column: Column, texts: list[str], headings: Headings) -> bool:
    """Keep of the points in time that a heading without a year fits those of the year said nearest to it."""
    meaning = column.meaning
    if meaning.dated or not meaning.points or meaning.kind == "left out":
        return True
    for text in texts:
        years = headings.says(text).years
        if not years:
            continue
        fits = {p: headings.moments.fits(p, years) for p in meaning.points}
        kept = tuple(p for p, fit in fits.items() if fit) or tuple(p for p, fit in fits.items() if fit is None)
        if not kept:
            column.meaning = Meaning("left out", OUTSIDE)
        else:
            sure = len(kept) == 1 and bool(fits[kept[0]])
            column.meaning = structs.replace(meaning, points=kept, sure=sure)
        return True
    return False


def _narrowed_by_title(table: Table, column: Column, texts: list[str], headings: Headings) -> None:
    """The same by a title; but "Summer" before "Autumn" under the title 2010-11 may be last summer and stays open."""
    before = column.meaning
    _narrowed(column, texts, headings)
    after = column.meaning
    if before.sure or before.assumed or not after.sure or not after.points:
        return
    if column.source >= 0:  # the order of rows tells nothing
        column.meaning = before
    later = [c.meaning for c in table.columns if c.index > column.index and c.meaning.subject == before.subject]
    if any(m.points and (m.points[0] < after.points[0] or len(m.points) > 1) for m in later):
        column.meaning = before


def _years_in_columns(table: Table, headings: Headings) -> list[str]:
    """The school year that a column says of every row, as downloads have it."""
    found = []
    for column in table.columns:
        if column.meaning.name not in headings.words.long_form:
            continue
        held = {shown(c) for c in table.sheet.column(column.index)[table.first :] if not blank(c)}
        found += [text for text in held if len(held) == 1 and headings.says(text).years.school]
    return found


def _with_names(table: Table, headings: Headings) -> None:
    """What the headings leave unsaid, a title or the sheet's name may say, if they do not contradict each other."""
    undated = [t for t in titles(table) if headings.moments.written_date(t)[0] is None]  # a date may be the printing's
    names = {text: headings.title(text) for text in (*undated, table.sheet.name)}
    subjects = {n.subject for n in names.values() if n.subject}
    times = {n.points for n in names.values() if n.points}
    for text, name in names.items():
        if name.kind in {"result", "unknown"} and name != UNKNOWN:
            said = structs.replace(name, subject=name.subject if len(subjects) == 1 else "")
            _with_name(table, text, said if len(times) < 2 else structs.replace(said, points=()), headings)


def _with_kind_alone(table: Table, headings: Headings) -> None:
    """A heading of a kind of result and no subject, as "My assessment": of the one subject that titles name."""
    alone = [c for c in table.columns if c.meaning.name == NO_SUBJECT and c.meaning.notation in headings.words.kinds]
    if not alone or table.results:
        return
    subjects = {s for text in (*titles(table), table.sheet.name) if (s := headings.subject_within(text))}
    for column in alone if len(subjects) == 1 else ():
        column.meaning = structs.replace(column.meaning, kind="result", name="", subject=min(subjects))


def _with_name(table: Table, text: str, name: Meaning, headings: Headings) -> None:
    """What the headings leave unsaid, from what one title or the sheet's name says."""
    letters = [
        c for c in table.columns if c.meaning == UNKNOWN and "".join(tokens(c.heading)) in headings.words.letters
    ]
    if len({*tokens(" ".join(c.heading for c in letters))}) > 1:  # "R" alone may be anything, "R" and "W" are subjects
        for column in letters:
            column.meaning = headings.meaning(f"{column.heading} {text}")
    for column in table.columns:
        meaning = column.meaning
        open_yet = not meaning.points or (meaning.assumed and not meaning.dated and not name.assumed)
        if meaning.kind == "result" and open_yet and name.points:
            wording = name.wording or text
            column.meaning = structs.replace(meaning, points=name.points, sure=name.sure, wording=wording)
            column.meaning = structs.replace(column.meaning, dated=name.dated, assumed=False, by_year=())
        elif meaning.kind == "unknown" and meaning.points and name.subject:
            column.meaning = structs.replace(
                meaning, kind="result", name="", subject=name.subject, sure=len(meaning.points) == 1
            )
