"""Two columns that give the year group, or the class: last year's and this year's. Which is now's, is asked."""

from collections.abc import Callable, Mapping

from siptui.records.control_marks import quoted
from siptui.records.problem import Place
from siptui.sheets.cells import Cell
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import NOTHING_SAID, Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_class

OTHER_TIME = "other_year_group"


def settle_year_columns(
    table: Table, headings: Headings, asking: Asking, meant: Mapping[int, Meaning] = NOTHING_SAID
) -> bool:
    """Keep of columns that contradict each other the one of now; whether somebody must still say which it is.

    That is the one which somebody said (`meant`) holds it, or the only one under this school year.
    """
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
