"""What a school's history says of a file that was read: whether it was imported before, and which pupils are known."""

from collections.abc import Iterable, Sequence
from datetime import date

from siptui.records.change import Edit
from siptui.records.source import Source
from siptui.tracking.proposal_types import TrackingProposal

MANY = 10  # one in so many pupils who have moved up or down two year groups or more is a warning


def compare_with(edits: Iterable[Edit], found: TrackingProposal) -> TrackingProposal:
    """Say in a proposal, which is given back, what a school's `edits` (oldest first) know of its file and pupils."""
    history = list(edits)
    found.again = again(history, found.sha256)
    if found.provenance:
        found.notes += [n for n in known_pupils(history, found.provenance) if n not in found.notes]
    return found


def again(edits: Sequence[Edit], sha256: str) -> str:
    """ "imported before, on 3 May 2011 by jb" of a file that was; else ""."""
    for edit, source, stands in reversed(_imports(edits)):
        if sha256 and source.sha256 == sha256:
            since = "" if stands else ", and taken back since"
            return f"imported before, on {day_of(edit)} by {edit.who}{since}"
    return ""


def day_of(edit: Edit) -> str:
    """The day of an edit, as "3 May 2011"."""
    try:
        on = date.fromisoformat(edit.when[:10])
    except ValueError:
        return "a day that is not known"
    return f"{on.day} {on:%B %Y}"


def known_pupils(edits: Sequence[Edit], source: Source) -> list[str]:
    """How many pupils the last import had too, how many are new and how many gone, of the year groups in both."""
    last = next((s for _, s, stands in reversed(_imports(edits)) if stands and s.pupils), None)
    if last is None or not source.pupils:
        return []
    before = {h: int(year) for year, hashes in last.pupils.items() for h in hashes}
    now = {h: int(year) for year, hashes in source.pupils.items() for h in hashes}
    same = before.keys() & now.keys()
    new = sum(1 for h, year in now.items() if h not in before and str(year) in last.pupils)
    gone = sum(1 for h, year in before.items() if h not in now and str(year) in source.pupils)
    notes = [f"pupils of the last import ({last.file}): {len(same)} are here again, {gone} have gone, {new} are new"]
    jumped = sum(1 for h in same if abs(before[h] - now[h]) > 1)
    if jumped * MANY >= max(1, len(same)):
        what = "are more than one year group away from where the last import had them: is this the right file?"
        notes.append(f"{jumped} of {len(same)} pupils {what}")
    return notes


def _imports(edits: Sequence[Edit]) -> list[tuple[Edit, Source, bool]]:
    """Every import, oldest first, and whether it has not been taken back."""
    undone: set[int] = set()
    for edit in edits:
        if edit.why == "undo":
            undone.add(edit.of)
        elif edit.why == "redo":
            undone.discard(edit.of)
    return [(e, e.source, e.revision not in undone) for e in edits if e.source]
