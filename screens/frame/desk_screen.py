"""What every screen has: where one is, a line for messages, the keys, and the way to the desk."""

import contextlib
from collections.abc import Callable, Collection, Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.worker import Worker

from screens.frame.title_and_note import Note, TitleBar, Told
from screens.keys.actions import bindings
from screens.keys.key_bar import KeyBar
from screens.keys.key_names import spelled
from screens.terminal.slow_line_app import LeanScreen
from siptui.desk.open_records import Desk
from siptui.desk.saving_state import in_a_word, in_words
from siptui.desk.write_queue import Outcome, gone_in_words
from siptui.framework.model import Scale
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import printable
from siptui.rules.summary import text
from siptui.store.faults import StoreFault
from siptui.store.school import about

if TYPE_CHECKING:
    from siptui.desk.draft_keeper import InHand, Keeper
    from siptui.desk.proofreader import Proofreader


PEOPLE = "People"
"""What the list of people is called."""
LISTED = "{app.unsaved} lists it"
TRANSITION = 0.02
"""Seconds in which a screen that opens or comes back is not painted: Textual would paint it three times over."""


class OnDesk(Protocol):
    """The application, as far as a screen needs it."""

    desk: Desk
    keeper: "Keeper"
    proofreader: "Proofreader"
    wrong_keys: Sequence[str]  # what is wrong with a person's own keys, a line each

    def ask_for_vault(self, screen: "DeskScreen") -> None:
        """Ask on a school's screen for what opens the vault, and show the school's confidential forms."""

    def open_form(self, school_id: str, form: str, number: str = "", path: str = "") -> None:
        """Show a form of a school, at a path; of one that occurs many times, the one of that number."""


class DeskScreen(LeanScreen[None]):
    """A screen over records on the desk. `show` draws it from them; it is called whenever they may have moved."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    school_id: str = ""
    edits: ClassVar[bool] = False
    """Whether anything is typed on this screen."""
    lies_below: ClassVar[bool] = False
    """Whether it is a caseload, to which one comes back when all that lies on it is left."""
    in_vain: Collection[str] = ()
    """Ids of actions that would only say why there is nothing to do: the key bar does not name them."""
    _away = False
    _said = ""
    _said_of_saving = ""
    HELP: ClassVar[str | None] = ""

    @cached_property
    def desk(self) -> Desk:
        """The desk that the application had when this was opened: the store's, or an open vault's."""
        return cast(OnDesk, self.app).desk

    def value(self, path: str) -> str:
        """A field of this screen's school as text, "" where it is empty."""
        return text(self.desk.record(self.school_id), path)

    def whose(self) -> list[str]:
        """The way from the caseload to whom this screen is about: a school, or among the people a person."""
        name = self.desk.called(self.school_id)
        return [PEOPLE, name] if about(self.school_id) == "person" else [name]

    def where(self) -> list[str]:
        """The way from the caseload to here, a name a step."""
        return []

    def body(self) -> ComposeResult:
        """The widgets between the title and the note."""
        yield from ()

    def compose(self) -> ComposeResult:
        yield TitleBar("", markup=False)
        yield from self.body()
        yield Note("", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        # Textual calls this for every class of a screen, so that one which defines its own must not call it too.
        if len(self.app.screen_stack) > 1:
            self.app.delay_update(TRANSITION)
        self.title_again()
        self.saving()
        self.show()
        self.ready()

    def ready(self) -> None:
        """Called once, when the screen has been drawn for the first time."""

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self) -> None:
        """Draw again on coming back; the first time, mounting does so."""
        if self._away:
            self._away = False
            self.app.delay_update(TRANSITION)
            self.title_again()
            self.saving()
            self.show_if_moved()
            if self.school_id:
                self.work(self._look_again, "look again")

    def work(self, job: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Do a job beside the keys, in the place of one of its group that is still at work.

        What it would show on a screen that has been left meanwhile is of no interest. It is begun only when its turn
        comes: another of its group, or leaving, may take that away.
        """

        async def unless_left() -> None:
            with contextlib.suppress(NoMatches):  # its widgets go one by one
                await job()

        _: Worker[None] = self.run_worker(unless_left, group=group, exclusive=True)

    async def _look_again(self) -> None:
        """What a colleague has changed meanwhile shows on coming back."""
        with contextlib.suppress(Refused, StoreFault):  # the next edit will say so
            await self.desk.open(self.school_id)
            self.show_if_moved()

    def show(self) -> None:
        """Draw what the screen is about, from the record."""

    def show_if_moved(self) -> None:
        """Draw it again if the record may be another than was drawn."""
        self.show()

    def title_again(self) -> None:
        """Say where one is, and first of all whether nothing can be changed there."""
        way = [marked_line(each) for each in ("Caseload", *self.where())]
        year = self.desk.framework.identity.year
        over = self.desk.store.office.closed
        read_only = f"{year}, READ-ONLY · " if over else "READ-ONLY · " if self.desk.read_only else ""
        self.query_one(TitleBar).tell(("CONFIDENTIAL · " if self.desk.confidential else "") + read_only, way)

    def may_write(self) -> bool:
        """Whether an edit can be begun; where the store can only be read, says why."""
        if why := self.desk.read_only:
            self.say(f"Read-only: {why.what}; {why.do}", problem=True)
        return why is None

    def saving(self) -> None:
        """Show whether all that was typed is on disk."""
        state = self.desk.state
        self.query_one(KeyBar).show(in_a_word(state), state.failed)
        if state.failed:
            self.say(f"{in_words(state)} · {spelled(LISTED, self)}", problem=True)
            self._said_of_saving = self._said
        elif self._said and self._said == self._said_of_saving:
            self.say("")

    def say(self, message: str, problem: bool = False) -> None:
        """Show a message in the note line."""
        message = printable(message)
        if message == self._said:
            return
        self._said = message
        self.query_one(Note).tell(message, problem, spelled("{everywhere.message}", self))

    @on(Told)
    def _told(self, event: Told) -> None:
        self.say(event.words, event.problem)

    def settled(self, outcome: Outcome) -> None:
        """An edit has gone through, or has not: show the record as it stands now."""
        if outcome.problem:
            self.say(outcome.problem, problem=True)
        elif outcome.rows:
            self.say(gone_in_words(outcome.rows))
        elif outcome.why in {"undo", "redo"} and outcome.edit:
            count = len(outcome.edit.changes)
            what = self.desk.label(outcome.edit.changes[0].path) if count == 1 else f"{count} entries"
            self.say(f"{'Took back' if outcome.why == 'undo' else 'Made again'}: {what}")
        self.show_if_moved()

    def refreshed(self) -> None:
        """A colleague has changed the record: show it as it stands now."""
        self.show()

    def in_hand(self) -> "list[InHand]":
        """The texts that are being typed on this screen."""
        return []

    def leave(self) -> bool:
        """Called before the screen goes: hand over what is still being typed. False where that does not fit yet."""
        return True

    def action_back(self) -> None:
        if self.leave() and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def action_undo(self) -> None:
        if self.school_id and self.may_write() and not self.desk.undo(self.school_id):
            self.say(f"Nothing typed in this session to undo (`siptui undo {self.school_id}` takes back earlier edits)")

    def action_redo(self) -> None:
        if self.school_id and self.may_write():
            self.desk.redo(self.school_id)

    def scales(self) -> list[Scale]:
        """The scales that are chosen from on this screen."""
        return []

    def action_message(self) -> None:
        """Show the message in the note line whole."""
        from screens.frame.whole_message import MessageScreen

        if self._said:
            self.app.push_screen(MessageScreen(self._said))

    def action_help(self) -> None:
        from screens.frame.help import show_help

        show_help(self, self.HELP or "", self.scales(), cast(OnDesk, self.app).wrong_keys)
