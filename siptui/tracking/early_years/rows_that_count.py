"""What of a profile sheet is not of Reception's pupils now: rows of another time or kind, or below another heading.

And a second column headed as a scale is.
"""

from siptui.records.problem import Place
from siptui.sheets.cells import blank, letters, number
from siptui.tracking.early_years.profile_sheets import ProfileSheet
from siptui.tracking.pupils.pupil_rows import Pupil
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.vocabulary.profile_table import profile_table
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_heading

COUNT = "count"
MOST = 6  # values of a column that are choices


def of_one_time(table: Table, pupils: list[Pupil], headings: Headings, asking: Asking) -> list[Pupil] | None:
    """The pupils' rows of one term, or of what is actual, where a column tells them apart; None while that is asked."""
    for x in (*table.of("time"), *table.of("kind")):
        said = {p.row: table.sheet.text(p.row, x) for p in pupils}
        values = [v for v in dict.fromkeys(said.values()) if v]
        if len(values) < 2 or all(headings.says(v).years.school for v in values):
            continue  # school years are asked about with every table
        name, some = table.sheet.name, ", ".join(values[:MOST])
        choices = [*values, LEAVE_OUT] if len(values) <= MOST else [COUNT, LEAVE_OUT]
        key, place = f"profile:{name}!{letters(x)}", Place(name, letters(x), table.first)
        answer = asking.ask(key, "profile_rows", choices, place, sheet=name, column=letters(x), values=some)
        if answer is None:
            return None
        pupils = [p for p in pupils if answer in (COUNT, said[p.row])]
    return pupils


def one_column_each(
    found: ProfileSheet, columns: dict[str, int], names: dict[str, str], asking: Asking
) -> dict[str, int] | None:
    """A profile's columns; of two headed alike with scale points the one that somebody says, None while it is asked."""
    table, settled, is_open = found.table, dict(columns), False
    most = profile_table().most_points
    spare = next((found.spare.get(wording, {}) for wording, mine in found.sets.items() if mine == columns), {})
    for scale, x in spare.items():
        values = [number(c) for c in table.sheet.column(x)[table.first :] if not blank(c)]
        if not values or any(v is None or not v.is_integer() or not 0 <= v <= most for v in values):
            continue
        name, both = table.sheet.name, {letters(each): each for each in sorted((columns[scale], x))}
        about = {"sheet": name, "columns": " and ".join(both), "scale": names[scale]}
        place = Place(name, letters(x), table.first)
        answer = asking.ask(f"profile:{name}:{scale}", "profile_columns", [*both], place, **about)
        is_open = is_open or answer is None
        settled[scale] = both.get(answer or "", settled[scale])
    return None if is_open else settled


def year_of_setting(text: str) -> int | None:
    """The year group of a class or sheet of the Foundation Stage: "FS1", "F2 Oak"; none in a bare number."""
    words = tokens(text)[:2]
    return year_of_cell(" ".join(words)) if len(words) > 1 and words[0].isalpha() and words[1].isdigit() else None


def year_by_heading(table: Table, pupils: list[Pupil]) -> dict[int, int]:
    """By row, the year group that the nearest heading above says, between the pupils: "Nursery", "Year 1"."""
    rows = {p.row for p in pupils}
    found: dict[int, int] = {}
    year = None
    for y in range(table.first, max(rows, default=-1) + 1):
        filled = [c for c in table.sheet.rows[y] if not blank(c)]
        if y not in rows and len(filled) == 1 and (said := year_of_heading(filled[0], alone=True)) is not None:
            year = said
        elif y in rows and year is not None:
            found[y] = year
    return found
