"""import of a document of ours that came back: what it proposes, its clashes and comments, and on yes its changes."""

from pathlib import Path
from typing import Any

import click
from msgspec import structs

from siptui.cli.printing import agreed, complain, counted, say, say_json
from siptui.cli.streams import made
from siptui.documents.identity import SCHEMA, START, Identity, identity_of
from siptui.documents.returned.document_read import DocumentRead
from siptui.documents.returned.proposal import DocumentProposal, document_proposal
from siptui.intake.read_in_child import read_document
from siptui.records.change import Record
from siptui.records.paths_in_words import full_name, in_words
from siptui.records.problem import Fact, Problem, Refused
from siptui.records.typed_and_shown import moment
from siptui.records.values import Value
from siptui.records.versions.merge import Blank, Choice, Merged, resolved
from siptui.store.store import Store


def import_document(
    store: Store,
    school_id: str | None,
    file: Path,
    dry_run: bool,
    yes: bool,
    answers: tuple[str, ...],
    blank: Blank,
    json_: bool,
) -> None:
    """Read a document that came back, say what it would change, and on yes change it.

    Raises Refused for one that is none of ours, or of another school; leaves with status 1 while a clash is open.
    """
    read = read_document(file)
    identity = _identity(store, file, read, school_id)
    school = store.load(identity.subject)
    base: Record | None = None
    if int(identity.revision) <= school.revision:
        base = store.as_of(school.id, int(identity.revision))
    proposal = document_proposal(file.name, read, identity, store.fields, school.values, base, blank)
    merged = resolved(proposal.merged, _choices(answers, proposal.merged))
    if json_:
        _say_wrong(proposal)
        say_json(_as_json(store, proposal, merged))
    else:
        _tell(store, proposal, merged)
    if merged.clashes:
        raise click.exceptions.Exit(1)
    if dry_run:
        return
    if merged.changes and not yes and not agreed(f"Make {counted(len(merged.changes), 'change')}?"):
        raise Refused(Problem(file.name, "nothing was changed", "add --yes to make these changes", code="not_agreed"))
    edit = store.change(school.id, merged.changes, f"imported from {file.name}") if merged.changes else None
    made()
    if not json_:
        say(
            f"{school.id}: {counted(len(edit.changes), 'answer')} changed"
            if edit
            else f"{school.id}: nothing to change"
        )


def _identity(store: Store, file: Path, read: DocumentRead, school_id: str | None) -> Identity:
    """What the document is. Raises Refused for one that is none of this store's, or is of another school."""
    identity = identity_of(read.properties)
    if identity is None and read.properties.get(f"{START}schema") == SCHEMA:
        raise _refused(
            file, "was written by a newer siptui", "ask for siptui to be brought up to date", "newer_document"
        )
    if identity is None:
        do = "send out the note with `siptui export note`, and have that file filled in and sent back"
        raise _refused(file, "is no document that siptui wrote, or has lost what says so", do, "document_not_ours")
    if identity.subject not in store.subjects():
        what = f"is of {identity.subject[:80] or 'no school'!r}, which is not in this store"
        raise _refused(file, what, "check which store it came from", "other_store", subject=identity.subject[:80])
    if school_id and identity.subject != school_id:
        what = f"is of {identity.subject}, and not of {school_id}"
        raise _refused(file, what, "name that school, or choose another file", "other_school", subject=identity.subject)
    if identity.framework != store.framework.name:
        what = f"was made under the forms {identity.framework[:80]!r}, and this store has {store.framework.name!r}"
        raise _refused(file, what, "type in by hand what the school changed", "other_framework")
    return identity


def _choices(answers: tuple[str, ...], merged: Merged) -> dict[str, Choice]:
    """`PATH=ours|theirs`, each of a clash that there is. Raises Refused."""
    clashing = {clash.path for clash in merged.clashes}
    found: dict[str, Choice] = {}
    for answer in answers:
        path, _, choice = answer.rpartition("=")
        path = path.strip().strip("/")
        if choice not in ("ours", "theirs"):
            do = "give it as PATH=ours or PATH=theirs"
            raise Refused(Problem(f"--answer {answer[:120]}", "names neither side", do, code="no_such_choice"))
        if path not in clashing:
            do = f"there clash: {', '.join(sorted(clashing)[:5])}" if clashing else "leave it out: nothing clashes"
            raise Refused(Problem(f"--answer {path[:120]}", "is no clash of this document", do, code="no_such_clash"))
        found[path] = "ours" if choice == "ours" else "theirs"
    return found


def _say_wrong(proposal: DocumentProposal) -> None:
    for problem in proposal.problems:
        complain(problem.line())


def _tell(store: Store, proposal: DocumentProposal, merged: Merged) -> None:
    """Say what is wrong, what would change, what clashes and what the school says."""
    _say_wrong(proposal)

    def named(path: str) -> str:
        return full_name(store.framework, store.fields, path)

    def words(path: str, value: Value | None) -> str:
        return in_words(store.fields, path, value).replace("\n", " / ")

    said = f"{counted(len(merged.changes), 'answer')} would change" if merged.changes else "nothing would change"
    say(f"{proposal.subject}, made from revision {proposal.revision}: {said}")
    for change in merged.changes:
        say(f"  {named(change.path)}")
        say(f"    now:    {words(change.path, store.load(proposal.subject).values.get(change.path))}")
        say(f"    theirs: {words(change.path, change.new)}")
    for clash in merged.clashes:
        say(f"  changed on both sides: {named(clash.path)}")
        if proposal.three_way:
            say(f"    it was: {words(clash.path, clash.base)}")
        say(f"    ours:   {words(clash.path, clash.ours)}")
        say(f"    theirs: {words(clash.path, clash.theirs)}")
        say(f"    answer with --answer '{clash.path}=ours' or --answer '{clash.path}=theirs'")
    for path, comment in proposal.comments:
        when = f", {moment(comment.when)}" if comment.when else ""
        where = f" on {named(path)}" if path else ""
        say(f"  {comment.author or 'somebody'}{when}{where}: {' '.join(comment.text.split())}")


def _as_json(store: Store, proposal: DocumentProposal, merged: Merged) -> dict[str, Any]:
    def where(path: str) -> str:
        return full_name(store.framework, store.fields, path) if path else ""

    return {
        "kind": proposal.kind,
        "subject": proposal.subject,
        "revision": proposal.revision,
        "three_way": proposal.three_way,
        "changes": [{"path": c.path, "old": c.old, "new": c.new, "where": where(c.path)} for c in merged.changes],
        "clashes": [{**structs.asdict(c), "where": where(c.path)} for c in merged.clashes],
        "comments": [
            {"path": path, "author": c.author, "when": c.when, "text": c.text, "where": where(path)}
            for path, c in proposal.comments
        ],
        "problems": proposal.problems,
        "questions": [],
    }


def _refused(file: Path, what: str, do: str, code: str, **facts: Fact) -> Refused:
    return Refused(Problem(file.name, what, do, facts=facts, code=code))
