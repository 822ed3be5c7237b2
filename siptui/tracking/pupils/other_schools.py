"""Rows of several schools or school years in one table: whose averages are wanted is asked."""

from siptui.records.problem import Place
from siptui.sheets.cells import letters, plain, shown
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings

ALL = "all of them"
OF_ANOTHER = "of_another_school"
MOST = 12  # that are offered


def rows_apart(table: Table, pupils: list[int], headings: Headings, asking: Asking) -> tuple[set[int], bool]:
    """The rows of pupils that are another school's or another school year's; and whether that is still asked."""
    apart: set[int] = set()
    still_asked = False
    times = [] if table.sheet.origins else table.of("time")
    for x in (*table.of("school"), *times):
        cells = table.sheet.column(x)
        said = {y: shown(cells[y]).strip() for y in pupils if plain(shown(cells[y]))}
        if x in times:
            said = {y: text for y, text in said.items() if headings.moments.years(plain(text), []).school}
        choices = list({plain(text): text for text in said.values()}.values())
        if len(choices) < 2:
            continue
        column, sheet = letters(x), table.sheet
        about = {"sheet": sheet.key, "column": column, "values": ", ".join(choices[:MOST])}
        place = Place(sheet.name, column, sheet.line(min(said)))
        answer = asking.ask(f"whose:{sheet.key}!{column}", "whose", [*choices[:MOST], ALL], place, **about)
        still_asked = still_asked or answer is None
        if answer != ALL:
            apart |= {y for y, text in said.items() if plain(text) != plain(answer or "")}
    return apart, still_asked
