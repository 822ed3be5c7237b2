"""What is shown of a file that is refused: its sheets' own first rows and those that the reason names.

With them comes what their headings say all the same, and which remembered answers hold for the file. It is for the
screen, where somebody may then say what a column means, or take an answer back, and have the file read again.
"""

from collections.abc import Iterator, Mapping, Sequence

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.problem import Problem, Refused
from siptui.sheets.cells import Sheet, blank, letters, plain
from siptui.tracking.preview.first_rows import see_bare, see_table
from siptui.tracking.proposal_types import CellNamed, SheetSeen
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.questions.overrides import SHEET, Overrides
from siptui.tracking.questions.remembered_answers import applying, kinds
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.fingerprint import layout_print
from siptui.tracking.tables.header import find_table
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.vocabulary.kind_table import wordings_of
from siptui.tracking.words.reasons import why

MOST_SHEETS = 40
NO_HEADER, NO_RESULTS = why("no_heading_row_found"), why("no_results_found")
WHO = (("upn",), NAMES)


def glimpse(
    sheets: Sequence[Sheet],
    framework: Framework,
    record: Record,
    answers: Mapping[str, str],
    problems: Sequence[Problem] = (),
) -> tuple[list[SheetSeen], dict[str, str]]:
    """The first sheets and those that `problems` name, and which remembered answers tell of places in the file.

    The sheets are shown as those and `answers` have it, as far as they fit, whatever the reason of the refusal.
    """
    headings = Headings(wordings_of(framework.progress.results), framework)
    remembered = applying(record, lambda: layout_print(sheets, headings))
    known = remembered | dict(answers)
    left_out = {plain(key) for key, answer in known.items() if plain(answer) == LEAVE_OUT}
    seen: list[SheetSeen] = []
    for number, sheet in enumerate(sheets):
        rows = dict(_rows_named(sheet, problems))
        if number >= MOST_SHEETS and not rows:
            continue
        left = why("as_said") if plain(f"{SHEET}{sheet.name}") in left_out else None
        meant = _meant(sheet, headings, known)
        table = find_table(sheet, headings, meant)
        named = [CellNamed(y + 1, letters(x), says) for y, says in rows.items() for x in _who(sheet, table, y)]
        if table is None:
            told = {x: headings.means(meaning) for x, meaning in meant.items()}
            seen.append(see_bare(sheet, left or NO_HEADER, told, named))
            continue
        settle(table, headings, meant)
        means = {(sheet.name, c.letters, c.heading): headings.means(c.meaning) for c in table.columns}
        seen.append(see_table(sheet, table, means, left or (None if table.results else NO_RESULTS), named))
    places = {key: answer for key, answer in remembered.items() if key.partition(":")[0] in kinds().layout}
    return seen, {key: answer for key, answer in places.items() if key not in answers}


def _rows_named(sheet: Sheet, problems: Sequence[Problem]) -> Iterator[tuple[int, str]]:
    """The rows of a sheet (from 0) that problems name, and what these say."""
    for problem in problems:
        if problem.place is None:
            continue
        numbers = [problem.place.row] if problem.place.sheet == sheet.name else []
        other = problem.facts.get("other_row")
        if isinstance(other, int) and problem.facts.get("other_sheet") == sheet.name:
            numbers.append(other)
        yield from ((n - 1, problem.what) for n in numbers if 0 < n <= len(sheet.rows))


def _who(sheet: Sheet, table: Table | None, y: int) -> list[int]:
    """The cells of a row that say who the pupil is; else the first that holds something."""
    held = [x for x, cell in enumerate(sheet.rows[y]) if not blank(cell)]
    for names in WHO if table else ():
        if cells := [x for name in names for x in (table.of(name) if table else ()) if x in held]:
            return cells
    return held[:1] or [0]


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
