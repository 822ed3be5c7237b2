"""The engine over a PostgreSQL database: its subjects, its settings, and the care asked for through the door."""

from collections.abc import Callable, Hashable, Iterator
from datetime import date

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Copied, Decide
from siptui.store.faults import StoreFault
from siptui.store.office_settings import Office
from siptui.store.postgres import settings
from siptui.store.postgres.listener import Listener
from siptui.store.postgres.rows import text_of
from siptui.store.postgres.subjects import CHANNEL, Subjects

MAY_WRITE = """select pg_is_in_recovery(), has_table_privilege('siptui.subject', 'update')
and has_table_privilege('siptui.edit', 'insert'), siptui.my_role()"""
COPIES = "keeps no daily copies of siptui's: whoever looks after the server backs it up"


class Postgres(Subjects):
    """Schools in a database."""

    def __init__(self, address: str) -> None:
        """Open the store at an address. Raises Refused where there is none, StoreFault where it is out of reach."""
        super().__init__(address)
        self._listener = Listener(self.line.address, CHANNEL)
        self._made = 0

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        edit = super().change(school_id, decide, framework)
        self._made += edit is not None
        return edit

    def put(self, copied: Copied) -> None:
        super().put(copied)
        self._made += 1

    def set_office(self, decide: Callable[[Office], Office]) -> None:
        with self.line.transaction() as connection:
            row = connection.execute("select settings::text from siptui.store for update").fetchone()
            if row is None:
                what, do = "has settings that only its owner changes", "ask whoever made it"
                raise StoreFault(self.line.address.shown, what, do, code="not_allowed")
            made = decide(settings.decoded(self.line.address.shown, row[0]))
            if made.copies != self.office.copies:
                raise Refused(Problem(self.line.address.shown, COPIES, "leave --keep out", code="no_daily_copies"))
            connection.execute("update siptui.store set settings = %s", (text_of(made),))
        self.office = made

    def unwritable(self) -> Problem | None:
        try:
            ((copy, may, role),) = self.line.ask(MAY_WRITE)
        except StoreFault:
            return None  # that is no matter of rights
        where = self.line.address.shown
        if copy:
            return Problem(where, "the server only reads", "name the server that writes", code="read_only")
        if role is None and self.office.sharing and not self.owns:
            what = f"nobody in this store has the login {self.login}, so that it shows you nothing"
            return Problem(where, what, "ask its owner to add it to your name", code="nobody")
        if not may:
            return Problem(where, "you may read this store but not write to it", "ask its owner", code="read_only")
        return None

    def watch(self) -> Hashable:
        return self._made, self._listener.heard(self.line.pid)

    def pupil_key(self) -> bytes:
        return settings.key_of(self.line)

    def copy_of(self, today: date) -> list[Problem]:
        return []

    def copies(self) -> tuple[int, str]:
        return 0, ""

    def copies_with_key(self) -> list[Problem]:
        return []

    def faults(self, framework: Framework, fields: Fields) -> Iterator[Problem]:
        from siptui.store.postgres.care import verify

        return verify.faults(self, framework, fields)

    def close(self) -> None:
        """Let go of the connections."""
        super().close()
        self._listener.close()
