"""Reading a school's tracking spreadsheet: what was understood, what was not counted, what would change; yes or no."""

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.whole_message import MessageScreen
from screens.grid.filter_bar import FilterBar
from screens.grid.grid import Grid
from screens.importing.chosen_file import ChosenFile
from screens.importing.file_chooser import HINTS, FileChooser
from screens.importing.preview import Preview, counted
from screens.importing.said_once_saved import say_once_saved
from screens.importing.tabs import (
    CHANGES,
    LEFT_OUT,
    NOTES,
    QUESTIONS,
    UNDERSTOOD,
    drawn,
    first_view,
    tabs_of,
    view_of,
)
from screens.importing.take_answers import MeaningAsker, turn_sheet
from screens.importing.views import refused_file
from screens.importing.views.changes import figures
from screens.importing.views.in_short import advice, hindrance, in_short
from screens.importing.views.sheet_as_understood import begins
from screens.keys.actions import bindings
from screens.keys.key_bar import KeyBar
from screens.keys.key_names import spelled
from siptui.desk.write_queue import Outcome
from siptui.documents.returned.document_read import is_named_as_document
from siptui.intake.read_in_child import OursCameBack
from siptui.records.typed_and_shown import printable
from siptui.store.school import about

WORKBOOKS = (".xlsx", ".ods", ".xls")
MOVED = "A colleague has changed these figures since the file was read: on a yes you are shown both"
AGAIN = "The file is being read again; look at that first, then {importing.accept}"


class ImportScreen(DeskScreen):
    """A file is chosen and read; then each view shows one side of what that comes to. Nothing is changed until y."""

    HELP = (
        "Choose a file; {files.remove} on the list removes one from the inbox. A note or form that came back (.docx) "
        "has a screen of its own. Of a tracking spreadsheet {importing.changes} shows each "
        "figure as it stands and as it would be (* beside one in which a pupil with a result is not counted); "
        "{importing.understood} the file's own rows under what each column "
        "was taken to mean; {importing.left_out} every cell that was not counted and why; {importing.questions} what "
        "only you can answer, and what you answered; {importing.groups} the averages of each vulnerable group; "
        "{importing.notes} what else there is to say. {grid.open} on a column or on a cell that was not counted says "
        "what it means, {importing.sheet} leaves a sheet out or takes it in; the file is then read again. So it is "
        "with a file that is refused, whose rows stand under the reason. {importing.accept} makes the changes; "
        "{everywhere.back} leaves all as it was. One {everywhere.undo} takes a whole import back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("importing")
    CSS_PATH = "import_screen.tcss"

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.file = ChosenFile(self, self._have, self._came_back)
        self.asker = MeaningAsker(self, self.file)
        self.choosing = True
        """Whether a file is being chosen."""
        self._view = CHANGES
        self._sheet = 0
        self._asked_twice = False

    @property
    def place_now(self) -> str:
        """Which keys the bar and the help name."""
        return self.query_one(FileChooser).place if self.choosing else ""

    @property
    def preview(self) -> Preview | None:
        """What there is to be shown of a file; nothing while one is chosen."""
        file = self.file
        if file.found is None or self.choosing:
            return None
        desk, room = self.desk, self.size.width - 3
        about = (desk.framework, desk.fields, file.record, desk.label, lambda text: spelled(text, self))
        return Preview(file.found, file.refused, file.name, *about, file.answers, file.asked, room, self._sheet)

    def where(self) -> list[str]:
        return [*self.whose(), "Import"]

    def body(self) -> ComposeResult:
        yield Static("", id="told", markup=False)
        yield Static("", id="views", markup=False)
        yield Grid([], id="view")
        yield FileChooser(self.desk.store.folder, self._chosen, lambda: self.file.is_read)

    def ready(self) -> None:
        self.action_file()

    # -- choosing a file

    def action_file(self) -> None:
        """Let a file be chosen; one that is still being read is not wanted any more."""
        self.file.reader.halt()
        self.choosing = True
        self.set_class(True, "choosing")
        self.query_one(FileChooser).begin()
        self.query_one(KeyBar).refresh()
        self.say(spelled(HINTS["path"], self))

    def _chosen(self, path: Path) -> None:
        """Read a file; a document that came back has a screen of its own."""
        if is_named_as_document(path) or (about(self.school_id) != "school" and path.suffix.casefold() in WORKBOOKS):
            self._came_back(path)
        elif about(self.school_id) != "school":
            self.say("Only a form that came back is read here, as a document (.docx) or workbook (.xlsx)", problem=True)
        else:
            self.file.choose(path)

    def _came_back(self, path: Path, workbook: OursCameBack | None = None) -> None:
        """Show what siptui sent out and came back, a document or a workbook, on a screen of its own."""
        from screens.importing.documents.document_screen import DocumentScreen

        sheets = workbook.sheets if workbook else []
        self.app.push_screen(DocumentScreen(self.school_id, path, super().action_back, sheets))

    @on(events.DescendantFocus)
    def _other_keys(self) -> None:
        """The line and the list have keys of their own; what has just happened stays said."""
        self.query_one(KeyBar).refresh()
        if self.choosing and self._said in [spelled(hint, self) for hint in HINTS.values()]:
            self.say(spelled(HINTS[self.place_now], self))

    # -- read

    def _have(self, first: bool) -> None:
        """Show what the file comes to, from its beginning if it is the `first` time."""
        self.choosing = False
        self.query_one(KeyBar).refresh()
        preview = self.preview
        if preview is None:
            return
        self.set_class(False, "choosing")
        self.set_class(preview.refused, "refused")
        self.screen.set_focus(self.query_one("#view", Grid), scroll_visible=False)
        box = self.query_one("#told", Static)
        box.update(refused_file.why(preview) if preview.refused else in_short(preview))
        box.set_class(bool(preview.found.again), "problem")
        if first:
            self._sheet = preview.sheet = refused_file.sheet_of(preview.found) if preview.refused else 0
        if first or self._view not in tabs_of(preview):
            self.action_view(first_view(preview), anew=True)
        else:
            self.action_view(self._view)
        self.say(*advice(preview, self._view == CHANGES))

    def show(self) -> None:
        if preview := self.preview:
            self._draw(preview)

    def action_view(self, view: str, anew: bool = False) -> None:
        """Show one side of what was read; another one than before, or `anew`, from its beginning."""
        preview = self.preview
        if preview is None or view not in tabs_of(preview):
            return
        anew = anew or view != self._view
        self._view, self._asked_twice = view, False
        if anew:
            _all_rows(self)
        self._draw(preview)
        if anew:
            grid = self.query_one("#view", Grid)
            grid.action_move("first")
            if view == UNDERSTOOD:
                grid.move_to(*begins(preview.seen))
        hint = view_of(preview, view).hint(preview)
        said = (hint, False) if hint else advice(preview, view == CHANGES)
        # After what the cursor's new place has to say.
        self.call_after_refresh(self.say, *said) if view == UNDERSTOOD else self.say(*said)

    def _draw(self, preview: Preview) -> None:
        view = view_of(preview, self._view)
        grid = self.query_one("#view", Grid)
        grid.empty = "" if preview.refused else view.empty
        by_row = preview.refused and self._view == CHANGES
        grid.set_columns(*view.side(preview), cursor="row" if by_row else "cell", frozen_columns=view.frozen)
        self.query_one("#views", Static).update(drawn(preview, self._view))

    @on(Grid.Moved, "#view")
    def _moved(self, event: Grid.Moved) -> None:
        preview = self.preview
        if preview and (line := view_of(preview, self._view).of_cell(preview, event.row_key, event.column_key)):
            self.say(line)

    def settled(self, outcome: Outcome) -> None:
        """One's own undo has moved what the file was read for: it is read again."""
        super().settled(outcome)
        if outcome.edit and self.file.moved():
            self.file.read_again()

    def refreshed(self) -> None:
        """A colleague's figures are not put into what was shown: on a yes both are."""
        super().refreshed()
        if self.preview and self.file.moved():
            self.say(MOVED, problem=True)

    # -- sheets

    def action_next_sheet(self) -> None:
        """The next sheet's columns."""
        if (preview := self.preview) and (of := len(preview.found.seen)):
            at = min(self._sheet, of - 1)
            self._sheet = (at + 1 if self._view == UNDERSTOOD else at) % of
            self.action_view(UNDERSTOOD, anew=True)

    def action_sheet(self) -> None:
        """Leave the sheet out, or take it in; the first time only show which it is."""
        if preview := self.preview:
            if self._view == UNDERSTOOD:
                turn_sheet(self.file, preview.seen)
            else:
                self.action_view(UNDERSTOOD)

    # -- answering

    @on(Grid.Opened, "#view")
    def _opened(self, event: Grid.Opened) -> None:
        preview, row = self.preview, event.row_key
        if preview is None:
            return
        if preview.refused and self._view == CHANGES:
            self.app.push_screen(MessageScreen(printable(refused_file.line(preview.found.problems[int(row)]))))
        elif self._view == QUESTIONS:
            self.asker.answer_chosen(preview, row)
        elif self._view == NOTES:
            self.app.push_screen(MessageScreen(self.query_one("#view", Grid).view.cell.entry))
        elif self._view == UNDERSTOOD:
            self.asker.ask_cell(preview, row, event.column_key)
        elif self._view == LEFT_OUT:
            self.asker.ask_not_counted(preview, row)

    # -- the end

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to say yes to in a file that is refused, nor a sheet in one that cannot be opened."""
        file = self.file
        shown = file.found is not None and file.found.seen
        return not file.refused or action not in ({"accept"} if shown else {"accept", "next_sheet", "sheet"})

    def action_accept(self) -> None:
        """Make the changes, all of them, through the desk."""
        preview, file = self.preview, self.file
        if preview is None or not self.may_write():
            return
        if file.is_read or (why := hindrance(preview)):
            self.say(spelled(AGAIN, self) if file.is_read else why, problem=True)
            return
        found = preview.found
        called = found.provenance.file if found.provenance else file.name  # no pupil's name is kept
        self.desk.change(self.school_id, file.accepted(), f"imported from {called}", found.provenance)
        file.answers = {}
        self.action_back()
        below = self.app.screen
        if isinstance(below, DeskScreen):
            undo = spelled("{everywhere.undo}", self)
            said = f"{file.name}: {counted(figures(found), 'figure')} imported; {undo} takes them all back"
            below.work(lambda: say_once_saved(below, self.school_id, said), "imported")

    def leave(self) -> bool:
        self.file.reader.halt()
        return super().leave()

    def action_back(self) -> None:
        """Stop reading; or go back, first to what was read before, and at the second asking where answers are lost."""
        file = self.file
        if file.reader.halt():
            self.say(f"Stopped; {file.name} was not read to its end, and nothing was changed")
        elif self.choosing and file.found is not None:
            self._have(first=False)
        elif file.answers and not self.choosing and not self._asked_twice:
            self._asked_twice = True
            count = counted(len(file.answers), "answer")
            self.say(spelled(f"{{everywhere.back}} again leaves the file, and with it {count} of yours", self), True)
        else:
            super().action_back()


def _all_rows(screen: DeskScreen) -> None:
    """Let a filter go that was for another view."""
    grid = screen.query_one("#view", Grid)
    grid.narrow("")
    grid.sort_by(None)
    screen.query(FilterBar).remove()
