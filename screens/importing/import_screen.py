"""Reading a school's tracking spreadsheet: what was understood, what was not counted, what would change; yes or no."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.message import MessageScreen
from screens.grid.grid import Grid
from screens.importing import refused_file as refused
from screens.importing import views as views
from screens.importing.answering import AnsweringScreen
from screens.importing.sheet_view import about, begins, said_of, sheet
from screens.importing.tabs import (
    CHANGES,
    EMPTY,
    GROUPS,
    LEFT_OUT,
    NOTES,
    QUESTIONS,
    UNDERSTOOD,
    drawn,
    tabs_of,
    tabs_of_refused,
)
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.typed_and_shown import printable
from siptui.tracking.proposal import SheetSeen, TrackingProposal

CHANGE = " · {grid.open} changes it"
TAKE_IN = " · {importing.sheet} takes it in"


class ImportScreen(AnsweringScreen):
    """A file is chosen and read; then each view shows one side of what that comes to. Nothing is changed until y."""

    HELP = (
        "Choose a file; {files.remove} on the list removes one from the inbox. Then {importing.changes} shows each "
        "figure as it stands and as it would be; {importing.understood} the file's own rows under what each column "
        "was taken to mean; {importing.left_out} every cell that was not counted and why; {importing.questions} what "
        "only you can answer, and what you answered; {importing.groups} the averages of each vulnerable group; "
        "{importing.notes} what else there is to say. {grid.open} on a column or on a cell that was not counted says "
        "what it means, {importing.sheet} leaves a sheet out or takes it in; the file is then read again. So it is "
        "with a file that is refused, whose rows stand under the reason. {importing.accept} makes the changes; "
        "{everywhere.back} leaves all as it was. One {everywhere.undo} takes a whole import back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("importing")
    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def __init__(self, school_id: str) -> None:
        super().__init__(school_id)
        self._view = CHANGES
        self._sheet = 0
        self._asked_twice = False
        self._asks: dict[str, str] = {}  # what every question so far was, by its key

    def where(self) -> list[str]:
        return [self.value("school/name"), "Import tracking"]

    def body(self) -> ComposeResult:
        file, grid = super().body()
        yield file
        yield Static("", id="told", markup=False)
        yield Static("", id="views", markup=False)
        yield grid

    def choose(self) -> None:
        self.set_class(True, "choosing")
        super().choose()

    # -- read

    def found(self, found: TrackingProposal, first: bool) -> None:
        self._asks |= {q.key: q.asks for q in found.questions}
        self.set_class(False, "choosing")
        self.set_class(self.refused, "refused")
        self.screen.set_focus(self.query_one(Grid), scroll_visible=False)
        box = self.query_one("#told", Static)
        box.update(refused.why(self, found) if self.refused else views.in_short(self, found, self.file))
        box.set_class(bool(found.again), "problem")
        if first:
            self._sheet = refused.sheet_of(found) if self.refused else 0
        if first or self._view not in self._tabs(found):
            self.action_view(self._first_view(found), anew=True)
        else:
            self.action_view(self._view)
        self._advise(found)

    def _first_view(self, found: TrackingProposal) -> str:
        if self.refused and found.seen:
            return UNDERSTOOD
        return QUESTIONS if found.questions else CHANGES

    def action_back(self) -> None:
        """Go back; at the second asking where answers would be lost by it."""
        if self.answers and not self.choosing and not self._asked_twice and not self.reads:
            self._asked_twice = True
            count = views.counted(len(self.answers), "answer")
            self.say(spelled(f"{{everywhere.back}} again leaves the file, and with it {count} of yours", self), True)
        else:
            super().action_back()

    def _advise(self, found: TrackingProposal) -> None:
        if self.refused:
            self.say(refused.hint(self, found, self._view == CHANGES), problem=True)
        elif found.questions:
            self.say(spelled("Answer the questions first: {grid.open} on an answer chooses it", self), problem=True)
        elif not found.changes:
            self.say("Nothing would change: these figures stand there already")
        elif found.problems:
            self.say(found.problems[0].line(), problem=True)
        else:
            self.say(spelled("{importing.accept} imports these figures; {everywhere.back} leaves all as it was", self))

    # -- showing

    def show(self) -> None:
        if self.proposal is not None and not self.choosing:
            self._draw(self.proposal)

    def action_view(self, view: str, anew: bool = False) -> None:
        """Show one side of what was read; another one than before, or `anew`, from its beginning."""
        if self.proposal is None or self.choosing or view not in self._tabs(self.proposal):
            return
        anew = anew or view != self._view
        if anew:
            self._all_rows()
        self._view = view
        self._asked_twice = False
        self._draw(self.proposal)
        grid = self.query_one(Grid)
        if anew:
            grid.action_first()
        if view == UNDERSTOOD:
            if anew:
                grid.move_to(*begins(self._seen(self.proposal)))
            self.call_after_refresh(self._say_sheet)
        elif view == NOTES:
            self.say(spelled("{grid.open} shows a line whole; {grid.copy} copies it", self))
        elif view == GROUPS:
            self.say("Each group's average, and in brackets how many pupils are in it")
        elif view == LEFT_OUT and self.proposal.not_counted:
            self.say(spelled("{grid.open} on a cell says what it means; {grid.filter} finds a word", self))
        else:
            self._advise(self.proposal)

    def _all_rows(self) -> None:
        """Let a filter go that was for another view."""
        from screens.grid.filter_bar import FilterBar

        grid = self.query_one(Grid)
        grid.narrow("")
        grid.sort_by(None)
        self.query(FilterBar).remove()

    def _draw(self, found: TrackingProposal) -> None:
        if self._view == CHANGES:
            side = refused.reasons(found) if self.refused else views.before_and_after(self, found)
        elif self._view == UNDERSTOOD:
            side = sheet(found, self._seen(found), self.desk.framework)
        elif self._view == LEFT_OUT:
            side = views.left_out(found)
        elif self._view == GROUPS:
            side = views.groups(self, found)
        elif self._view == NOTES:
            side = views.notes(self, found)
        else:
            side = views.questions(self, found, self._answered())
        grid = self.query_one(Grid)
        grid.cursor_kind = "row" if self.refused and self._view == CHANGES else "cell"
        grid.empty = EMPTY.get(self._view, "Nothing") if not self.refused else ""
        grid.frozen_columns = 1 if self._view in {CHANGES, UNDERSTOOD, GROUPS} else 0
        grid.set_columns(*side)
        self.query_one("#views", Static).update(drawn(self, self._tabs(found), self._view, bool(found.questions)))

    def _tabs(self, found: TrackingProposal) -> dict[str, str]:
        return tabs_of_refused(found, len(self._answered())) if self.refused else tabs_of(found)

    def _answered(self) -> list[views.Answered]:
        known = self.proposal.remembered_used if self.proposal else {}
        return views.answered(self.answers, known, self._asks)

    # -- sheets

    def _seen(self, found: TrackingProposal) -> SheetSeen:
        self._sheet = min(self._sheet, len(found.seen) - 1)
        return found.seen[self._sheet]

    def _say_sheet(self) -> None:
        if found := self.proposal:
            line = about(self._seen(found), self._sheet + 1, len(found.seen))
            out = self._seen(found).why.startswith("left out")
            self._say_with(line, TAKE_IN if out else " · {grid.open} says what a column means")

    def _say_with(self, line: str, hint: str) -> None:
        """Say a line, and what could be done where there is room for that too."""
        more = spelled(hint, self)
        self.say(line + more if len(line) + len(more) <= self.size.width - 2 else line)

    def action_next_sheet(self) -> None:
        """The next sheet's columns."""
        if self.proposal is not None and self.proposal.seen and not self.choosing:
            at = self._sheet + 1 if self._view == UNDERSTOOD else self._sheet
            self._sheet = at % len(self.proposal.seen)
            self.action_view(UNDERSTOOD, anew=True)

    def action_sheet(self) -> None:
        """Leave the sheet out, or take it in."""
        if self.proposal is None or self.choosing:
            return
        if self._view != UNDERSTOOD:
            self.action_view(UNDERSTOOD)
            return
        self.turn_sheet(self._seen(self.proposal))

    # -- answering

    def opened(self, event: Grid.Opened) -> None:
        found = self.proposal
        if found is None:
            return
        if self.refused and self._view == CHANGES:
            self.app.push_screen(MessageScreen(printable(found.problems[int(event.row_key)].line())))
        elif self._view == QUESTIONS:
            self.choose_answer(found, event.row_key)
        elif self._view == NOTES:
            self.app.push_screen(MessageScreen(self.query_one(Grid).cursor_cell.entry))
        elif self._view == UNDERSTOOD:
            self.ask_cell(found, self._seen(found), event.row_key, event.column_key)
        elif self._view == LEFT_OUT:
            each = next((n for at, n in enumerate(found.not_counted) if str(at) == event.row_key), None)
            if each and each.column and each.value.strip():
                self.ask_value(each)
            elif each:
                self.say("Only a cell that holds something can mean something else", problem=True)

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        found = self.proposal
        if found is None or self.choosing:
            return
        line = ""
        if self._view == CHANGES and not self.refused:
            line = views.figure(self, found, event.row_key, event.column_key)
        elif self._view == GROUPS:
            line = views.group_figure(found, event.row_key, event.column_key)
        elif self._view == UNDERSTOOD:
            seen = self._seen(found)
            self._say_with(said_of(found, seen, event.row_key, event.column_key, self.desk.framework), CHANGE)
        if line:
            self.say(line)

    # -- the end

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to say yes to in a file that is refused, nor a sheet in one that cannot be opened."""
        shown = self.proposal is not None and self.proposal.seen
        return not self.refused or action not in ({"accept"} if shown else {"accept", "next_sheet", "sheet"})

    def action_accept(self) -> None:
        """Make the changes, all of them, through the desk."""
        found = self.proposal
        if found is None or self.choosing:
            return
        if self.reads:
            self.say(spelled("The file is being read again; look at that first, then {importing.accept}", self), True)
            return
        if found.questions:
            self.say(spelled("There are open questions: {importing.questions} shows them", self), problem=True)
            return
        if not found.changes:
            self.say("There is nothing to change: these figures stand there already", problem=True)
            return
        count, file = views.figures(found), self.file
        self.answers = {}
        self.desk.change(self.school_id, self.to_change(found), f"imported from {file}", found.provenance)
        self.action_back()
        below = self.app.screen
        if isinstance(below, DeskScreen):
            undo = spelled("{everywhere.undo}", self)
            below.say(f"{file}: {count} figures imported; {undo} takes them all back")

    def action_file(self) -> None:
        """Choose another file; one that is still being read is not wanted any more."""
        self._halt()
        self.choose()
