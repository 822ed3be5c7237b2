"""The table of subjects itself: each read, changed alone in a transaction, put back, with its edits in theirs."""

import contextlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import psycopg
from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.problem import Problem
from siptui.store.backend_protocol import Copied, Decide, NoSchool, Overview
from siptui.store.faults import MEND, Damaged, StoreFault, Unsure
from siptui.store.files import whole_files
from siptui.store.format.edit_lines import joins
from siptui.store.postgres import caseload_lines, settings
from siptui.store.postgres.address import address_of, local_folder
from siptui.store.postgres.line import Line, Rows
from siptui.store.postgres.rows import COLUMNS, edits_of, given_of, school_of, text_of
from siptui.store.school import School, after, is_subject

REMEMBERED = 64  # schools, of some 30 KB
PAGE = 500  # edits, read at a time
CHANNEL = "siptui"
"""On which those who watch are told the id of whatever has changed."""
READ = f"""select xmin::text, case when xmin::text = %s then null else array[{COLUMNS.replace(", ", "::text, ")}] end
from siptui.subject where id = %s"""
LOCKED = f"select xmin::text, {COLUMNS} from siptui.subject where id = %s for no key update"
FIRST = "select pg_advisory_xact_lock(hashtextextended('siptui ' || %s, 0))"
INTO = """(id, format, framework, revision, record, last, unknown, tables, line, line_by, sip)
values (%(id)s, %(format)s, %(framework)s, %(revision)s, %(record)s, %(last)s, %(unknown)s, %(tables)s,
%(line)s, %(line_by)s, %(sip)s)"""
EDITED = """update siptui.subject set format = %(format)s, revision = %(revision)s, record = %(record)s,
last = %(last)s, line = %(line)s, line_by = %(line_by)s, sip = %(sip)s
where id = %(id)s and revision = %(revision)s - 1"""
MADE = f"insert into siptui.subject {INTO} on conflict do nothing"
TOGETHER = """with subject as ({} returning id, xmin::text as state), edit as (
insert into siptui.edit (subject, revision, edit, mark) select id, %(revision)s, %(last)s, %(mark)s from subject)
select state, nextval('siptui.moved') from subject"""
UPDATE, INSERT = TOGETHER.format(EDITED), TOGETHER.format(MADE)
BEFORE = """select revision, edit::text from siptui.edit where subject = %s and revision > %s and revision < %s
order by revision limit %s"""
BACKWARDS = """select revision, edit::text from siptui.edit where subject = %s and revision < %s
order by revision desc limit %s"""
MARK = "select mark from siptui.edit where subject = %s and revision = %s"
TOLD = "select set_config('synchronous_commit', 'off', true), pg_notify(%s, %s)"  # no disk is waited for again
KEEP = """with kept as (insert into siptui.kept_subject (id, subject) select id, to_jsonb(s) from siptui.subject s
where id = %s returning number, id)
insert into siptui.kept_edit (number, revision, edit)
select number, revision, edit from kept join siptui.edit on subject = id"""


class _Written(Struct):
    """An edit as it was sent, and by what it is known if nobody heard the answer."""

    school: School
    mark: str
    state: str = ""


class Subjects:
    """Subjects in one database; `postgres_backend.Postgres` is this with the settings and the care for it."""

    def __init__(self, address: str) -> None:
        """Open the store at an address. Raises Refused where there is none, StoreFault where it is out of reach."""
        self.line = Line(address_of(address))
        found = settings.opened(self.line)
        self.office, self.login = found.office, found.login
        self.owns: bool | None = found.owns
        self.folder = local_folder(self.line.address)
        if whole_files.look(self.folder) is None:
            whole_files.make_folder(self.folder, 0o700)
        settings.frameworks_beside(self.line, self.folder, found.frameworks)
        self._known: OrderedDict[str, tuple[str, School]] = OrderedDict()
        self._together = False

    def place(self, school_id: str) -> str:
        """How a subject's row is called to people."""
        return f"{self.line.address.shown} {school_id}"

    def load(self, school_id: str) -> School:
        _checked(school_id)
        state, found = self._known.get(school_id, ("", None))
        rows = self.line.ask(READ, (state, school_id))
        if not rows:
            self._known.pop(school_id, None)
            raise NoSchool(school_id)
        now, columns = rows[0]
        if columns is None and found is not None:
            return found
        subject, form, framework, revision, *rest = columns
        found = school_of(self.line.address.shown, (subject, int(form), framework, int(revision), *rest))
        self._remember(found, now)
        return found

    def _remember(self, found: School, state: str) -> None:
        """So that a row which has not changed is not read twice."""
        self._known[found.id] = state, found
        self._known.move_to_end(found.id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def ids(self) -> list[str]:
        return sorted(row[0] for row in self.line.ask("select id from siptui.subject"))

    # -- history

    def history(self, school_id: str) -> Iterator[Edit]:
        current = self.load(school_id)
        return chain(self.before(school_id, current.revision), [current.last])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        current = self.load(school_id)
        return chain([current.last], self._backwards(school_id, current.revision))

    def before(self, school_id: str, revision: int) -> Iterator[Edit]:
        """Every Edit before `revision`, oldest first. Raises Damaged where one is missing."""
        at = 0
        for edit in self._paged(school_id, lambda after: (BEFORE, (school_id, after, revision, PAGE)), 0):
            if not joins(at, edit):
                break
            yield edit
            at = edit.revision
        if at != revision - 1:
            what = f"has lost edits: it should lead to edit {revision - 1} and holds {at}"
            raise Damaged(self.place(school_id), what, MEND)

    def _backwards(self, school_id: str, revision: int) -> Iterator[Edit]:
        later: Edit | None = None
        for edit in self._paged(school_id, lambda before: (BACKWARDS, (school_id, before, PAGE)), revision):
            if not joins(edit.revision, later) if later else edit.revision != revision - 1:
                break
            yield edit
            later = edit
        if not joins(0, later) if later else revision > 1:
            lost = (later.revision if later else revision) - 1
            raise Damaged(self.place(school_id), f"has lost edits: edit {lost} is not there", MEND)

    def _paged(
        self, school_id: str, query: Callable[[int], tuple[str, tuple[object, ...]]], start: int
    ) -> Iterator[Edit]:
        """Edits, so many at a time: a long history is never in memory as a whole, nor in one transaction."""
        at, rows = start, Rows()
        while not rows or len(rows) == PAGE:
            rows = self.line.ask(*query(at))
            if not rows:
                return
            yield from edits_of(self.place(school_id), rows)
            at = rows[-1][0]

    def summary(self, framework: Framework) -> Overview:
        return caseload_lines.overview(self.line, framework, self.load, self.history_back)

    # -- writing

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        _checked(school_id)
        sent: _Written | None = None
        try:
            with self.line.transaction() as connection:
                before = self._locked(connection, school_id)
                edit = decide(before)
                if edit is None:
                    return None
                sent = _Written(after(before, school_id, framework.name, edit), os.urandom(8).hex())
                self._write(connection, before, sent, framework)
        except StoreFault as fault:
            if sent is None or fault.problem.code != "server_away":
                raise
            sent = self._found_out(sent)
        self._remember(sent.school, sent.state)
        self._tell(school_id)
        return edit

    def _locked(self, connection: "psycopg.Connection[tuple[object, ...]]", school_id: str) -> School | None:
        """A subject as it stands while nobody else can change it. Raises StoreFault where one may not change it."""
        row = connection.execute(LOCKED, (school_id,)).fetchone()
        if row is None:
            connection.execute(FIRST, (school_id,))
            row = connection.execute(LOCKED, (school_id,)).fetchone()
        if row is None:
            if connection.execute("select 1 from siptui.subject where id = %s", (school_id,)).fetchone():
                raise StoreFault(self.place(school_id), *NOT_YOURS, code="not_allowed")
            return None
        state, *columns = row
        known = self._known.get(school_id)
        if known and known[0] == state:
            return known[1]
        found = school_of(self.line.address.shown, tuple(columns))
        self._remember(found, str(state))
        return found

    def _write(
        self,
        connection: "psycopg.Connection[tuple[object, ...]]",
        before: School | None,
        sent: _Written,
        framework: Framework,
    ) -> None:
        given = {**given_of(sent.school), **caseload_lines.columns_of(framework, sent.school), "mark": sent.mark}
        row = connection.execute(UPDATE if before else INSERT, given).fetchone()
        if row is None:
            raise StoreFault(self.place(sent.school.id), *NOT_YOURS, code="not_allowed")
        sent.state = str(row[0])

    def _found_out(self, sent: _Written) -> _Written:
        """What became of an edit whose answer nobody heard. Raises StoreFault where it was not taken, or Unsure."""

        def settle() -> Edit | None:
            # Alone with the subject: the server may still be busy with what it was sent.
            with self.line.transaction() as connection:
                connection.execute(FIRST, (sent.school.id,))
                connection.execute(LOCKED, (sent.school.id,))
                row = connection.execute(MARK, (sent.school.id, sent.school.revision)).fetchone()
            if row is None or row[0] != sent.mark:
                return None
            self._tell(sent.school.id)
            return sent.school.last

        self._known.pop(sent.school.id, None)
        try:
            taken = settle()
        except StoreFault as fault:
            raise Unsure(fault, settle) from None
        if taken is None:
            what, do = "cannot be reached", "nothing was changed; try again (the line dropped)"
            raise StoreFault(self.line.address.shown, what, do, code="server_away")
        return sent

    def _tell(self, school_id: str) -> None:
        """Tell those who watch, apart from the edit: what tells makes those wait who commit at the same moment."""
        if self._together:
            return
        try:
            self.line.ask(TOLD, (CHANNEL, school_id))
        except StoreFault:
            return  # it is saved; who watches looks for himself now and then

    # -- as a whole

    def copy(self) -> Iterator[Copied | Problem]:
        for school_id in self.ids():
            try:
                current = self.load(school_id)
                yield Copied(current, self.before(school_id, current.revision))
            except StoreFault as fault:
                yield fault.problem
            except NoSchool:
                continue

    def put(self, copied: Copied) -> None:
        school_id = _checked(copied.school.id)
        given = {**given_of(copied.school), **caseload_lines.columns_of(None, copied.school)}
        with self.line.transaction() as connection:
            if not self._together:  # else there would be more locks than a server has room for
                connection.execute(FIRST, (school_id,))
            connection.execute(KEEP, (school_id,))
            connection.execute("delete from siptui.subject where id = %s", (school_id,))
            connection.execute(f"insert into siptui.subject {INTO}", given)
            with connection.cursor().copy("copy siptui.edit (subject, revision, edit, mark) from stdin") as rows:
                for edit in chain(copied.edits, [copied.school.last]):
                    rows.write_row((school_id, edit.revision, text_of(edit), ""))
            connection.execute("select nextval('siptui.moved')")
        self._known.pop(school_id, None)
        self._tell(school_id)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """While what is put counts all together, or not at all; nobody else works in the store yet."""
        with self.line.transaction():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    def close(self) -> None:
        """Let go of the connection."""
        self.line.close()

    def take_away(self, school_ids: Iterable[str]) -> None:
        """Take subjects out of the store; they are kept aside. Raises StoreFault."""
        for school_id in school_ids:
            with self.line.transaction() as connection:
                connection.execute(KEEP, (school_id,))
                connection.execute("delete from siptui.subject where id = %s", (school_id,))
            self._known.pop(school_id, None)


NOT_YOURS = ("is not yours to change", "nothing was changed; ask the SIP manager")


def _checked(school_id: str) -> str:
    if not is_subject(school_id):
        raise NoSchool(school_id)
    return school_id
