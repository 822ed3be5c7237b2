"""A field's past: who wrote what in it, when, and how; the newest first."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.text_without_markup import plain, plain_line
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.change import Change, Edit
from siptui.records.edit_that_set_a_value import tells_of
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import clock, shown, typed
from siptui.records.values import Value
from siptui.store.faults import StoreFault

WAYS = {"undo": "undone", "redo": "made again", "merge": "chosen in a clash"}
EMPTY = "Nobody has written here yet"
UNDO = "{everywhere.undo}"


class PastScreen(DeskScreen):
    """What a school's history tells of one field, in a grid."""

    title_word: ClassVar[str]

    def __init__(self, school_id: str, path: str, way: list[str]) -> None:
        """`way` is where one comes from, for the title."""
        super().__init__()
        self.school_id = school_id
        self._path = path
        self._way = way

    def where(self) -> list[str]:
        return [*self._way, self.title_word]

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def show(self) -> None:
        self.work(self._load, "history")

    async def _load(self) -> None:
        try:
            edits = await self.desk.history(self.school_id, lambda edit: tells_of(edit, self._path))
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        self.tell(edits)

    def tell(self, edits: list[Edit]) -> None:
        """Show what `edits`, every one of the school, oldest first, tell of the field."""
        raise NotImplementedError


class HistoryScreen(PastScreen):
    """Every value that a field has had."""

    HELP = "What has stood in this field, the newest first. Arrows choose, {history.turn} turns the text's pages."
    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    DEFAULT_CSS = """
    HistoryScreen > Grid { height: 2fr; }
    HistoryScreen > #whole-title { height: 1; background: $panel; padding: 0 1; text-style: bold;
                                   text-wrap: nowrap; text-overflow: ellipsis; }
    HistoryScreen > VerticalScroll { height: 3fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    title_word = "History"

    def __init__(self, school_id: str, path: str, way: list[str]) -> None:
        super().__init__(school_id, path, way)
        self._edits: dict[str, tuple[Edit, Value | None]] = {}

    def body(self) -> ComposeResult:
        columns = [
            Column("when", "When", 15),
            Column("who", "Who", 10, grow=1),
            Column("why", "How", 12, grow=2),
            Column("value", self.desk.label(self._path), 20, grow=4),
        ]
        yield Grid(columns, cursor="row", frozen_columns=0, empty="Reading …")
        yield Static("", id="whole-title", markup=False)
        with VerticalScroll():
            yield Static("", id="whole", markup=False)

    def tell(self, edits: list[Edit]) -> None:
        self._edits = {
            str(edit.revision): (edit, change.new)
            for edit in reversed(edits)
            for change in edit.changes
            if change.path == self._path
        }
        grid = self.query_one(Grid)
        if not self._edits:
            grid.empty = EMPTY
            grid.refresh()
        grid.set_rows([self._row(key, edit, value) for key, (edit, value) in self._edits.items()])
        self._read()

    def _row(self, key: str, edit: Edit, value: Value | None) -> Row:
        words = " ".join(self._words(value).split())
        shown_value = Cell(words, value=typed(value)) if words else Cell("(cleared)", "dim", value="")
        return Row(key, (Cell(clock(edit.when), value=edit.when), edit.who, WAYS.get(edit.why, edit.why), shown_value))

    def _words(self, value: Value | None) -> str:
        field = self.desk.fields.get(self._path)
        return shown(field, typed(value)) if field else typed(value)

    @on(Grid.Moved)
    def _read(self) -> None:
        """Show the whole of the value under the cursor."""
        edit, value = self._edits.get(self.query_one(Grid).cursor_row_key, (None, None))
        title = f"{edit.who}, {clock(edit.when)}, {WAYS.get(edit.why, edit.why)}" if edit else ""
        self.query_one("#whole-title", Static).update(plain_line(title))
        self.query_one("#whole", Static).update(plain(self._words(value) or ("(cleared)" if edit else "")))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Grid.Opened)
    def _opened(self) -> None:
        self.say(spelled("{history.put_back} puts this back in the field", self))

    def action_turn(self) -> None:
        """A page on in the text, and from its end to its beginning."""
        text = self.query_one(VerticalScroll)
        if text.scroll_y >= text.max_scroll_y:
            text.scroll_home(animate=False)
        else:
            text.scroll_page_down(animate=False)

    def action_put_back(self) -> None:
        """Make the value under the cursor the field's again, as an edit like any other."""
        edit, value = self._edits.get(self.query_one(Grid).cursor_row_key, (None, None))
        if edit is None or not self.may_write():
            return
        if self.desk.record(self.school_id).get(self._path) == value:
            self.say("That is what stands there now")
            return
        self.desk.change(self.school_id, [Change(self._path, value)])
        self.action_back()
        below = self.app.screen
        if isinstance(below, DeskScreen):
            below.say(f"Put back what {edit.who} wrote; {spelled(UNDO, self)} takes it away again")
