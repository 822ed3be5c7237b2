"""import DIR: a folder of workbooks and documents that came back, in one table; those without clash are taken."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec import Struct, structs

from siptui.cli.commands.documents.import_document import as_json, tell_clash
from siptui.cli.printing import agreed, complain, counted, say, say_json, say_table
from siptui.cli.streams import made
from siptui.documents.returned.in_store import Returned
from siptui.framework import Framework
from siptui.intake.came_back import came_back
from siptui.records.change import Change, Edit, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.records.versions.merge import Blank
from siptui.store.school import School
from siptui.store.store import Store

ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls", ".docx")
LEFT_BY_PROGRAMS = (".", "~$")  # how the names of files begin that a program keeps beside one that is open


class CameBack(Struct, frozen=True):
    """A file of the folder: what it proposes, or why it cannot be read."""

    file: Path
    back: Returned | None = None
    problems: list[Problem] = []

    @property
    def changes(self) -> list[Change]:
        """What is taken of it: nothing while something in it clashes."""
        return [] if self.back is None or self.back.proposal.merged.clashes else self.back.proposal.changes

    @property
    def state(self) -> str:
        """What becomes of it, in words."""
        if self.back is None:
            return "not read"
        if self.back.proposal.merged.clashes:
            return "left: changed on both sides"
        return "to be taken" if self.changes else "nothing new"


def import_folder(
    store: Store, school_id: str | None, folder: Path, blank: Blank, dry_run: bool, yes: bool, json_: bool
) -> None:
    """Say what each file of a folder would change, the earlier ones taken first, and on yes change it.

    A file in which something clashes is left whole, and the others are taken. Raises Refused for a folder without such
    files or that cannot be read, StoreFault; leaves with status 1 where a file was left or could not be read.
    """
    found = list(each_in_turn(_AsIfTaken(store), files_in(folder), school_id, blank))
    for each in found:
        for problem in each.problems:
            complain(problem.line())
    if json_:
        say_json([_told(store, each) for each in found])
    else:
        _tell(store, found)
    taken = [each for each in found if each.changes]
    if taken and not dry_run:
        asked = f"{counted(sum(len(each.changes) for each in taken), 'answer')} of {counted(len(taken), 'file')}"
        if not yes and not agreed(f"Take over {asked}?"):
            do = "add --yes to make these changes"
            raise Refused(Problem(str(folder), "nothing was changed", do, code="not_agreed"))
        for each in taken:
            if each.back:
                store.change(each.back.school.id, each.changes, f"imported from {each.file.name}")
                made()
        if not json_:
            say(f"{asked} taken over")
    if any(each.back is None or each.back.proposal.merged.clashes for each in found):
        raise click.exceptions.Exit(1)


def files_in(folder: Path) -> list[Path]:
    """The workbooks and documents of a folder, by name. Raises Refused where there are none."""
    try:
        files = sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and each.is_file())
    except OSError as fault:
        what, facts = f"cannot be read: {fault.strerror}", {"reason": fault.strerror or ""}
        raise Refused(Problem(folder.name or str(folder), what, facts=dict(facts), code="folder_not_read")) from None
    files = [each for each in files if not each.name.startswith(LEFT_BY_PROGRAMS)]
    if not files:
        what, do = "is a folder that holds no workbook or document", f"put files there that end in {', '.join(ENDINGS)}"
        raise Refused(Problem(folder.name or str(folder), what, do, code="nothing_in_folder"))
    return files


def each_in_turn(store: "_AsIfTaken", files: list[Path], wanted: str | None, blank: Blank) -> Iterator[CameBack]:
    """What each file would change once those before it are taken. Raises StoreFault."""
    for file in files:
        try:
            back = came_back(store, file, wanted, blank)
        except Refused as fault:
            yield CameBack(file, problems=list(fault.problems))
            continue
        each = CameBack(file, back, back.proposal.problems)
        store.take(back.school.id, each.changes)
        yield each


class _AsIfTaken:
    """A store as it will be when changes are made that are only proposed yet: so that preview equals save."""

    def __init__(self, store: Store) -> None:
        self._store, self._taken = store, dict[str, dict[str, Value]]()

    @property
    def framework(self) -> Framework:
        return self._store.framework

    @property
    def fields(self) -> Fields:
        return self._store.fields

    def subjects(self) -> list[str]:
        return self._store.subjects()

    def as_of(self, school_id: str, revision: int) -> Record | None:
        return self._store.as_of(school_id, revision)

    def history_back(self, school_id: str) -> Iterator[Edit]:
        return self._store.history_back(school_id)

    def load(self, school_id: str) -> School:
        school = self._store.load(school_id)
        return structs.replace(school, values=self._taken[school_id]) if school_id in self._taken else school

    def take(self, school_id: str, changes: list[Change]) -> None:
        """From now on as if these were made."""
        if changes:
            self._taken[school_id] = apply(self.load(school_id).values, changes)


def _tell(store: Store, found: list[CameBack]) -> None:
    rows = []
    for each in found:
        proposal = each.back.proposal if each.back else None
        counts = [len(proposal.merged.changes), len(proposal.merged.clashes)] if proposal else ["", ""]
        comments = sum(bool(one.changes) for one in proposal.comments) if proposal else ""
        whose = proposal.subject if proposal else ""
        rows.append([each.file.name, whose, *map(str, counts), str(comments), each.state])
    say_table(
        ["File", "Whose", "Changed", "On both sides", "Comments", ""], rows, ("Changed", "On both sides", "Comments")
    )
    for each in found:
        if each.back and each.back.proposal.merged.clashes:
            say(f"{each.file.name}, of {each.back.proposal.subject}:")
            for clash in each.back.proposal.merged.clashes:
                tell_clash(store, clash, each.back.proposal.three_way)
            say(f"  it was left: import it alone, with --answer for each of these: siptui import '{each.file}'")


def _told(store: Store, each: CameBack) -> Mapping[str, Any]:
    said = as_json(store, each.back, each.back.proposal.merged, each.changes) if each.back else {"kind": ""}
    return {**said, "file": str(each.file), "problems": each.problems, "taken": bool(each.changes)}
