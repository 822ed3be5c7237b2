"""Why a pupil is in no average: no year group is known, or one that Part D has not."""

from siptui.sheets.cells import shown
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.pupils.pupil_rows import Pupil, Rows
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.year_names import year_of_cell
from siptui.tracking.words.reasons import Why, why


def without_year(table: Table, rows: Rows, pupil: Pupil, years: list[int]) -> NotCounted:
    """What is said of such a pupil; `years` are Part D's."""
    asked = rows.year_open and pupil.year is None
    reason = why("year_group_asked") if asked else _why(table, pupil, years)
    return NotCounted(table.sheet.name, table.sheet.line(pupil.row), "", _value(table, pupil.row), reason)


def _value(table: Table, row: int) -> str:
    for x in table.of("year") or table.of("class"):
        return shown(table.sheet.cell(row, x))
    return ""


def _why(table: Table, pupil: Pupil, years: list[int]) -> Why:
    value = _value(table, pupil.row).strip()
    if pupil.year is None:
        return why("no_single_year_group", value=value) if value else why("no_year_group")
    code = "year_group_outside_now" if year_of_cell(value) not in {None, pupil.year} else "year_group_outside"
    has = f"years {years[0]} to {years[-1]}" if years else "no year groups"
    return why(code, value=value or table.sheet.name, year=pupil.year, years=has)
