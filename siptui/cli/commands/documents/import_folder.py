"""import DIR: a folder of workbooks and documents that came back, in one table; those without clash are taken."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from siptui.cli.commands.documents.import_document import as_json, asked_of, sides_of, tell_clash
from siptui.cli.commands.import_preview import figures
from siptui.cli.printing import agreed, complain, counted, say, say_json, say_table
from siptui.cli.streams import made
from siptui.intake.folder_came_back import CameBack, Choices, each_in_turn, files_in
from siptui.records.problem import Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.store.store import Store

LEFT = {"not_read": "not read", "asks": "left: asks something", "clashes": "left: changed on both sides"}


def _state(each: CameBack) -> str:
    """What becomes of a file, in words."""
    return LEFT[each.left] if each.left else ("to be taken" if each.changes else "nothing new")


def import_folder(
    store: Store,
    school_id: str | None,
    folder: Path,
    blank: Blank,
    dry_run: bool,
    yes: bool,
    json_: bool,
    answers: Sequence[str] = (),
) -> None:
    """Say what each file of a folder would change, the earlier ones taken first, and on yes change it.

    A file in which something clashes that no answer chooses in is left whole, and the others are taken. Raises Refused
    for a folder without such files or that cannot be read, and for an answer to nothing; StoreFault; leaves with
    status 1 where a file was left or could not be read.
    """
    chosen = sides_of(answers)
    choices = Choices(chosen)
    found = list(each_in_turn(store, files_in(folder), school_id, blank, dry_run, choices=choices))
    for key in chosen:
        if key not in choices.used:
            do = "give a path, or SUBJECT/PATH, that a file here changes"
            raise Refused(
                Problem(f"--answer {key[:120]}", "is nothing that these files change", do, code="no_such_change")
            )
    for each in found:
        for problem in each.problems:
            complain(problem.line())
    if json_:
        say_json([_told(store, each) for each in found])
    else:
        _tell(store, found)
    taken = [each for each in found if each.changes]
    if taken and not dry_run:
        asked = f"{counted(sum(each.count for each in taken), 'answer')} of {counted(len(taken), 'file')}"
        if not yes and not agreed(f"Take over {asked}?"):
            do = "add --yes to make these changes"
            raise Refused(Problem(str(folder), "nothing was changed", do, code="not_agreed"))
        for each in taken:
            source = each.tracking.provenance if each.tracking else None
            store.change(each.whose, each.changes, f"imported from {source.file if source else each.file.name}", source)
            made()
        if not json_:
            say(f"{asked} taken over")
    if any(each.left for each in found):
        raise click.exceptions.Exit(1)


def _tell(store: Store, found: list[CameBack]) -> None:
    rows = []
    for each in found:
        of = each.back.proposal if each.back else None
        counts = [str(len(of.merged.changes)), str(len(of.merged.clashes))] if of else ["", ""]
        if each.tracking:
            counts = [str(figures(each.tracking.changes)), "0"]
        comments = str(sum(bool(one.changes) for one in of.comments)) if of else ""
        rows.append([each.file.name, each.whose, *counts, comments, _state(each)])
    numbers = ("Changed", "On both sides", "Comments")
    say_table(["File", "Whose", *numbers, ""], rows, numbers)
    for each in (one for one in found if one.left and one.read):
        for question in each.read.questions if each.read else ():
            complain(asked_of(question))
        say(f"{each.file.name}, of {each.whose}:")
        for clash in each.back.proposal.merged.clashes if each.back else ():
            tell_clash(store, clash, each.back.proposal.three_way if each.back else False)
            at = f"{each.whose}/{clash.path}"
            say(f"    answer with --answer '{at}=ours' or --answer '{at}=theirs'")
        say(f"  it was left: answer each of these, or import it alone: siptui import '{each.file}'")


def _told(store: Store, each: CameBack) -> Mapping[str, Any]:
    said: Mapping[str, Any] = {"kind": ""}
    if each.back:
        said = as_json(store, each.back, each.back.proposal.merged, each.changes)
    elif each.tracking:
        said = {"kind": "tracking", "subject": each.whose, **each.tracking.as_json()}
    return {**said, "file": str(each.file), "problems": each.problems, "taken": bool(each.changes)}
