"""Columns that say of a row what it holds, though their headings do not say so: subjects, or what is a target.

Below "Assessment" may stand when a result was taken, and may stand its subject. Below "Type", or below nothing, may
stand "Target" and "Actual" in two rows of a pupil, who would count as two.
"""

from collections.abc import Iterable

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import blank, letters, shown
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning, tokens

MOST = 6  # different values of a column that tells rows apart
ALL = "all of them"


def settle_aspects(table: Table, headings: Headings) -> set[int]:
    """Take a column for that of the subjects whose every value names one and no time; which column that is."""
    if table.of("subject") or table.results:
        return set()  # beside "Reading" the subjects may be those of a pupil's extra lessons
    for column in table.columns:
        if column.meaning.name == "time" or column.meaning.kind == "unknown":
            said = [headings.meaning(value) for value in _values(table, column)]
            if any(m.kind == "result" for m in said) and all(m.subject and not m.points for m in said):
                column.meaning = Meaning("column", "subject")
                return {column.index}
    return set()


def settle_kinds(table: Table, headings: Headings, asking: Asking) -> list[int] | None:
    """Leave in a table the rows that somebody says count, where a column tells kinds apart; None while it is asked.

    Gives the rows that do not count, which are blank then.
    """
    for column in table.columns:
        if column.meaning.kind != "unknown" and column.meaning.name != "kind":
            continue
        values = _values(table, column)
        dates = all(headings.meaning(v).points for v in values) and all(c.meaning.points for c in table.results)
        if dates or not 2 <= len(values) <= MOST or not _tell_kinds(values, headings):
            continue
        sheet, x = table.sheet, column.index
        choices, place = [*values, ALL, LEAVE_OUT], Place(sheet.name, letters(x), 1)
        about = {"sheet": sheet.key, "column": letters(x), "values": ", ".join(values)}
        answer = asking.ask(f"column:{sheet.key}!{letters(x)}:rows", "kinds", choices, place, **about)
        if answer is None or answer == ALL:
            return None if answer is None else []
        others = [y for y in range(table.first, len(sheet.rows)) if table.sheet.text(y, x) not in {"", answer}]
        gone = set(others)
        rows = [[""] * len(row) if y in gone else row for y, row in enumerate(sheet.rows)]
        table.sheet = structs.replace(sheet, rows=rows)
        return others
    return []


def _tell_kinds(values: Iterable[str], headings: Headings) -> bool:
    """Whether every value says what kind of result a row holds, or when it was taken: "Target", "TA", "Dec 10"."""
    kinds = {*headings.words.sheet_left_out}
    known = {" ".join(tokens(w)) for w in (*headings.words.about_results, *headings.words.filler)}
    return all(
        " ".join(tokens(v)) in known
        or headings.meaning(v).points
        or (len(tokens(v)) < 4 and not kinds.isdisjoint(headings.says(v).left_out))
        for v in values
    )


def _values(table: Table, column: Column) -> list[str]:
    """The different texts of a column, in their order."""
    cells = dict.fromkeys(table.sheet.column(column.index)[table.first :])
    return list(dict.fromkeys(shown(c).strip() for c in cells if isinstance(c, str) and not blank(c)))
