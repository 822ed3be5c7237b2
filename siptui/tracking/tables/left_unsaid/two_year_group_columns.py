"""Two columns that give the year group, or the class: last year's and this year's. Which is now's, is asked."""

import re
from collections.abc import Callable, Mapping

from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Place
from siptui.sheets.cells import Cell, blank, number, shown
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import NOTHING_SAID, Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning, tokens
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_class

OTHER_TIME, SCHOOL_YEAR = "other_year_group", "school_year_said"
_SCHOOL_YEAR = re.compile(r"((?:20)?\d\d) ?[-/] ?((?:20)?\d\d)")


def settle_year_columns(
    table: Table, headings: Headings, asking: Asking, meant: Mapping[int, Meaning] = NOTHING_SAID
) -> bool:
    """Keep of columns that contradict each other the one of now; whether somebody must still say which it is.

    That is the one which somebody said (`meant`) holds it, or the only one under this school year.
    """
    _settle_headings(table, headings)
    for name, tell in (("year", year_of_cell), ("class", year_of_class)):
        mine = [c for c in table.columns if c.meaning.kind == "column" and c.meaning.name == name]
        if len(mine) < 2 or (name == "class" and table.of("year")):
            continue
        kept = next((c for c in mine if c.index in meant), None)
        if kept is None:
            if not _differ(table, mine, tell, Totals(table, headings.words)):
                continue
            kept = _of_now(mine, headings) or _ask(table, mine, asking)
        if kept is None:
            return True
        for column in mine:
            if column is not kept:
                column.meaning = Meaning("left out", OTHER_TIME)
    return False


def _settle_headings(table: Table, headings: Headings) -> None:
    """A column headed Year may hold the school year; one headed "Year 2010-11" the year group in it."""
    words = {t for w in headings.words.year_words for t in tokens(w)}
    now = headings.moments.latest_school_year
    for column in table.columns:
        name = column.meaning.name if column.meaning.kind == "column" else ""
        said = column.meaning.kind == "unknown" and not words.isdisjoint(tokens(column.heading))
        if name != "year" and (not said or table.of("year")):
            continue
        below = [c for c in table.sheet.column(column.index)[table.first :] if not blank(c)]
        one = {number(c) for c in below}  # 2010 or 2011 all down is 2010-11 too
        if name and below and (all(_is_school_year(c) for c in below) or one in ({now}, {now + 1})):
            column.meaning = Meaning("left out", SCHOOL_YEAR)
        elif not name and below and all(year_of_cell(c) is not None for c in below):
            column.meaning = Meaning("column", "year")


def _is_school_year(cell: Cell) -> bool:
    found = _SCHOOL_YEAR.fullmatch(shown(cell).strip())
    return found is not None and (int(found[1]) + 1 - int(found[2])) % 100 == 0


def _differ(table: Table, columns: list[Column], tell: Callable[[Cell], int | None], totals: Totals) -> bool:
    """Whether two columns say different year groups of anybody."""
    for y, cells in enumerate(zip(*(table.sheet.column(c.index) for c in columns), strict=True)):
        differ = y >= table.first and len({year for cell in cells if (year := tell(cell)) is not None}) > 1
        if differ and totals.judge(table.sheet.rows[y]) == "no":
            return True
    return False


def _of_now(columns: list[Column], headings: Headings) -> Column | None:
    """The only column whose heading says this school year, where the others say others."""
    said = {c.index: headings.says(c.heading).years.school for c in columns}
    now = [c for c in columns if headings.moments.latest_school_year in said[c.index]]
    return now[0] if len(now) == 1 and all(said.values()) else None


def _ask(table: Table, columns: list[Column], asking: Asking) -> Column | None:
    """The column that somebody says."""
    sheet, by_letters = table.sheet, {c.letters: c for c in columns}
    listed = " and ".join(f"{c.letters} ({quoted(' '.join(c.heading.split()))})" for c in columns)
    place = Place(sheet.name, columns[0].letters, table.first)
    about = {"sheet": sheet.key, "columns": listed}
    answer = asking.ask(f"year:{sheet.key}:column", "year_columns", [*by_letters], place, **about)
    return by_letters.get(answer or "")
