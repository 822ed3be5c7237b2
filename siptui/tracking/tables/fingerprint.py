"""By what a layout is known again."""

from collections.abc import Iterable

from siptui.sheets.cells import Sheet, letters, plain
from siptui.tracking.tables.header import find_table
from siptui.tracking.vocabulary.headings import Headings


def layout_print(sheets: Iterable[Sheet], headings: Headings) -> str:
    """A fingerprint of where the tables of a file stand and what their columns are headed."""
    lines = []
    for sheet in sheets:
        table = find_table(sheet, headings)
        columns = [f"{letters(c.index)} {plain(c.heading)}" for c in table.columns] if table else []
        lines.append("\n".join([f"{sheet.name} {sheet.hidden} {table.top if table else ''}", *columns]))
    from hashlib import sha256  # long in loading, and rarely needed

    return sha256("\n\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
