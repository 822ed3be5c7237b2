"""A folder of files that came back: what each would change once those before it are taken."""

import re
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, structs

from siptui.documents.returned.document_read import is_named_as_document
from siptui.documents.returned.in_store import Returned
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework import Framework
from siptui.intake.came_back import came_back
from siptui.intake.read_in_child import OursCameBack
from siptui.intake.tracking_of_school import read_for
from siptui.records.change import Change, Edit, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.records.versions.merge import Blank, Choice, resolved
from siptui.store.school import School
from siptui.tracking.proposal_types import TrackingProposal

if TYPE_CHECKING:
    from siptui.intake.tracking_of_school import CaseloadStore

ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", ".csv", ".docx")
SAY_NOT_WHOSE = {"workbook_not_ours", "whose_not_said", "form_not_known"}
"""Codes of workbooks that may be a tracking file, or a form filled in."""
WORD = re.compile(r"[a-z0-9]+")
LEFT_BY_PROGRAMS = (".", "~$")  # how the names of files begin that a program keeps beside one that is open

Left = Literal["", "not_read", "asks", "clashes"]


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
    def left(self) -> Left:
        """Why nothing of it is taken, as a code; "" where it is."""
        if self.read is None:
            return "not_read"
        if self.read.questions:
            return "asks"
        return "clashes" if self.back and self.back.proposal.merged.clashes else ""

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


class Choices:
    """What was chosen of what both sides changed, by the path, or `SUBJECT/PATH`, or one that it lies below."""

    def __init__(self, chosen: Mapping[str, Choice]) -> None:
        self._chosen = chosen
        self.used: set[str] = set()

    def of(self, back: Returned) -> Returned:
        """What came back, as it was chosen."""
        proposal, found = back.proposal, dict[str, Choice]()
        paths = [clash.path for clash in proposal.merged.clashes]
        paths += [change.path for change in proposal.merged.changes]
        for path in paths:
            for said in (path, f"{back.school.id}/{path}"):
                above = ["/".join(said.split("/")[:long]) for long in range(1, said.count("/") + 2)]
                for key in (each for each in above if each in self._chosen):
                    found[path] = self._chosen[key]
                    self.used.add(key)
        if not found:
            return back
        return structs.replace(back, proposal=structs.replace(proposal, merged=resolved(proposal.merged, found)))


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
    store: "CaseloadStore",
    files: list[Path],
    wanted: str | None,
    blank: Blank,
    dry_run: bool = True,
    stop: threading.Event | None = None,
    left_out: Collection[Path] = (),
    choices: Choices | None = None,
) -> Iterator[CameBack]:
    """What each file would change once those before it are taken, but for those `left_out`, and as was chosen.

    Raises StoreFault.
    One that does not say whose it is, as a tracking file, is of the school `wanted`, or of that which its name names.
    """
    as_if = AsIfTaken(store)
    for file in files:
        try:
            each = _read(store, as_if, file, wanted, blank, dry_run, stop)
            if choices and each.back:
                each = structs.replace(each, back=choices.of(each.back))
        except Refused as fault:
            yield CameBack(file, problems=list(fault.problems))
            continue
        if file not in left_out:
            as_if.take(each.whose, each.changes)
        yield each


def _read(
    store: "CaseloadStore",
    as_if: "AsIfTaken",
    file: Path,
    wanted: str | None,
    blank: Blank,
    dry_run: bool,
    stop: threading.Event | None,
) -> CameBack:
    """One file of the folder. Raises Refused, StoreFault."""
    try:
        back = came_back(as_if, file, wanted, blank, stop=stop)
        return CameBack(file, back, back.proposal.problems)
    except Refused as fault:
        whose = wanted or named_in(store, file.stem)
        if is_named_as_document(file) or fault.problems[0].code not in SAY_NOT_WHOSE or not whose:
            raise
    school = as_if.load(whose)
    try:
        tracking = read_for(store, whose, file, school.values, {}, dry_run=dry_run, stop=stop)
        return CameBack(file, None, tracking.problems, school, tracking)
    except OursCameBack as came:
        back = came_back(as_if, file, whose, blank, sheets=came.sheets)
        return CameBack(file, back, back.proposal.problems)


def named_in(store: "CaseloadStore", name: str) -> str:
    """The one school whose name, or id, a file's name holds; "" where it holds none or several."""
    words = f" {' '.join(WORD.findall(name.casefold()))} "
    found = [
        row.id
        for row in store.overview()[0]
        if any(f" {' '.join(WORD.findall(each.casefold()))} " in words for each in (row.id, row.name))
    ]
    return found[0] if len(found) == 1 else ""


class AsIfTaken:
    """A store as it will be when changes are made that are only proposed yet: so that preview equals save."""

    def __init__(self, store: "CaseloadStore") -> None:
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
