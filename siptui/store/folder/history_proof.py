"""Proof that a school's history is whole, and leads to just the record that the school has."""

from pathlib import Path

from siptui.records.change import Edit, Record, apply
from siptui.records.undo import inverse
from siptui.store.faults import MEND, Damaged
from siptui.store.folder import segments
from siptui.store.folder.history import before, ending, heading, opened
from siptui.store.format import edit_lines
from siptui.store.format.edit_lines import Heading, edits_in, joins, line
from siptui.store.format_version import FORMAT
from siptui.store.school import School

THOROUGH = 16
"""Segments up to which every edit is made again; of some 500 KB of lines each."""
AT_A_TIME = 32
"""Segments that one of the two readers takes on at a time."""


def leads_to(path: Path, found: School) -> bool:
    """Whether a school's history has every Edit, and these and its latest give just the record that it has.

    All of it is made again, unless it is very long: then its segments are proven to be as they were written, and what
    came after them to lead from the record that they ended with. Raises Damaged, StoreFault.
    """
    try:
        begun = heading(path)
    except FileNotFoundError:
        begun = Heading(FORMAT)
    if begun.segments <= THOROUGH:
        return makes_again(path, found)
    return _follows(path, begun, found, _checked(path, begun))


def makes_again(path: Path, found: School) -> bool:
    """Whether every edit of a history, made again, leads to just the record that the school has. Raises as above."""
    return edit_lines.leads_to(before(path, found.revision), found)


def _checked(path: Path, begun: Heading) -> str:
    """The digest of the record that the segments end with, each read whole, two at a time. Raises Damaged."""

    from concurrent.futures import ThreadPoolExecutor  # long in loading, and long histories are few

    def look(first: int) -> list[segments.About]:
        found: list[segments.About] = []
        for number in range(first, min(first + AT_A_TIME, begun.segments + 1)):
            try:
                found.append(segments.read(path, begun.era, number)[0])
            except FileNotFoundError:
                raise Damaged(segments.place(path, begun.era, number), "is missing", MEND) from None
        return found

    at, record = 0, ""
    with ThreadPoolExecutor(2) as readers:
        for some in readers.map(look, range(1, begun.segments + 1, AT_A_TIME)):
            for about in some:
                if about.first <= at or about.last < about.first:
                    raise Damaged(path, f"has lost edits: {at + 1} should come next, and {about.first} does", MEND)
                at, record = about.last, about.record
    if at != begun.until:
        raise Damaged(path, f"has lost edits: its segments should end at edit {begun.until} and end at {at}", MEND)
    return record


def _follows(path: Path, begun: Heading, found: School, record: str) -> bool:
    """Whether a school's record, with all taken back that came after the segments, is the one that they ended with."""
    with opened(path) as file:
        after = [edit for edit in edits_in(path, file, packed=False) if edit.revision < found.revision]
    after.append(found.last)
    at = begun.until
    for edit in after:
        if not joins(at, edit):
            return False
        at = edit.revision
    standing: Record = found.values
    for edit in reversed(after):
        if any(standing.get(change.path) != change.new for change in edit.changes):
            return False
        standing = apply(standing, inverse(edit))
    return at == found.revision and segments.digest(standing) == record


def ends_well(path: Path, last: Edit) -> bool:
    """Whether nothing follows the last whole line, but for a beginning of `last` that a dying writer left there."""
    try:
        with opened(path) as file:
            return line(last).startswith(ending(path, file.fileno(), 1)[-1])
    except FileNotFoundError:
        return True
