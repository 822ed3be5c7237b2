"""A document or workbook that came back: each thing that was changed or said, beside ours, taken, left or edited."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.fields.long_text_pane import TextPane
from screens.frame.desk_screen import DeskScreen
from screens.frame.text_without_markup import plain
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from screens.importing.documents.choosing import Choosing, Item
from screens.importing.documents.listed_items import COLUMNS, PROBLEM, compare, in_short, name_of, rows_of
from screens.importing.documents.questions import Questions, ask
from screens.importing.documents.side_by_side import SideBySide
from screens.importing.preview import counted
from screens.importing.reading_file import shown_name
from screens.importing.said_once_saved import say_once_saved
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.draft_keeper import InHand
from siptui.documents.returned.in_store import Returned
from siptui.intake.came_back import came_back
from siptui.records.problem import Problem, Refused
from siptui.records.typed_and_shown import printable, shown, typed
from siptui.records.values import BadValue, Value, parse
from siptui.records.versions.merge import Choice
from siptui.sheets.cells import Sheet
from siptui.sheets.problems import Stopped
from siptui.store.faults import StoreFault

WAITS = "Both sides changed this: {returned.theirs} takes theirs, {returned.ours} keeps ours, {returned.edit} edits"
HINT = "{returned.theirs} theirs, {returned.ours} ours, {returned.edit} edits; {returned.accept} makes the changes"
NOTHING = "Nothing would change; {everywhere.back} goes back"
ASKS = "Only you can tell this: {grid.open} answers; nothing is taken over before"


class DocumentScreen(DeskScreen):
    """Read, compared word by word, chosen in one by one; nothing is changed until yes, and then all in one edit."""

    HELP = (
        "What the school changed in the document stands beside what stands here, the words that differ underlined. "
        "{returned.theirs} takes theirs, {returned.ours} leaves ours, {returned.edit} lets you make your own of both, "
        "{returned.turn} turns the pages of long texts. What both sides changed waits until you choose, and what only "
        "you can tell of a workbook made elsewhere until {grid.open} answers it. Comments are kept with the form, with "
        "room there for your answer. {returned.accept} makes the changes, in one edit, which one {everywhere.undo} "
        "takes back; {everywhere.back} leaves all as it was."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("returned")
    DEFAULT_CSS = """
    DocumentScreen > #told { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; color: $text-muted; }
    DocumentScreen > Grid { height: 2fr; }
    DocumentScreen > SideBySide { height: 3fr; }
    DocumentScreen > TextPane { height: 3fr; display: none; }
    DocumentScreen.-writing > SideBySide { display: none; }
    DocumentScreen.-writing > TextPane { display: block; }
    """

    def __init__(
        self, school_id: str, path: Path, done: Callable[[], None] = lambda: None, sheets: Sequence[Sheet] = ()
    ) -> None:
        """`done` is called when the changes were made and the screen has gone; `sheets` are those of a workbook."""
        super().__init__()
        self._sheets = sheets
        self.school_id, self.path, self._done = school_id, path, done
        self.choosing: Choosing | None = None
        """What there is to choose, once the document is read."""
        self.questions = Questions()
        self.problems: list[Problem] = []
        self._stop = threading.Event()
        self._asked_twice = False

    @property
    def name_shown(self) -> str:
        """The file's name as it may be shown."""
        return shown_name(self.path)

    def where(self) -> list[str]:
        return [*self.whose(), f"Import {self.name_shown}"]

    def body(self) -> ComposeResult:
        yield Static("", id="told", markup=False)
        yield Grid(COLUMNS, cursor="row", frozen_columns=0, empty="Reading …")
        yield SideBySide()
        yield TextPane()

    def ready(self) -> None:
        self.query_one(Grid).focus()
        self.work(self._read, "reading")

    # -- reading

    async def _read(self) -> None:
        self.say(spelled(f"Reading {self.name_shown} · {{everywhere.back}} stops", self))
        store = self.desk.store

        told, name = dict(self.questions.answers), self.name_shown

        def read() -> Returned:
            about = (store, self.path, self.school_id)
            return came_back(*about, sheets=self._sheets, answers=told, called=name, stop=self._stop)

        try:
            await self.desk.settled()
            found = await asyncio.to_thread(read)
        except Stopped:
            return
        except (Refused, StoreFault) as fault:
            self._refused([*fault.problems] if isinstance(fault, Refused) else [fault.problem])
            return
        self.questions.read(found.proposal.questions)
        self.problems = found.proposal.problems
        self.choosing = Choosing(found.proposal, found.school.values, self.choosing)
        self.query_one(Grid).empty = "Nothing was changed in it"
        self.show()
        self._first_hint()

    def _refused(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.query_one(Grid).empty = "It is not read"
        self.show()
        self.say(printable(problems[0].line()), problem=True)

    def _first_hint(self) -> None:
        choosing = self.choosing
        if choosing is None:
            return
        if not self._goes_to_what_waits(choosing):
            self.say(spelled(HINT if choosing.changes() else NOTHING, self))

    def _goes_to_what_waits(self, choosing: Choosing) -> bool:
        """Go to the first of what somebody has still to answer or to choose, if there is any."""
        waits = [*self.questions.open, *(item.key for item in choosing.waiting)]
        if waits:
            self.query_one(Grid).move_to(waits[0])
            self.say(spelled(ASKS if self.questions.open else WAITS, self), problem=True)
        return bool(waits)

    # -- what is shown

    def show(self) -> None:
        self.query_one("#told", Static).update(plain(in_short(self.name_shown, self.choosing)))
        asked = self.questions.rows(self.desk.framework)
        self.query_one(Grid).set_rows([*asked, *rows_of(self.desk.fields, self.choosing, self.problems)])
        self._compare()

    @on(Grid.Moved)
    def _moved(self) -> None:
        self._asked_twice = False
        self._compare()
        item = self._under_cursor()
        if self.choosing and item:
            waits = not self.choosing.state(item)
            self.say(spelled(WAITS if waits else HINT, self), problem=waits)
        elif self.questions.find(self.query_one(Grid).cursor_row_key):
            self.say(spelled(ASKS, self), problem=True)

    def _under_cursor(self) -> Item | None:
        return self.choosing.find(self.query_one(Grid).cursor_row_key) if self.choosing else None

    def _compare(self) -> None:
        """Show what is under the cursor whole, side by side."""
        sides, item, key = self.query_one(SideBySide), self._under_cursor(), self.query_one(Grid).cursor_row_key
        if item and self.choosing:
            compare(sides, self.desk.fields, self.choosing, item)
        elif key.startswith(PROBLEM):
            problem = self.problems[int(key.removeprefix(PROBLEM))]
            sides.put(("To look at", "What to do"), [problem.what], [problem.do])
        elif question := self.questions.find(key):
            sides.put(("Asked", "Where"), [question.asks], [question.where or "In the whole file"])
        else:
            sides.put(("", ""), [], [])

    # -- choosing

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """The other side, or a line whole."""
        if event.row_key.startswith(PROBLEM):
            problem = self.problems[int(event.row_key.removeprefix(PROBLEM))]
            self.app.push_screen(MessageScreen(printable(problem.line())))
        elif question := self.questions.find(event.row_key):
            ask(self, self.questions, question, lambda: self.work(self._read, "reading"))
        elif self.choosing and (item := self._under_cursor()):
            self._choose("ours" if self.choosing.state(item) == "theirs" else "theirs")

    def action_choose(self, choice: Choice) -> None:
        """Take theirs or leave ours, and go on to the next."""
        if self._choose(choice):
            self.query_one(Grid).action_move("down")

    def _choose(self, choice: Choice) -> bool:
        item = self._under_cursor()
        if self.choosing is None or item is None:
            return False
        if not item.open:
            why = "is kept already" if item.comment and item.comment.kept else "cannot be kept; below it says why"
            self.say(f"This comment {why}", problem=True)
            return False
        self.choosing.choose(item, choice)
        self.show()
        left = self.choosing.waiting
        self.say(f"{counted(len(left), 'answer')} to choose in" if left else spelled(HINT, self))
        return True

    def action_edit(self) -> None:
        """Make one's own of the two."""
        item, choosing = self._under_cursor(), self.choosing
        field = self.desk.fields.find(item.path) if item and item.path else None
        if item is None or choosing is None or field is None or item.comment:
            self.say("Only an answer can be edited; answer a comment in the form, once it is kept", problem=True)
            return

        def value(text: str) -> Value | None:
            return parse(field, text)

        def fits(text: str) -> str:
            try:
                value(text)
            except BadValue as fault:
                return f"{name_of(self.desk.fields, item)}: {fault}"
            return ""

        def written(text: str) -> None:
            choosing.edit(item, value(text))
            self.show()

        begun = choosing.edited.get(item.key, item.theirs)
        words = shown(field, typed(begun)) if field.kind != "text" and begun is not None else typed(begun)
        self.query_one(TextPane).edit(name_of(self.desk.fields, item), words, written, most=field.most, fits=fits)

    @on(TextPane.Left)
    def _edited(self) -> None:
        self.query_one(Grid).focus()

    def action_turn(self) -> None:
        """The next page of what is compared."""
        self.query_one(SideBySide).turn()

    def in_hand(self) -> list[InHand]:
        """What was edited, and is on no disk before the yes."""
        if self.choosing is None:
            return []
        pane, now = self.query_one(TextPane), self._under_cursor()
        texts = {key: typed(value) for key, value in self.choosing.edited.items()}
        if pane.editing and now:
            texts[now.key] = pane.text
        found = []
        for key, text in texts.items():
            if item := self.choosing.find(key):
                found.append(InHand(self.school_id, item.path, item.ours, typed(item.theirs), text))
        return found

    # -- the end

    def action_accept(self) -> None:
        """Make the changes, all of them in one edit."""
        choosing = self.choosing
        if choosing is None or not self.leave() or not self.may_write():
            return
        if self._goes_to_what_waits(choosing):
            return
        changes = choosing.changes()
        if not changes:
            self.say(spelled(NOTHING, self))
            return
        self.desk.change(self.school_id, changes, f"imported from {self.name_shown}")
        self.app.pop_screen()
        self._done()
        below = self.app.screen
        if isinstance(below, DeskScreen):
            undo = spelled("{everywhere.undo}", self)
            said = f"{self.name_shown}: {len(changes)} {'entry' if len(changes) == 1 else 'entries'} taken over"
            below.work(lambda: say_once_saved(below, self.school_id, f"{said}; {undo} takes them all back"), "imported")

    def leave(self) -> bool:
        return self.query_one(TextPane).leave()

    def action_back(self) -> None:
        """Stop reading, or go back; at the second asking where choices are lost."""
        self._stop.set()
        made = len(self.questions.answers) + (self.choosing.made if self.choosing else 0)
        if made and not self._asked_twice:
            self._asked_twice = True
            count = counted(made, "choice")
            self.say(
                spelled(f"{{everywhere.back}} again leaves the document, and with it {count} of yours", self), True
            )
        else:
            super().action_back()
