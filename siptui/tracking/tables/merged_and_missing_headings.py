"""What stands under a table's headings and is no pupil's: columns that share a merged heading, words below it.

Also columns of values without any heading, which may be more pupils and more results.
"""

from siptui.sheets.cells import blank, cell_at, number, plain, shown
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.vocabulary.levels import Levels, levels_of_all

NO_HEADING = Meaning("unknown", "no_heading")
SUBJECT = "Subject"
FEW = 2  # rows that a block without headings must have to look like a table


def spread(table: Table, below: list[dict[int, str]]) -> None:
    """Give each column that holds something its part of a heading merged over several.

    In a sheet without merges, a heading also reaches over the blanks that have words below them.
    """
    headed = {c.index for c in table.columns}
    merges = table.sheet.merges
    added = []
    for column in table.columns:
        ends = [right for top, left, last, right in merges if top < table.first <= last + 1 and left == column.index]
        reach = max(ends, default=column.index)
        if not merges and column.meaning.kind == "result":
            while reach + 1 not in headed and any(reach + 1 in line for line in below):
                reach += 1
        for x in range(column.index + 1, reach + 1):
            if x not in headed and _filled(table, x):
                added.append(Column(x, column.heading, column.meaning))
    table.columns = sorted([*table.columns, *added], key=lambda c: c.index)


def doubt(table: Table, below: list[dict[int, str]], headings: Headings) -> None:
    """Mark the columns of results with words under the heading that are not understood."""
    levels = levels_of_all(headings.words.results)
    for column in table.results:
        for line in below:
            text = line.get(column.index, "")
            if not any(c.isalpha() for c in text) or levels.is_level_text(text) or text in column.heading:
                continue
            if headings.meaning(f"{column.heading} {text}").kind != "result":
                column.doubt = text


def add_unheaded(table: Table, results: str = "") -> bool:
    """List the columns that hold values under no heading; whether they look like more pupils with `results`."""
    headed = {c.index for c in table.columns}
    width = max((len(row) for row in table.sheet.rows), default=0)
    bare = [x for x in range(width) if x not in headed and _filled(table, x)]
    table.columns = sorted([*table.columns, *(Column(x, "", NO_HEADING) for x in bare)], key=lambda c: c.index)
    levels = levels_of_all(results)
    worded = {x: _rows(table, x, levels, results=False) for x in bare}
    valued = {x: _rows(table, x, levels, results=True) for x in bare}
    right = max((c.index for c in table.results), default=0)
    return any(
        x > right and len(worded[x] & valued[other]) >= FEW
        for x in bare
        for other in bare
        if other > x and valued[other]
    )


def find_subjects(table: Table, headings: Headings) -> None:
    """Where no subject is named over results: a column without a heading that holds nothing but names of subjects."""
    if table.results or not any(c.meaning.points for c in table.columns):
        return
    for column in table.columns:
        cells = table.sheet.column(column.index)[table.first :] if column.meaning == NO_HEADING else ()
        texts = {shown(c) for c in cells if not blank(c)}
        said = [headings.meaning(t) for t in texts if plain(t) not in headings.words.letters]
        if len(texts) > 1 and all(m.subject and not m.points for m in said):
            column.heading, column.meaning = SUBJECT, headings.meaning(SUBJECT)


def _filled(table: Table, x: int) -> bool:
    return any(not blank(cell_at(row, x)) for row in table.sheet.rows[table.first :])


def _rows(table: Table, x: int, levels: Levels, results: bool) -> set[int]:
    """The rows in which a column holds what may be a result; or words that are none."""
    found = set()
    for y, row in enumerate(table.sheet.rows[table.first :]):
        if not blank(cell_at(row, x)):
            result = number(row[x]) is not None or levels.is_level_text(row[x])
            if result is results and (results or isinstance(row[x], str)):
                found.add(y)
    return found
