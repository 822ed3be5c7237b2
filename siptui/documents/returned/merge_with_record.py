"""What a file that came back says, merged with the record as it stands: what may be taken, and what clashes.

Documents and workbooks go this one way.
"""

from collections.abc import Mapping

from siptui.documents.identity import Identity, digest_of
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem
from siptui.records.values import Value
from siptui.records.versions.merge import Blank, MergeClash, Merged, merge
from siptui.rules.numbered_rows import holds_something, row_of
from siptui.rules.steps import why_locked


def known_base(file: str, identity: Identity, base: Record | None, problems: list[Problem]) -> Record | None:
    """The record that a file was made from; None, and a problem, where what stood at its revision was another."""
    if base is not None and digest_of(base) == identity.digest:
        return base
    what = f"was made from a revision {identity.revision} that this store does not have"
    do = "what differs from the record as it is now is shown, and who changed it cannot be told"
    facts = {"revision": int(identity.revision)}
    problems.append(Problem(file, what, do, facts=dict(facts), code="base_not_known"))
    return None


def merged_with(
    file: str,
    fields: Fields,
    known: Record | None,
    ours: Record,
    theirs: Mapping[str, Value | None],
    blank: Blank,
    problems: list[Problem],
) -> Merged:
    """The three-way merge of what a file says; `problems` gets what is locked, and where a blank changed nothing."""
    merged = merge(known, ours, theirs, blank)
    _keep_rows_apart(fields, known or {}, merged)
    _leave_locked(fields, ours, merged, problems)
    for path in merged.kept:
        what, do = f"{full_name(fields.framework, fields, path)} was emptied", "--blank erases empties it here too"
        problems.append(Problem(file, what, do, facts={"path": path}, code="blank_kept"))
    return merged


def _keep_rows_apart(fields: Fields, base: Record, merged: Merged) -> None:
    """Of a numbered row that both sides began, all clashes: half of theirs in ours would be nobody's row."""
    rows = [row for clash in merged.clashes if (row := row_of(fields, clash.path))]
    both = {row.place for row in rows if not holds_something(base, row)}
    for change in list(merged.changes):
        row = row_of(fields, change.path)
        if row and row.place in both:
            merged.changes.remove(change)
            merged.clashes.append(MergeClash(change.path, None, None, change.new))


def _leave_locked(fields: Fields, ours: Record, merged: Merged, problems: list[Problem]) -> None:
    """What is locked is said, and not proposed."""
    for change in list(merged.changes):
        if problem := why_locked(fields, ours, change.path):
            merged.changes.remove(change)
            problems.append(problem)
    for clash in list(merged.clashes):
        if problem := why_locked(fields, ours, clash.path):
            merged.clashes.remove(clash)
            problems.append(problem)
