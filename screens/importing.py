"""Reading a school's tracking spreadsheet: what was understood, what was not counted, what would change; yes or no."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens import importing_views as views
from screens.actions import bindings
from screens.grid import Grid
from screens.importing_answers import AnsweringScreen
from screens.importing_sheet import about, column, sheet
from screens.keys import spelled
from screens.message import MessageScreen
from screens.shell import DeskScreen
from screens.wording import printable
from siptui.records.problem import Refused
from siptui.tracking import SheetSeen, TrackingProposal

CHANGES, UNDERSTOOD, LEFT_OUT, QUESTIONS = "changes", "understood", "left out", "questions"
GROUPS, NOTES = "groups", "notes"
EMPTY = {
    CHANGES: "No figures",
    QUESTIONS: "No questions",
    GROUPS: "The file tracks no group of pupils",
    NOTES: "No notes",
}


class ImportScreen(AnsweringScreen):
    """A file is chosen and read; then each view shows one side of what that comes to. Nothing is changed until y."""

    HELP = (
        "Choose a file. Then {importing.changes} shows each figure as it stands and as it would be; "
        "{importing.understood} the file's own rows under what each column was taken to mean; {importing.left_out} "
        "every cell that was not counted and why; {importing.questions} what only you can answer, and what you "
        "answered; {importing.groups} the averages of each vulnerable group; {importing.notes} what else there is to "
        "say. {grid.open} on a column or on a cell that was not counted says what it means, {importing.sheet} leaves "
        "a sheet out or takes it in; the file is then read again. {importing.accept} makes the changes; "
        "{everywhere.back} leaves all as it was. One {everywhere.undo} takes a whole import back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("importing")
    CSS_PATH = "importing.tcss"

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
        grid = self.query_one(Grid)
        grid.cursor_kind = "cell"
        self.screen.set_focus(grid, scroll_visible=False)
        told = [f"{self.file}: {self._in_short(found)}"]
        told += [printable(f"This very file was {found.again}")] if found.again else []
        box = self.query_one("#told", Static)
        box.update(Content("\n".join(told)))
        box.set_class(bool(found.again), "problem")
        if first:
            self._sheet = 0
            self.action_view(QUESTIONS if found.questions else CHANGES, anew=True)
        else:
            self.action_view(self._view)
        self._advise(found)

    def _in_short(self, found: TrackingProposal) -> str:
        pupils = max((cell.pupils for cell in found.grid), default=0)
        averages = views.counted(len(found.grid), "average")
        years = views.counted(len({cell.year for cell in found.grid}), "year group")
        return f"{averages} in {years}, of up to {views.counted(pupils, 'pupil')}"

    def action_back(self) -> None:
        """Go back; at the second asking where answers would be lost by it."""
        if self.answers and not self.choosing and not self._asked_twice and not self.reads:
            self._asked_twice = True
            count = views.counted(len(self.answers), "answer")
            self.say(spelled(f"{{everywhere.back}} again leaves the file, and with it {count} of yours", self), True)
        else:
            super().action_back()

    def _advise(self, found: TrackingProposal) -> None:
        if found.questions:
            self.say(spelled("Answer the questions first: {grid.open} on an answer chooses it", self), problem=True)
        elif not found.changes:
            self.say("Nothing would change: these figures stand there already")
        elif found.problems:
            self.say(found.problems[0].line(), problem=True)
        else:
            self.say(spelled("{importing.accept} imports these figures; {everywhere.back} leaves all as it was", self))

    def not_found(self, fault: Refused) -> None:
        self.set_class(False, "choosing")
        self.query_one("#views", Static).update("")
        self.query_one("#told", Static).update(Content("\n".join(printable(p.line()) for p in fault.problems[:2])))
        grid = self.query_one(Grid)
        grid.cursor_kind = "row"
        grid.set_columns(*views.wrong(fault))
        self.screen.set_focus(grid, scroll_visible=False)

    # -- showing

    def show(self) -> None:
        if self.proposal is not None and not self.choosing:
            self._draw(self.proposal)

    def action_view(self, view: str, anew: bool = False) -> None:
        """Show one side of what was read; another one than before, or `anew`, from its beginning."""
        if self.proposal is None or self.choosing or (view == UNDERSTOOD and not self.proposal.seen):
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
                grid.move_to(str(self._seen(self.proposal).first), grid.columns[min(1, len(grid.columns) - 1)].key)
            self.call_after_refresh(self._say_sheet)
        elif view == NOTES:
            self.say(spelled("{grid.open} shows a line whole; {grid.copy} copies it", self))
        elif view == LEFT_OUT:
            self.say(spelled("{grid.open} on a cell says what it means; {grid.filter} finds a word", self))
        else:
            self._advise(self.proposal)

    def _all_rows(self) -> None:
        """Let a filter go that was for another view."""
        from screens.filter_bar import FilterBar

        grid = self.query_one(Grid)
        grid.narrow("")
        grid.sort_by(None)
        self.query(FilterBar).remove()

    def _draw(self, found: TrackingProposal) -> None:
        if self._view == CHANGES:
            side = views.before_and_after(self, found)
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
        grid.empty = EMPTY.get(self._view, "Nothing")
        grid.frozen_columns = 1 if self._view in {CHANGES, UNDERSTOOD, GROUPS} else 0
        grid.set_columns(*side)
        self.query_one("#views", Static).update(self._tabs(found))

    def _tabs(self, found: TrackingProposal) -> Content:
        """The views, with how much is in those that matter before a yes; the one that is shown stands out."""
        tabs = {
            CHANGES: f"{{importing.changes}} Changes {views.figures(found)}",
            UNDERSTOOD: "{importing.understood} Columns",
            LEFT_OUT: f"{{importing.left_out}} Not counted {len(found.not_counted)}",
            QUESTIONS: f"{{importing.questions}} Questions {len(found.questions)}",
            GROUPS: "{importing.groups} Groups",
            NOTES: "{importing.notes} Notes",
        }
        pieces: list[tuple[str, str]] = []
        for view, text in tabs.items():
            style = "bold reverse" if view == self._view else "$text-error" if self._waits(view, found) else ""
            pieces += [(f" {spelled(text, self)} ", style)]
        return Content.assemble(*pieces)

    def _waits(self, view: str, found: TrackingProposal) -> bool:
        return view == QUESTIONS and bool(found.questions)

    def _answered(self) -> list[views.Answered]:
        title = "Answered ({grid.open} takes an answer back)"
        given = [views.Answered(title, k, views.in_words(k, self._asks), v) for k, v in self.answers.items()]
        title = "Remembered of this school's earlier files ({grid.open} forgets it, and asks again)"
        known = self.proposal.remembered_used.items() if self.proposal else ()
        some = [(k, v) for k, v in known if k not in self.answers]
        return given + [views.Answered(title, k, views.in_words(k, self._asks), v) for k, v in some]

    # -- sheets

    def _seen(self, found: TrackingProposal) -> SheetSeen:
        self._sheet = min(self._sheet, len(found.seen) - 1)
        return found.seen[self._sheet]

    def _say_sheet(self) -> None:
        if found := self.proposal:
            line = about(self._seen(found), self._sheet + 1, len(found.seen))
            self.say(f"{line} · {spelled('{grid.open} changes what a column means', self)}")

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
        if self._view == QUESTIONS:
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
        if self._view == CHANGES:
            line = views.figure(self, found, event.row_key, event.column_key)
        elif self._view == GROUPS:
            line = views.group_figure(found, event.row_key, event.column_key)
        elif self._view == UNDERSTOOD:
            line = column(self._seen(found), event.column_key, self.desk.framework)
        if line:
            self.say(line)

    # -- the end

    def action_accept(self) -> None:
        """Make the changes, all of them, through the desk."""
        found = self.proposal
        if found is None or self.choosing:
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
