"""One grid for every table: caseload, judgements, progress, summary, import preview. Keys and editing.

A screen describes columns once and hands over rows; what a person does comes back as messages:

    bar = FormulaBar()
    yield Grid(columns, rows, bar=bar, frozen_columns=2)
    yield bar

Without a bar nothing can be edited here, and Enter always posts `Opened`. A printable key posts `Pressed` and
goes on to the screen's bindings, so a screen binds `1` or `r` itself, or handles `Pressed`. With `type_to_edit`
a printable key on an editable cell opens the editor instead; see `accepts_typing`. A cell's style may name a state
(`pending`, `conflict`, `finding`), which has a mark of its own. Blocks, copying, sort and filter come with every grid;
what was pasted, and what is to be cleared, is the screen's to change: `chosen` says where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.binding import BindingType

from screens.frame.lines import Told
from screens.grid.cursor import CellMessage, GridView
from screens.grid.layout import UNICODE_MARKS, Cell, Column, Marks, Row
from screens.grid.mouse import MouseGrid
from screens.keys.actions import actions_of, bindings

if TYPE_CHECKING:
    # Its Input is not wanted by a caseload, which must open fast.
    from screens.grid.cell_editor import FormulaBar, Way

__all__ = ["UNICODE_MARKS", "Cell", "Column", "Grid", "Marks", "Row"]

EDITING = {action.run.partition("(")[0] for action in actions_of("grid") if action.editing}

Check = Callable[[str, str, str], str | None]
"""Row key, column key, text: what is wrong with the text, or None. A refused text stays in the bar."""


class TextMessage(CellMessage):
    """Something happened at a cell, with a text."""

    def __init__(self, grid: GridView, row_key: str, column_key: str, text: str) -> None:
        super().__init__(grid, row_key, column_key)
        self.text = text


class Grid(MouseGrid):
    """A grid with a cursor, worked by keyboard and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("grid")

    type_to_edit: bool = False
    """Whether typing on an editable cell opens the editor with what is typed."""

    class Opened(CellMessage, namespace="grid"):
        """Enter, or a second click, on a cell that is not edited in the bar."""

    class Cleared(CellMessage, namespace="grid"):
        """Delete or Backspace."""

    class Submitted(TextMessage, namespace="grid"):
        """The editor accepted a text other than the one it began with."""

    class Pasted(TextMessage, namespace="grid"):
        """A text was pasted on the grid: tab-separated lines, if it came from a spreadsheet."""

    class Pressed(CellMessage, namespace="grid"):
        """A printable key. It goes on to the bindings of the screen as well."""

        def __init__(self, grid: GridView, row_key: str, column_key: str, key: str) -> None:
            super().__init__(grid, row_key, column_key)
            self.key = key

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row] = (),
        *,
        frozen_columns: int = 1,
        cursor: Literal["cell", "row"] = "cell",
        bar: FormulaBar | None = None,
        check: Check | None = None,
        type_to_edit: bool = False,
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            columns, rows, frozen_columns=frozen_columns, cursor=cursor, empty=empty, id=id, classes=classes
        )
        self.bar = bar
        self.check = check
        self.type_to_edit = type_to_edit

    # Moving

    def action_up(self) -> None:
        self._step(-1)

    def action_down(self) -> None:
        self._step(1)

    def action_left(self) -> None:
        self._sideways(-1)

    def action_right(self) -> None:
        self._sideways(1)

    def action_row_start(self) -> None:
        self._sideways(-len(self.columns))

    def action_row_end(self) -> None:
        self._sideways(len(self.columns))

    def action_first(self) -> None:
        self._step(-len(self.rows) - 1)

    def action_last(self) -> None:
        self._step(len(self.rows) + 1)

    def action_page_up(self) -> None:
        self._step(-max(2, self.page - 1))

    def action_page_down(self) -> None:
        self._step(max(2, self.page - 1))

    def _sideways(self, columns: int) -> None:
        """Move the cursor over columns; a row cursor has none, and scrolls."""
        if self.cursor_kind == "row":
            self.scroll_columns(columns)
        else:
            self._go(self._row, max(0, min(self._column + columns, len(self.columns) - 1)))

    def action_next_field(self, way: int) -> None:
        """Move to the next cell that can be edited, or the one before, along the rows; at the last one stay."""
        across = len(self.columns)
        at = self._row * across + self._column + way
        while 0 <= at < len(self.rows) * across:
            row, column = divmod(at, across)
            if not self.rows[row].heading and self._editable(row, column):
                self._go(row, column)
                return
            at += way

    def _editable(self, row: int, column: int) -> bool:
        own = self.rows[row].cell(column).editable
        return self.columns[column].editable if own is None else own

    # Editing

    @property
    def cursor_cell(self) -> Cell:
        """The cell under the cursor."""
        row = self.row(self.cursor_row_key)
        return row.cell(self._column) if row is not None else Cell("")

    def can_edit(self) -> bool:
        """Whether the bar can edit the cell under the cursor: a text of several lines needs a screen of its own."""
        if self.bar is None or not self.cursor_row_key or self.cursor_kind == "row" or not self.columns:
            return False
        return self._editable(self._row, self._column) and "\n" not in self.edit_text()

    def edit_text(self) -> str:
        """The text the editor begins with."""
        return self.cursor_cell.entry

    def edit_name(self) -> str:
        """What the bar calls the cell under the cursor: its row's first text and its column's title."""
        row = self.row(self.cursor_row_key)
        title = self.columns[self._column].title.replace("-\n", "").replace("\n", " ")
        first = row.cell(0).text.partition("\n")[0] if row is not None and self._column else ""
        return " ".join(part for part in (first, title) if part)

    def edit_hint(self) -> str:
        """The allowed values, for the bar."""
        return self.columns[self._column].hint

    def accepts_typing(self, character: str) -> bool:
        """Whether a character typed on an editable cell opens the editor. `/` and `?` mean the same everywhere."""
        return self.type_to_edit and character not in "/?"

    def action_edit(self) -> None:
        """Edit the cell in the bar; a text too long for it is opened."""
        if self.can_edit():
            self.edit()
        elif "\n" in self.edit_text():
            self.action_open()

    def action_open(self) -> None:
        """Edit the cell, or tell the screen to open it."""
        if self.can_edit():
            self.edit()
        elif self.cursor_row_key:
            self.post_message(self.Opened(self, self.cursor_row_key, self.cursor_column_key))

    def action_clear(self) -> None:
        """Tell the screen to clear the cell."""
        if self.cursor_row_key:
            self.post_message(self.Cleared(self, self.cursor_row_key, self.cursor_column_key))

    def edit(self, text: str | None = None) -> None:
        """Open the bar on the cell under the cursor, with its own text or another."""
        if self.bar is None or not self.cursor_row_key:
            return
        self._extending = False
        row_key, column_key, before = self.cursor_row_key, self.cursor_column_key, self.edit_text()

        def done(after: str | None, way: Way) -> str | None:
            # An unchanged text is no edit: what is shown may be rounded.
            if after is not None and after != before:
                if self.check is not None and (problem := self.check(row_key, column_key, after)):
                    return problem
                self.submit(row_key, column_key, after)
            self._edited(way, row_key, column_key)
            return None

        self.bar.edit(self.edit_name(), before if text is None else text, self.edit_hint(), done)

    def submit(self, row_key: str, column_key: str, text: str) -> None:
        """A text was accepted: tell the screen."""
        self.post_message(self.Submitted(self, row_key, column_key, text))

    def _edited(self, way: Way, row_key: str, column_key: str) -> None:
        """Take the focus back from the bar, and move on from the cell that was edited."""
        if self.bar is not None and self.bar.input.has_focus:
            # `focus` would repaint all of the grid (Textual 8.2.8).
            self.screen.set_focus(self, scroll_visible=False)
        if (row_key, column_key) == (self.cursor_row_key, self.cursor_column_key):
            if way == "down":
                self.action_down()
            elif way in ("right", "left"):
                self._sideways(1 if way == "right" else -1)

    # Keys and paste

    def on_key(self, event: events.Key) -> None:
        """Open the editor with a typed character, or tell the screen of it and let its bindings have it too."""
        if not event.is_printable or event.character is None or not self.cursor_row_key:
            return
        if self.accepts_typing(event.character) and self.can_edit():
            event.stop()
            event.prevent_default()
            self.edit(event.character)
        else:
            self.post_message(self.Pressed(self, self.cursor_row_key, self.cursor_column_key, event.character))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is the screen's unless there is something to let go here; Del and Tab are where nothing is edited."""
        if action == "next_field":
            return self.bar is not None
        if action in EDITING:
            return bool(getattr(self.screen, "edits", True))
        return action != "drop" or self._anchor is not None or self.filtered

    async def action_drop(self) -> None:
        """Let the block go, or where there is none, the filter."""
        if self._anchor is not None:
            self.drop_block()
        else:
            from screens.grid.filter_bar import close_filter

            await close_filter(self.screen, self.narrow)

    def action_paste(self) -> None:
        """Paste what was copied in this program: not every terminal hands on its own clipboard."""
        if text := self.app.clipboard:
            self._pasted(text)
        else:
            self.post_message(Told("Nothing has been copied here yet; paste from elsewhere as your terminal does"))

    def _pasted(self, text: str) -> None:
        if self.cursor_row_key:
            self.post_message(self.Pasted(self, self.cursor_row_key, self.cursor_column_key, text))

    def on_paste(self, event: events.Paste) -> None:
        """Tell the screen what was pasted, and where."""
        event.stop()
        self._pasted(event.text)
