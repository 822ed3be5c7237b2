"""One grid for every table: caseload, judgements, progress, summary, import preview. Keys, mouse and editing.

A screen describes columns once and hands over rows; what a person does comes back as messages:

    bar = FormulaBar()
    yield Grid(columns, rows, bar=bar, frozen_columns=2)
    yield bar

Without a bar nothing can be edited here, and Enter always posts `Opened`. A printable key posts `Pressed` and
goes on to the screen's bindings, so a screen binds `1` or `r` itself, or handles `Pressed`. With `type_to_edit`
a printable key on an editable cell opens the editor instead; see `accepts_typing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType

from screens.grid_lines import UNICODE_MARKS, Cell, Column, Marks, Row
from screens.grid_view import CellMessage, GridView

if TYPE_CHECKING:
    # Its Input is not wanted by a caseload, which must open fast.
    from screens.formula_bar import FormulaBar, Way

__all__ = ["UNICODE_MARKS", "Cell", "Column", "Grid", "Marks", "Row"]

Check = Callable[[str, str, str], str | None]
"""Row key, column key, text: what is wrong with the text, or None. A refused text stays in the bar."""

WHEEL_ROWS = 3


class TextMessage(CellMessage):
    """Something happened at a cell, with a text."""

    def __init__(self, grid: GridView, row_key: str, column_key: str, text: str) -> None:
        super().__init__(grid, row_key, column_key)
        self.text = text


def _binding(keys: str, action: str, text: str) -> Binding:
    return Binding(keys, action, text, show=False, id=f"grid.{action}")


class Grid(GridView):
    """A grid with a cursor, worked by keyboard and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _binding("up", "up", "Up"),
        _binding("down", "down", "Down"),
        _binding("left", "left", "Left"),
        _binding("right", "right", "Right"),
        _binding("home", "row_start", "First column"),
        _binding("end", "row_end", "Last column"),
        _binding("ctrl+home", "first", "First row"),
        _binding("ctrl+end", "last", "Last row"),
        _binding("pageup", "page_up", "Page up"),
        _binding("pagedown", "page_down", "Page down"),
        _binding("enter", "open", "Open, or edit"),
        _binding("f2", "edit", "Edit the cell"),
        _binding("delete,backspace", "clear", "Clear the cell"),
    ]

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
        cell = self.cursor_cell
        editable = self.columns[self._column].editable if cell.editable is None else cell.editable
        return editable and "\n" not in self.edit_text()

    def edit_text(self) -> str:
        """The text the editor begins with."""
        cell = self.cursor_cell
        return cell.text if cell.value is None else cell.value

    def edit_name(self) -> str:
        """What the bar calls the cell under the cursor: its row's first text and its column's title."""
        row = self.row(self.cursor_row_key)
        title = self.columns[self._column].title.replace("-\n", "").replace("\n", " ")
        first = row.cell(0).text.partition("\n")[0] if row is not None and self._column else ""
        return " ".join(part for part in (first, title) if part)

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
        row_key, column_key, before = self.cursor_row_key, self.cursor_column_key, self.edit_text()

        def done(after: str | None, way: Way) -> str | None:
            # An unchanged text is no edit: what is shown may be rounded.
            if after is not None and after != before:
                if self.check is not None and (problem := self.check(row_key, column_key, after)):
                    return problem
                self.submit(row_key, column_key, after)
            self._edited(way, row_key, column_key)
            return None

        self.bar.edit(self.edit_name(), before if text is None else text, self.columns[self._column].hint, done)

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

    # Keys, paste and mouse

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

    def on_paste(self, event: events.Paste) -> None:
        """Tell the screen what was pasted, and where."""
        event.stop()
        if self.cursor_row_key:
            self.post_message(self.Pasted(self, self.cursor_row_key, self.cursor_column_key, event.text))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a click on the cell it already stands on opens that."""
        offset = event.get_content_offset(self)
        row = -1 if offset is None else self._row_at(offset.y)
        if offset is None or row < 0 or offset.x >= self._layout_now.available:
            return
        spans = self._layout_now.spans(self._left)
        column = next((span.column for span in reversed(spans) if span.x <= offset.x), self._column)
        if self.cursor_kind == "row":
            column = self._column
        if (row, column) == (self._row, self._column):
            self.action_open()
        else:
            self._go(row, column)

    def _row_at(self, y: int) -> int:
        """The row on a line of the widget, -1 where the cursor cannot go."""
        index = self.top_row + y - self._header
        return index if y >= self._header and index in self._stops else -1

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self.scroll_columns(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self.scroll_columns(-1)
