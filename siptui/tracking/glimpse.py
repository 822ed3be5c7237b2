"""What is shown of a file that is refused: its sheets' own first rows, and what their headings say all the same.

It is for the screen, where somebody may then say what a column means and have the file read again.
"""

from collections.abc import Mapping, Sequence

from siptui.framework import Framework
from siptui.records.problem import Refused
from siptui.sheets.cells import Sheet, plain
from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.data import wordings
from siptui.tracking.headings import Headings, Meaning
from siptui.tracking.layout import find_table
from siptui.tracking.overrides import AS_SAID, SHEET, Overrides
from siptui.tracking.preview import SheetSeen, see_bare, see_table
from siptui.tracking.surroundings import settle

MOST_SHEETS = 40
NO_HEADER = "no heading row for pupils was found"
NO_RESULTS = "pupils, but no results in a subject at a time"


def glimpse(sheets: Sequence[Sheet], framework: Framework, answers: Mapping[str, str]) -> list[SheetSeen]:
    """The first sheets, whatever the reason of the refusal; under `answers`, those that fit."""
    headings = Headings(wordings(), framework)
    left_out = {plain(key) for key, answer in answers.items() if plain(answer) == LEAVE_OUT}
    seen: list[SheetSeen] = []
    for sheet in sheets[:MOST_SHEETS]:
        left = f"left out, {AS_SAID}" if plain(f"{SHEET}{sheet.name}") in left_out else ""
        meant = _meant(sheet, headings, answers)
        table = find_table(sheet, headings, meant)
        if table is None:
            seen.append(
                see_bare(sheet, left or NO_HEADER, {x: _words(meaning, headings) for x, meaning in meant.items()})
            )
            continue
        settle(table, headings, meant)
        means = {(sheet.name, c.letters, c.heading): _words(c.meaning, headings) for c in table.columns}
        seen.append(see_table(sheet, table, means, left or ("" if table.results else NO_RESULTS)))
    return seen


def _meant(sheet: Sheet, headings: Headings, answers: Mapping[str, str]) -> dict[int, Meaning]:
    """What somebody said that columns of the sheet mean."""
    found: dict[int, Meaning] = {}
    for key, answer in answers.items():
        said = Overrides(Asking(sheet.name, {key: answer}), headings)
        try:
            said.check([sheet])
        except Refused:  # of another sheet, or it does not fit
            continue
        found |= said.columns(sheet.name)
    return found


def _words(meaning: Meaning, headings: Headings) -> str:
    """What a column was understood to mean."""
    if meaning.kind == "column":
        return headings.words.names.get(meaning.name, meaning.name)
    if meaning.kind == "result":
        return f"{meaning.subject} {meaning.points[0] if len(meaning.points) == 1 else '(at no single time)'}"
    return f"{meaning.name} (left out)"
