"""import of a document or workbook of ours that came back: what it proposes, its clashes and comments, and on yes its
changes.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from siptui.cli.printing import agreed, complain, counted, say, say_json
from siptui.cli.streams import made
from siptui.documents.returned.comments_to_keep import CommentRead
from siptui.documents.returned.document_read import is_named_as_document
from siptui.documents.returned.in_store import Returned
from siptui.intake.came_back import came_back
from siptui.intake.read_in_child import read_sheets
from siptui.records.change import Change
from siptui.records.paths_in_words import full_name, in_words
from siptui.records.problem import Problem, Refused
from siptui.records.proposal import Question
from siptui.records.typed_and_shown import moment
from siptui.records.values import Value
from siptui.records.versions.merge import Blank, Choice, MergeClash, Merged, resolved
from siptui.sheets.cells import Sheet
from siptui.store.store import Store

SIDES = ("ours", "theirs")


def import_returned(
    store: Store,
    school_id: str | None,
    file: Path,
    blank: Blank,
    sheets: Sequence[Sheet] = (),
    *,
    kind: str = "",
    password: str = "",
    answers: tuple[str, ...] = (),
    **how: Any,
) -> None:
    """Read a file that came back, the `sheets` of a workbook perhaps already, say what it would change, and change it.

    Of `answers` those that choose a side are of clashes, the others of questions. Raises as `take_over`.
    """
    sides = tuple(each for each in answers if each.rpartition("=")[2].strip() in SIDES)
    told = {key.strip(): value.strip() for key, _, value in (e.rpartition("=") for e in answers if e not in sides)}
    if told and not is_named_as_document(file):
        sheets = sheets or read_sheets(file, password)
        asked = came_back(store, file, school_id, blank, sheets=sheets, kind=kind).proposal.questions
        _check_answers(told, asked)
    else:
        sides = answers
    back = came_back(store, file, school_id, blank, sheets=sheets, kind=kind, password=password, answers=told)
    take_over(store, file, back, answers=sides, **how)


def _check_answers(told: Mapping[str, str], asked: Sequence[Question]) -> None:
    """Raises Refused for an answer to what is not asked, or that is none of the choices."""
    choices = {each.key: each.choices for each in asked}
    for key, value in told.items():
        if key not in choices:
            do = f"it asks: {', '.join(choices)[:300]}" if choices else "give it as PATH=ours or PATH=theirs"
            raise Refused(Problem(f"--answer {key[:120]}", "is nothing that is asked", do, code="no_such_question"))
        if value not in choices[key]:
            do = f"one of: {', '.join(choices[key])}"
            raise Refused(Problem(f"--answer {key[:120]}", f"cannot be {value[:80]!r}", do, code="no_such_choice"))


def take_over(
    store: Store, file: Path, back: Returned, dry_run: bool, yes: bool, answers: tuple[str, ...], json_: bool
) -> None:
    """Say what a file that came back would change, and on yes change it.

    Raises Refused for one that is none of ours, or of another school; leaves with status 1 while a clash is open.
    """
    chosen = _choices(answers, back)
    merged = resolved(back.proposal.merged, chosen)
    comments = [each for each in back.proposal.comments if chosen.get(_row(each)) != "ours"]
    changes = [*merged.changes, *(change for each in comments for change in each.changes)]
    for problem in back.proposal.problems:
        complain(problem.line())
    for each in back.proposal.questions:
        complain(asked_of(each))
    if json_:
        say_json(as_json(store, back, merged, changes))
    else:
        _tell(store, back, merged, changes)
    if merged.clashes or back.proposal.questions:
        raise click.exceptions.Exit(1)
    if dry_run:
        return
    asked = _counted(merged.changes, [each for each in comments if each.changes])
    if changes and not yes and not agreed(f"Take over {asked}?"):
        raise Refused(Problem(file.name, "nothing was changed", "add --yes to make these changes", code="not_agreed"))
    edit = store.change(back.school.id, changes, f"imported from {file.name}") if changes else None
    made()
    if not json_:
        say(f"{back.school.id}: {asked} taken over" if edit else f"{back.school.id}: nothing to change")


def asked_of(question: Question) -> str:
    """A question as it is put, with how to answer it."""
    where = f"{question.where}: " if question.where else ""
    choices = " or ".join(f"--answer '{question.key}={choice}'" for choice in question.choices)
    return f"{where}{question.asks} {choices}"


def _row(comment: CommentRead) -> str:
    """The row that would keep a comment; "" where none would."""
    return comment.changes[0].path.rpartition("/")[0] if comment.changes else ""


def _counted(changes: list[Change], comments: list[CommentRead]) -> str:
    said = [counted(len(changes), "answer")] if changes or not comments else []
    return " and ".join(said + ([counted(len(comments), "comment")] if comments else []))


def _choices(answers: tuple[str, ...], back: Returned) -> dict[str, Choice]:
    """`PATH=ours|theirs`, each of something that the document would change, or of all below it. Raises Refused."""
    merged = back.proposal.merged
    known = {clash.path for clash in merged.clashes} | {change.path for change in merged.changes}
    known |= {row for each in back.proposal.comments if (row := _row(each))}
    found: dict[str, Choice] = {}
    for path, choice in sides_of(answers).items():
        below = {each for each in known if each.startswith(f"{path}/")}
        if path not in known and not below:
            do = f"it changes: {', '.join(sorted(known)[:5])}" if known else "leave it out: there is nothing to choose"
            what = "is nothing that this document changes"
            raise Refused(Problem(f"--answer {path[:120]}", what, do, code="no_such_change"))
        found |= dict.fromkeys(below or {path}, choice)
    return found


def sides_of(answers: Sequence[str]) -> dict[str, Choice]:
    """`PATH=ours|theirs` each. Raises Refused for one that names neither side."""
    found: dict[str, Choice] = {}
    for answer in answers:
        path, _, choice = answer.rpartition("=")
        if choice.strip() not in SIDES:
            do = "give it as PATH=ours or PATH=theirs"
            raise Refused(Problem(f"--answer {answer[:120]}", "names neither side", do, code="no_such_choice"))
        found[path.strip().strip("/")] = "ours" if choice.strip() == "ours" else "theirs"
    return found


def _tell(store: Store, back: Returned, merged: Merged, changes: list[Change]) -> None:
    """Say what would change, what clashes and what the school says."""
    proposal, taken = back.proposal, {change.path for change in changes}

    def named(path: str) -> str:
        return full_name(store.framework, store.fields, path)

    def words(path: str, value: Value | None) -> str:
        return in_words(store.fields, path, value).replace("\n", " / ")

    keeping = [each for each in proposal.comments if _row(each) and each.changes[0].path in taken]
    said = f"{_counted(merged.changes, keeping)} would be taken over" if changes else "nothing would change"
    made = "known by its headings and codes" if proposal.made_elsewhere else f"made from revision {proposal.revision}"
    say(f"{proposal.subject}, {made}: {said}")
    for change in merged.changes:
        say(f"  {named(change.path)}")
        say(f"    now:    {words(change.path, back.school.values.get(change.path))}")
        say(f"    theirs: {words(change.path, change.new)}")
    for clash in merged.clashes:
        tell_clash(store, clash, proposal.three_way)
        say(f"    answer with --answer '{clash.path}=ours' or --answer '{clash.path}=theirs'")
    for each in proposal.comments:
        when = f", {moment(each.comment.when)}" if each.comment.when else ""
        where = f" on {named(each.path)}" if each.path else ""
        kept = "kept already" if each.kept else f"to be kept at {_row(each)}" if each in keeping else "not kept"
        say(f"  comment of {each.comment.author or 'somebody'}{when}{where} ({kept}):")
        say(f"    {' '.join(each.comment.text.split())}")


def tell_clash(store: Store, clash: MergeClash, three_way: bool) -> None:
    """Say what both sides have made of an answer."""

    def words(value: Value | None) -> str:
        return in_words(store.fields, clash.path, value).replace("\n", " / ")

    say(f"  changed on both sides: {full_name(store.framework, store.fields, clash.path)}")
    if three_way:
        say(f"    it was: {words(clash.base)}")
    say(f"    ours:   {words(clash.ours)}")
    say(f"    theirs: {words(clash.theirs)}")


def as_json(store: Store, back: Returned, merged: Merged, changes: list[Change]) -> Mapping[str, Any]:
    """What a file would change, as the command line's readers have it."""
    proposal = back.proposal

    def where(path: str) -> str:
        return full_name(store.framework, store.fields, path) if path else ""

    return {
        "kind": proposal.kind,
        "subject": proposal.subject,
        "revision": proposal.revision,
        "three_way": proposal.three_way,
        "changes": [{"path": c.path, "old": c.old, "new": c.new, "where": where(c.path)} for c in changes],
        "clashes": [{**structs.asdict(c), "where": where(c.path)} for c in merged.clashes],
        "comments": [
            {
                "path": each.path,
                "author": each.comment.author,
                "when": each.comment.when,
                "text": each.comment.text,
                "on": each.comment.on,
                "where": where(each.path),
                "row": _row(each),
                "kept": each.kept,
            }
            for each in proposal.comments
        ],
        "problems": proposal.problems,
        "questions": [
            {**structs.asdict(each), "place": str(each.place) if each.place else ""} for each in proposal.questions
        ],
    }
