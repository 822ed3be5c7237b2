"""The file that was chosen: what was answered about it, and what it comes to with these answers."""

from collections.abc import Callable
from pathlib import Path

from screens.frame.desk_screen import DeskScreen
from screens.frame.whole_message import MessageScreen
from screens.importing.reading_file import FileReader, Reading, shown_name
from siptui.intake.read_in_child import OursCameBack, Unusable
from siptui.records.change import Change, Record
from siptui.records.problem import Refused
from siptui.sheets.problems import Locked, problem
from siptui.tracking.proposal_types import TrackingProposal


class ChosenFile:
    """Reads the file, again with every answer; keeps what it came to last."""

    def __init__(
        self, screen: DeskScreen, shown: Callable[[bool], None], came_back: Callable[[Path, OursCameBack], None]
    ) -> None:
        """`shown` is called once there is something to be shown: True for a file that is new to whoever looks.

        `came_back` is called for a workbook that siptui made of a school, instead.
        """
        self._screen, self._shown, self._came_back = screen, shown, came_back
        self.path = Path()
        self.answers: dict[str, str] = {}
        self.forgotten: set[str] = set()  # remembered answers that are not to be taken again
        self.asked: dict[str, str] = {}  # what every question so far was, by its key
        self.found: TrackingProposal | None = None
        """What the file comes to, once it is read; of one that is refused only why, and its first rows."""
        self.refused = False
        self.record: Record = {}
        """The school's record that `found` was made from."""
        self._password = ""
        self.reader = FileReader(screen, self._done)

    @property
    def name(self) -> str:
        """The file's name as it may be shown."""
        return shown_name(self.path)

    @property
    def is_read(self) -> bool:
        """Whether it is being read just now."""
        return self.reader.now is not None

    @property
    def given(self) -> dict[str, str]:
        """The answers so far; while the file is read again, those with which it is."""
        return self.reader.now.answers if self.reader.now else self.answers

    def choose(self, path: Path) -> None:
        """Read a file of which nothing was answered yet."""
        self.found, self.refused, self._password = None, False, ""
        self.answers, self.forgotten, self.asked = {}, set(), {}
        self._read(path, {})

    def answer(self, key: str, choice: str | None) -> None:
        """Read the file again with an answer, or without one."""
        answers = {k: v for k, v in self.given.items() if k != key}
        self._read(self.path, answers if choice is None else answers | {key: choice})

    def forget(self, key: str) -> None:
        """Read the file again without an answer that is remembered of earlier files."""
        self.forgotten.add(key)
        self.read_again()

    def read_again(self) -> None:
        """Read the file again, with the answers so far, for the record as it stands now."""
        self._read(self.path, self.given)

    def accepted(self) -> list[Change]:
        """What a yes puts through the door: of the values that the file was read for, whatever stands there by now."""
        return self.found.accepted(self.record) if self.found else []

    def moved(self) -> bool:
        """Whether the record has changed, since the file was read, in what the file is about."""
        now = self._screen.desk.record(self._screen.school_id)
        return any(now.get(each.path) != each.old for each in self.accepted())

    def _read(self, path: Path, answers: dict[str, str]) -> None:
        self.path = path
        self.reader.start(Reading(path, answers, self.forgotten, self._password))

    def _done(self, reading: Reading, found: TrackingProposal | Refused) -> None:
        if isinstance(found, TrackingProposal):
            self._have(reading, found, refused=False)
        elif isinstance(found, Locked):
            self._unlock(reading)
        elif isinstance(found, OursCameBack):
            self._came_back(reading.path, found)
        else:
            self._not_read(reading, found)

    def _have(self, reading: Reading, found: TrackingProposal, refused: bool) -> None:
        """Show what it comes to; one that was refused until now, or is now, is new to whoever looks."""
        first = self.found is None or self.refused != refused
        self.found, self.refused, self.answers, self.record = found, refused, reading.answers, reading.record
        self.asked |= {q.key: q.asks for q in found.questions}
        self._shown(first)

    def _not_read(self, reading: Reading, fault: Refused) -> None:
        """What was read before stays, if it is an answer that does not fit; else what there is of the file is shown."""
        if self.found is not None and not self.refused:
            line = fault.problems[0].line()
            self._screen.say(line, problem=True)
            if len(line) > self._screen.size.width - 2:
                whole = MessageScreen("\n".join(p.line() for p in fault.problems[:5]))
                self._screen.app.push_screen(whole)
            return
        found = TrackingProposal(source=self.path.name, problems=list(fault.problems))
        if isinstance(fault, Unusable):
            found.seen, found.remembered_used = list(fault.seen), dict(fault.remembered)
        self._have(reading, found, refused=True)

    def _unlock(self, reading: Reading) -> None:
        """Ask for the password; without one it stays closed."""
        from screens.importing.password import PasswordScreen

        def given(password: str | None) -> None:
            if password is None:
                self._not_read(reading, Refused(problem(self.name, "locked_on_screen")))
            else:
                self._password = password
                self._read(reading.path, reading.answers)

        again, self._password = bool(self._password), ""
        self._screen.say("")
        self._screen.app.push_screen(PasswordScreen(self.name, again), given)
