"""Key Stage results that are those of a point in time of Part D, as somebody says.

Pupils who are in Year 3 now had their Key Stage 1 results in July of the school year before; those of Year 2, and the
Key Stage 2 results of Year 6, are of July of this one. Of other year groups such results are earlier.
"""

from msgspec import structs

from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import place_of
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Pair, tokens
from siptui.tracking.vocabulary.levels import Levels

COUNT = "count"


def settle_key_stages(table: Table, rows: Rows, headings: Headings, levels: Levels, asking: Asking) -> set[Pair]:
    """Take such columns for results; those that wait for an answer."""
    waiting: set[Pair] = set()
    had = {(c.meaning.subject, p) for c in table.results for p in c.meaning.points or headings.moments.points}
    for column in table.columns:
        name = column.meaning.name if column.meaning.kind == "left out" else ""
        stage = next((s for s in levels.table.key_stages.values() if s.column == name), None)
        subject = subject_of(column, headings) if stage else ""
        if stage is None or not subject or subject not in headings.subjects:
            continue
        by_year = tuple(
            (year, point)
            for year, point in headings.moments.summers_of(stage.year_group)
            if (subject, point) not in had and _holds_levels(table, rows, column, year, levels)
        )
        years = headings.says(column.heading).years
        by_year = tuple(each for each in by_year if not years or headings.moments.fits(each[1], years))
        if not by_year:
            continue
        answer = _ask(table, column, by_year, headings, asking)
        points = tuple(dict.fromkeys(point for _, point in by_year))
        if answer is None:
            waiting |= {(subject, p) for p in points}
        elif answer == COUNT:
            column.meaning = structs.replace(
                column.meaning,
                kind="result",
                name="",
                subject=subject,
                points=points,
                by_year=by_year,
                sure=True,
                dated=True,
            )
    return waiting


def _ask(
    table: Table, column: Column, by_year: tuple[tuple[int, str], ...], headings: Headings, asking: Asking
) -> str | None:
    said = [f"of Year {year} for {headings.moments.name(point)}" for year, point in by_year]
    key = f"stage:{table.sheet.key}!{column.letters}"
    about = {"sheet": table.sheet.key, "column": column.letters, "heading": " ".join(column.heading.split())}
    return asking.ask(key, "stage", [COUNT, LEAVE_OUT], place_of(table, column), results=" and ".join(said), **about)


def _holds_levels(table: Table, rows: Rows, column: Column, year: int, levels: Levels) -> bool:
    held = table.sheet.column(column.index)
    return any(levels.level(c).points is not None for c in {held[p.row] for p in rows.pupils if p.year == year})


def subject_of(column: Column, headings: Headings) -> str:
    """The subject of a column of a key stage's results: what is left of its heading without these words."""
    words = " ".join(tokens(column.heading))
    phrases = [" ".join(tokens(p)) for p in headings.words.left_out.get(headings.meaning(column.heading).name, ())]
    for phrase in (*sorted(phrases, key=len, reverse=True), *headings.words.key_stage_words):
        words = f" {words} ".replace(f" {phrase} ", " ").strip()
    return headings.meaning(words).subject
