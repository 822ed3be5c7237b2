"""Pupils of year groups that a school of its phase has not: whether the file is this school's at all, is asked."""

from siptui.records.problem import Place
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.pupils.on_two_sheets import Read
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.words.reasons import why

COUNT = "count"
KEY = "phase"


def settle_phase(read: list[Read], years: list[int], mine: list[int], phase: str, asking: Asking) -> bool:
    """Leave such pupils out, if somebody says so; whether nobody has said it yet.

    `years` are Part D's, `mine` those of them that a school of this phase has.
    """
    others = set(years) - set(mine)
    found = [(table, pupil) for table, rows in read for pupil in rows.pupils if pupil.year in others and table.results]
    if not found:
        return False
    table, first = found[0]
    said = ", ".join(f"Year {year}" for year in sorted({p.year for _, p in found if p.year is not None}))
    place = Place(table.sheet.name, "A", table.sheet.line(first.row))
    answer = asking.ask(KEY, "phase", [COUNT, LEAVE_OUT], place, years=said, phase=phase)
    for each, rows in read if answer == LEAVE_OUT else ():
        gone = [p for p in rows.pupils if p.year in others]
        rows.pupils = [p for p in rows.pupils if p.year not in others]
        rows.left_out += [NotCounted(each.sheet.name, each.sheet.line(p.row), "", "", why("other_phase")) for p in gone]
    return answer is None
