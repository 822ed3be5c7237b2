"""The door before a vault: the store's own, with the confidential forms behind it and nothing else."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from siptui.framework.model.form_fields import TOLD_DATE
from siptui.records.change import Change, Conflict, Edit, Record
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source
from siptui.records.values import Field
from siptui.rules.forms.access import Access
from siptui.rules.numbered_rows import Row
from siptui.store.backend_protocol import Overview
from siptui.store.faults import StoreFault
from siptui.store.school import School, blank, is_id
from siptui.store.store import Store
from siptui.vault import deadlines_index, newest_seen, place
from siptui.vault.keys import key_file
from siptui.vault.keys.key_file import KeyFile, Keys
from siptui.vault.keys.passphrase_key import Cost, refuse_weak
from siptui.vault.keys.recovery_code import new_code
from siptui.vault.newest_seen import NewestSeen
from siptui.vault.no_core_dump import forbid_core_dumps
from siptui.vault.vault_fields import Copied, VaultFields
from siptui.vault.vault_folder import VaultFolder
from siptui.vault.year_over import YearsOver


class Vault(Store):
    """A SIP's vault, open, beside the store whose schools its forms are of."""

    confidential = True

    def __init__(self, shared: Store, folder: Path, keys: Keys, notes: list[Problem]) -> None:
        """`notes` is what was found wrong, and mended, while it was opened."""
        self.shared, self.keys, self.notes = shared, keys, notes
        fields = VaultFields(shared.framework)
        self.copied = Copied(lambda school_id: shared.load(school_id).values, fields)
        self.years = YearsOver(shared, fields)
        own = (folder, keys, shared.office, self.copied.of)
        self.engine = VaultFolder(*own, year=self.years.own, begin=lambda school: self.years.begun(school, self.who))
        super().__init__(self.engine, shared.who)
        self.framework, self.fields = shared.framework, fields
        self.engine.changed = self._keep_deadlines

    def field(self, path: str) -> Field:
        """The field at `path`. Raises Refused for one of the shared record too, which is not written from here."""
        found = super().field(path)
        if not self.framework.form(found.form).confidential:
            what, do = "is in the record that is shared, and not in the vault", f"siptui set SCHOOL {path} VALUE"
            raise Refused(Problem(path, what, do, facts={"path": path}, code="not_confidential"))
        return found

    def subjects(self) -> list[str]:
        """The ids of the store's schools: each may have forms here. Raises StoreFault."""
        return [each for each in self.shared.subjects() if is_id(each)]

    def find(self, text: str) -> str:
        """The id of the school meant by a text, among the store's. Raises Refused, StoreFault."""
        return self.shared.find_school(text)

    def find_school(self, text: str) -> str:
        """The same."""
        return self.shared.find_school(text)

    def overview(self) -> Overview:
        """Nothing: no caseload is made of what is confidential."""
        return [], []

    def access(self, subject: str, record: Record) -> Access:
        """All of it: it is one's own."""
        return Access(self.framework, frozenset())

    def _blank(self, subject: str) -> School:
        """What the vault has of a school before anything was written."""
        if not is_id(subject):
            return super()._blank(subject)
        known = blank(self.shared.load(subject).id, self.framework.name)
        known.values.update(self.copied.of(subject))
        return known

    def change_rows(
        self,
        school_id: str,
        changes: Iterable[Change],
        rows: Sequence[Row],
        why: str = "typed",
        source: Source | None = None,
    ) -> tuple[Edit | None, dict[str, str]]:
        """As of the store; a date that tells something of itself sets it in the shared record, and nothing more.

        Where that cannot be, it is among the `notes`.
        """
        made, gone = super().change_rows(school_id, changes, rows, why, source)
        if made and (told := [*self._told(made)]):
            try:
                self.shared.change(school_id, told)
            except (Refused, Conflict, StoreFault) as fault:
                do = "set it there yourself"
                what = f"could not be told of it: {fault}"
                self.notes.append(Problem(f"{school_id}: {told[0].path}", what, do, code="not_told"))
        return made, gone

    def _keep_deadlines(self, school: School) -> None:
        """Have the days on which something is due readable while the vault is locked; done without where it cannot."""
        with contextlib.suppress(StoreFault):
            dues = deadlines_index.dues_of(self.fields, school.values, date.today())
            deadlines_index.keep(self.folder, school.id, dues, self.framework.identity.year)

    def _told(self, edit: Edit) -> Iterator[Change]:
        """What the dates of an edit set in the shared record."""
        for change in edit.changes:
            asked = self.field(change.path).asked
            if asked and asked.tells and change.new is not None:
                for path, value in asked.tells.items():
                    yield Change(path, value.replace(TOLD_DATE, str(change.new)))


def make(shared: Store, folder: Path, passphrase: str, code: str, cost: Cost | None = None) -> Vault:
    """Make a vault in a new folder, opened by a passphrase or a code. Raises Refused, StoreFault."""
    forbid_core_dumps()
    refuse_weak(passphrase)
    place.make_folders(folder, shared.folder)
    keys = key_file.make(folder, passphrase, code, cost or Cost())
    NewestSeen(keys).saw(newest_seen.KEY_FILE, 1)
    return Vault(shared, folder, keys, [])


def unlock(shared: Store, folder: Path, passphrase: str = "", recovery: str = "") -> Vault:
    """Open a vault by its passphrase, or by its recovery code. Raises Refused, StoreFault.

    A copy of its keys that was damaged is mended from the other, and said.
    """
    forbid_core_dumps()
    place.refuse_open_to_others(folder)
    found, problems = key_file.read(folder)
    keys = key_file.open_by_code(found, recovery) if recovery else key_file.open_by_passphrase(found, passphrase)
    marks = NewestSeen(keys)
    seen = marks.all().get(newest_seen.KEY_FILE, 0)
    if found.version < seen:
        problems.append(newest_seen.older(folder / key_file.NAME, found.version, seen).problem)
    elif problems:
        key_file.write(folder, found)
    marks.saw(newest_seen.KEY_FILE, found.version)
    return Vault(shared, folder, keys, problems)


def change_passphrase(vault: Vault, passphrase: str) -> str:
    """Give a vault another passphrase; gives its new recovery code, for the old one opens it no more.

    Raises Refused, StoreFault.
    """
    found: KeyFile = key_file.read(vault.folder)[0]
    code = new_code()
    key_file.change(vault.folder, found, vault.keys, passphrase, code)
    vault.engine.marks.saw(newest_seen.KEY_FILE, found.version + 1)
    return code
