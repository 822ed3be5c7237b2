"""A folder of workbooks and documents that came back: what each would change, taken together or one by one."""

import asyncio
import threading
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.text_without_markup import plain
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.importing.preview import counted
from screens.importing.reading_file import shown_name
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.intake.folder_came_back import CameBack, each_in_turn, files_in
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import printable
from siptui.store.faults import StoreFault

COLUMNS = [
    Column("file", "File", 24, grow=3),
    Column("whose", "Whose", 14, grow=2),
    Column("changed", "Changed", 7, align="right"),
    Column("clashes", "On both\nsides", 7, align="right"),
    Column("comments", "Com-\nments", 6, align="right"),
    Column("state", "", 12),
]
STATES = {
    "not_read": ("not read", "yellow"),
    "asks": ("asks", "yellow"),
    "clashes": ("choose first", "conflict"),
}
TO_TAKE, NOTHING_NEW = ("take over", "strong"), ("nothing new", "dim")
LEFT_OUT, TAKEN = ("leave out", "dim"), ("taken over", "green")
HINT = "{folder.accept} takes over all that is marked so; {grid.open} opens one; {folder.leave_out} leaves one out"
STILL = "The files are still being read; {everywhere.back} stops that"
NOTHING = "Nothing would change; {grid.open} opens a file, {everywhere.back} goes back"
CHOOSE = "In {count} both sides changed something: {{grid.open}} opens it to choose"


class FolderScreen(DeskScreen):
    """Every file of a folder in one table; nothing is changed until yes, and then each file in an edit of its own."""

    HELP = (
        "Each file that came back, whose it is, how many answers it would change, and how many both sides changed. "
        "{folder.accept} takes over those marked so, each in an edit of its own, which {everywhere.undo} on its "
        "school takes back; {folder.leave_out} leaves one out. A file in which both sides changed something is left "
        "whole: {grid.open} opens it, to choose in it one by one. {everywhere.back} stops the reading, or leaves all "
        "as it was."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("folder")
    DEFAULT_CSS = """
    FolderScreen > #told { height: auto; max-height: 2; padding: 0 1; margin-bottom: 1; color: $text-muted; }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.found: list[CameBack] = []
        """What was read so far, in the order in which it is taken."""
        self._files: list[Path] = []
        self._left_out: set[Path] = set()
        self._taken: set[Path] = set()
        self._reading: threading.Event | None = None

    def where(self) -> list[str]:
        return ["Import", marked_line(self.folder.name)]

    def body(self) -> ComposeResult:
        yield Static("", id="told", markup=False)
        yield Grid(COLUMNS, cursor="row", frozen_columns=1, empty="Looking …")

    def ready(self) -> None:
        self.query_one(Grid).focus()
        self._read_again()

    # -- reading

    def _read_again(self) -> None:
        self._halt()
        self._reading = threading.Event()
        self.work(lambda stop=self._reading: self._read(stop), "reading")  # type: ignore[misc]

    def _halt(self) -> bool:
        """Stop what is being read; whether anything was."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.set()
        return reading is not None

    async def _read(self, stop: threading.Event) -> None:
        """Read one file after the other, beside the keys."""
        self.found = []
        at = self.query_one(Grid).cursor_row_key
        try:
            await self.desk.settled()
            self._files = await asyncio.to_thread(files_in, self.folder)
            turns = each_in_turn(
                self.desk.store, self._files, None, "keeps", dry_run=False, stop=stop, left_out=self._left_out
            )
            for number, file in enumerate(self._files, start=1):
                said = f"Reading {number} of {len(self._files)}: {shown_name(file)}"
                self.say(spelled(f"{said} · {{everywhere.back}} stops", self))
                each = await asyncio.to_thread(next, turns, None)
                if stop.is_set() or each is None:
                    return
                self.found.append(each)
                self.show()
        except (Refused, StoreFault) as fault:
            problem = fault.problems[0] if isinstance(fault, Refused) else fault.problem
            self.query_one(Grid).empty = "Nothing is read"
            self.show()
            self.say(printable(problem.line()), problem=True)
            return
        finally:
            if self._reading is stop:
                self._reading = None
        self.query_one(Grid).move_to(at)
        self._hint()

    def _hint(self) -> None:
        clashing = [each for each in self.found if each.left == "clashes"]
        if self._to_take():
            self.say(spelled(HINT, self))
        elif clashing:
            self.say(spelled(CHOOSE.format(count=counted(len(clashing), "file")), self), problem=True)
        else:
            self.say(spelled(NOTHING, self))

    # -- what is shown

    def show(self) -> None:
        self.query_one("#told", Static).update(plain(self._in_short()))
        self.query_one(Grid).set_rows([self._row(number, each) for number, each in enumerate(self.found)])

    def _in_short(self) -> str:
        if not self._files:
            return printable(str(self.folder))
        read = "" if len(self.found) == len(self._files) else f", {len(self.found)} read"
        some = self._to_take()
        answers = sum(each.count for each in some)
        clashes = sum(len(each.back.proposal.merged.clashes) for each in self.found if each.back)
        said = f"{counted(answers, 'answer')} of {counted(len(some), 'file')} to be taken over"
        both = f"; {counted(clashes, 'answer')} changed on both sides" if clashes else ""
        return printable(f"{counted(len(self._files), 'file')} in {self.folder.name}{read}: {said}{both}")

    def _row(self, number: int, each: CameBack) -> Row:
        if each.left:
            words, look = STATES[each.left]
        elif not each.changes:
            words, look = TAKEN if each.file in self._taken else NOTHING_NEW
        else:
            words, look = LEFT_OUT if each.file in self._left_out else TO_TAKE
        name, proposal = shown_name(each.file), each.back.proposal if each.back else None
        if each.read is None:
            why = printable(each.problems[0].what) if each.problems else ""
            return Row(str(number), (name, Cell(why, "dim"), "", "", "", Cell(words, look)))
        counts = (each.count, 0, 0)
        if proposal:
            counts = (len(proposal.merged.changes), len(proposal.merged.clashes), len(proposal.comments))
        whose = self.desk.called(each.whose)
        return Row(str(number), (name, whose, *(str(count or "–") for count in counts), Cell(words, look)))

    def _under_cursor(self) -> CameBack | None:
        key = self.query_one(Grid).cursor_row_key
        return self.found[int(key)] if key and int(key) < len(self.found) else None

    def _to_take(self) -> list[CameBack]:
        return [each for each in self.found if each.changes and each.file not in self._left_out]

    # -- what a person does

    @on(Grid.Opened)
    def _opened(self) -> None:
        """One file alone, to choose in it; of one that is not read, why."""
        from screens.importing.documents.document_screen import DocumentScreen

        each = self._under_cursor()
        if each is None or self._reading is not None:
            return
        if each.read is None or each.back is None:
            self.app.push_screen(MessageScreen(_why(each)))
        else:
            self.app.push_screen(DocumentScreen(each.back.school.id, each.file, self._read_again))

    def action_leave_out(self) -> None:
        """Leave a file out of what is taken together, or take it in again."""
        each = self._under_cursor()
        if each is not None and each.changes:
            self._left_out ^= {each.file}
            self._read_again()  # what comes after it may depend on it

    def action_accept(self) -> None:
        """Take over every file that is to be, each in an edit of its own."""
        if self._reading is not None:
            self.say(spelled(STILL, self))
        elif not self.may_write():
            return
        elif some := self._to_take():
            self.work(lambda: self._take(some), "taking")
        else:
            self._hint()

    async def _take(self, some: list[CameBack]) -> None:
        answers = sum(each.count for each in some)
        try:
            for each in some:
                source = each.tracking.provenance if each.tracking else None
                name = source.file if source else shown_name(each.file)  # no pupil's name is kept
                await self.desk.open(each.whose)
                self.desk.change(each.whose, each.changes, f"imported from {name}", source)
                await self.desk.settled()
                self._taken.add(each.file)
        except (Refused, StoreFault) as fault:
            problem = fault.problems[0] if isinstance(fault, Refused) else fault.problem
            self.say(printable(problem.line()), problem=True)
            return
        if not self.desk.unsaved:
            self._halt()
            self._reading = stop = threading.Event()
            await self._read(stop)
            self.say(f"{counted(answers, 'answer')} of {counted(len(some), 'file')} taken over")

    def leave(self) -> bool:
        self._halt()
        return super().leave()

    def action_back(self) -> None:
        """Stop reading, or go back."""
        if self._halt():
            self.show()
            self.say("Stopped; nothing was changed")
        else:
            super().action_back()


def _why(each: CameBack) -> str:
    """Why a file is not read, or what it asks; a school's tracking file is imported on the school's own screen."""
    said = [printable(problem.line()) for problem in each.problems]
    if each.tracking:
        said.append("It is a tracking file: import it alone, on its school's screen, to see and answer all of it")
    return "\n\n".join(said) or "Nothing is wrong with it"
