"""import DIR: a folder of workbooks and documents that came back, in one table; those without clash are taken."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec import Struct, structs

from siptui.cli.commands.documents.import_document import as_json, asked_of, tell_clash
from siptui.cli.commands.documents.tracking_read import read_for
from siptui.cli.commands.import_preview import figures
from siptui.cli.printing import agreed, complain, counted, say, say_json, say_table
from siptui.cli.streams import made
from siptui.documents.returned.document_read import is_named_as_document
from siptui.documents.returned.in_store import Returned
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework import Framework
from siptui.intake.came_back import came_back
from siptui.intake.read_in_child import OursCameBack
from siptui.records.change import Change, Edit, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.records.versions.merge import Blank
from siptui.store.school import School
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal

ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", ".csv", ".docx")
SAY_NOT_WHOSE = {"workbook_not_ours", "whose_not_said", "form_not_known"}
"""Codes of workbooks that may be a tracking file, or a form filled in."""
WORD = re.compile(r"[a-z0-9]+")
LEFT_BY_PROGRAMS = (".", "~$")  # how the names of files begin that a program keeps beside one that is open


class CameBack(Struct, frozen=True):
    """A file of the folder: what it proposes, or why it cannot be read."""

    file: Path
    back: Returned | None = None
    problems: list[Problem] = []
    school: School | None = None
    """Whose tracking file it is."""
    tracking: TrackingProposal | None = None

    @property
    def read(self) -> DocumentProposal | TrackingProposal | None:
        """What it proposes."""
        return self.tracking or (self.back.proposal if self.back else None)

    @property
    def whose(self) -> str:
        """The subject that it is of."""
        return self.school.id if self.school else self.back.school.id if self.back else ""

    @property
    def left(self) -> str:
        """Why nothing of it is taken, in words; "" where it is."""
        if self.read is None:
            return "not read"
        if self.read.questions:
            return "left: asks something"
        return "left: changed on both sides" if self.back and self.back.proposal.merged.clashes else ""

    @property
    def changes(self) -> list[Change]:
        """What is taken of it: nothing while something in it clashes or is asked."""
        if self.left or self.read is None:
            return []
        if self.tracking and self.school:
            return self.tracking.accepted(self.school.values) if self.tracking.changes else []
        return self.read.changes

    @property
    def count(self) -> int:
        """How many answers it changes."""
        return sum(each.new != each.old for each in self.changes)

    @property
    def state(self) -> str:
        """What becomes of it, in words."""
        return self.left or ("to be taken" if self.changes else "nothing new")


def import_folder(
    store: Store, school_id: str | None, folder: Path, blank: Blank, dry_run: bool, yes: bool, json_: bool
) -> None:
    """Say what each file of a folder would change, the earlier ones taken first, and on yes change it.

    A file in which something clashes is left whole, and the others are taken. Raises Refused for a folder without such
    files or that cannot be read, StoreFault; leaves with status 1 where a file was left or could not be read.
    """
    found = list(each_in_turn(store, files_in(folder), school_id, blank, dry_run))
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


def each_in_turn(
    store: Store, files: list[Path], wanted: str | None, blank: Blank, dry_run: bool = True
) -> Iterator[CameBack]:
    """What each file would change once those before it are taken. Raises StoreFault.

    One that does not say whose it is, as a tracking file, is of the school `wanted`, or of that which its name names.
    """
    as_if = _AsIfTaken(store)
    for file in files:
        try:
            each = _read(store, as_if, file, wanted, blank, dry_run)
        except Refused as fault:
            yield CameBack(file, problems=list(fault.problems))
            continue
        as_if.take(each.whose, each.changes)
        yield each


def _read(store: Store, as_if: "_AsIfTaken", file: Path, wanted: str | None, blank: Blank, dry_run: bool) -> CameBack:
    """One file of the folder. Raises Refused, StoreFault."""
    try:
        back = came_back(as_if, file, wanted, blank)
        return CameBack(file, back, back.proposal.problems)
    except Refused as fault:
        whose = wanted or named_in(store, file.stem)
        if is_named_as_document(file) or fault.problems[0].code not in SAY_NOT_WHOSE or not whose:
            raise
    school = as_if.load(whose)
    try:
        tracking = read_for(store, whose, file, school.values, {}, dry_run=dry_run)
        return CameBack(file, None, tracking.problems, school, tracking)
    except OursCameBack as came:
        back = came_back(as_if, file, whose, blank, sheets=came.sheets)
        return CameBack(file, back, back.proposal.problems)


def named_in(store: Store, name: str) -> str:
    """The one school whose name, or id, a file's name holds; "" where it holds none or several."""
    words = f" {' '.join(WORD.findall(name.casefold()))} "
    found = [
        row.id
        for row in store.overview()[0]
        if any(f" {' '.join(WORD.findall(each.casefold()))} " in words for each in (row.id, row.name))
    ]
    return found[0] if len(found) == 1 else ""


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
        of = each.back.proposal if each.back else None
        counts = [str(len(of.merged.changes)), str(len(of.merged.clashes))] if of else ["", ""]
        if each.tracking:
            counts = [str(figures(each.tracking.changes)), "0"]
        comments = str(sum(bool(one.changes) for one in of.comments)) if of else ""
        rows.append([each.file.name, each.whose, *counts, comments, each.state])
    numbers = ("Changed", "On both sides", "Comments")
    say_table(["File", "Whose", *numbers, ""], rows, numbers)
    for each in (one for one in found if one.left and one.read):
        for question in each.read.questions if each.read else ():
            complain(asked_of(question))
        say(f"{each.file.name}, of {each.whose}:")
        for clash in each.back.proposal.merged.clashes if each.back else ():
            tell_clash(store, clash, each.back.proposal.three_way if each.back else False)
        say(f"  it was left: import it alone, with --answer for each of these: siptui import '{each.file}'")


def _told(store: Store, each: CameBack) -> Mapping[str, Any]:
    said: Mapping[str, Any] = {"kind": ""}
    if each.back:
        said = as_json(store, each.back, each.back.proposal.merged, each.changes)
    elif each.tracking:
        said = {"kind": "tracking", "subject": each.whose, **each.tracking.as_json()}
    return {**said, "file": str(each.file), "problems": each.problems, "taken": bool(each.changes)}
