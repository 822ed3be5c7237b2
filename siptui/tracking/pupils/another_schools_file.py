"""A file whose name or title is another school's of the caseload: whose results it holds is asked."""

from collections.abc import Collection
from pathlib import PurePath

from siptui.records.change import Record
from siptui.records.problem import Place
from siptui.sheets.cells import Sheet, letters
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.pupils.on_two_sheets import Read
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.school_names import another_named
from siptui.tracking.words.reasons import why

OURS = "of this school"
TITLES = 6  # rows at the top of a sheet that may say whose it is


def ask_whose_file(
    sheets: list[Sheet], file: str, record: Record, others: Collection[str], headings: Headings, asking: Asking
) -> str | None:
    """OURS or LEAVE_OUT, as somebody says; None while it is asked. OURS too where there is nothing to ask."""
    own = str(record.get("school/name") or "")
    if not own or not others:
        return OURS
    places: dict[str, Place] = {}
    for sheet in sheets:
        places.setdefault(sheet.name, Place(sheet.name, "A", 1))
        for y, row in enumerate(sheet.rows[:TITLES]):
            for x, cell in enumerate(row):
                if isinstance(cell, str) and " " in cell.strip():
                    places.setdefault(cell.strip(), Place(sheet.name, letters(x), y + 1))
    found = another_named(
        PurePath(file).stem, places, own, others, frozenset(headings.words.words_of_schools), headings
    )
    if found is None:
        return OURS
    place = places.get(found.text) or next(iter(places.values()), Place(file, "A", 1))
    return asking.ask("school", "school", [OURS, LEAVE_OUT], place, said=found.text, school=found.school)


def settle_whose_file(read: list[Read], answer: str | None) -> None:
    """Have none of the pupils count where the file is another school's, or while that is asked."""
    for table, rows in read:
        rows.rows_open = rows.rows_open or answer is None
        if answer == LEAVE_OUT:
            name, line = table.sheet.name, table.sheet.line
            rows.left_out += [NotCounted(name, line(p.row), "", "", why("other_school")) for p in rows.pupils]
            rows.pupils = []
