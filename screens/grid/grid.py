"""One grid for every table: caseload, judgements, progress, summary, import preview. Its keys, and what it tells.

A screen describes columns once and hands over rows; what a person does comes back as messages (`Grid.Moved`,
`Opened`, `Cleared`, `Pasted`, `Arranged`). A grid is made of parts, each of which can be tried without a
screen: `viewport` has the cursor and the scrolling, `block` what is chosen, `filter_and_sort` which rows there are,
`repaint` what has changed, `painter` the lines, `mouse` the mouse.

Without an `editor` nothing is edited here, and Enter always posts `Opened`. With one, Enter on a cell that is editable
begins an edit, and what is typed is the editor's first; what that does not take goes on to the screen's bindings. A
cell's style may name a state (`pending`, `conflict`, `finding`), which has a mark of its own. Blocks, copying, sort
and filter come with every grid; what was pasted, and what is to be cleared, is the screen's to change: `choice` says
where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, Literal, Protocol, TypeAlias

from rich.style import Style
from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from screens.frame.title_and_note import Told
from screens.grid import messages
from screens.grid.block import BlockChoice
from screens.grid.cursor_and_scrolling import Viewport, Way
from screens.grid.filter_and_sort import Arrangement, Order
from screens.grid.layout import Cell, Column, Row
from screens.grid.mouse import Mouse
from screens.grid.painter import MARKS, STATES, Painter
from screens.grid.repaint import Picture, changed
from screens.keys.actions import actions_of, bindings
from screens.keys.key_names import spelled
from screens.terminal.key_queue import came_at_once

__all__ = ["Cell", "Column", "Grid", "Row"]

EDITING = {action.run.partition("(")[0] for action in actions_of("grid") if action.editing}
EXTENDING = "Arrows choose a block · {grid.copy} copies it · {grid.drop} lets it go"
NOTHING_COPIED = "Nothing has been copied here yet; paste from elsewhere as your terminal does"
NOT_SORTED = "Rows under headings keep their order; {grid.filter} shows those with a word in them"


class Editor(Protocol):
    """What edits the cells of a grid."""

    def typed(self, row_key: str, column_key: str, character: str) -> bool:
        """Take a character typed on a cell. False where it means nothing there, and may be a key of the screen's."""
        ...

    def begin(self, row_key: str, column_key: str) -> None:
        """Edit a cell that was opened."""
        ...


class Grid(Widget, can_focus=True):
    """A grid with a cursor, worked by keyboard and mouse.

    Scrolling is by whole rows and whole columns, kept here and not in the widget's scroll offset: there is
    then no scroll bar to repaint, and the scroll mark in a line's last cell rides in that line's own colours.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("grid")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--heading",
        "grid--line",
        "grid--cursor",
        "grid--unfocused",
        "grid--selected",
        *(f"grid--{state}" for state in STATES),
    }
    # Red, amber and green are the theme's own signals, not its paler colours for text.
    DEFAULT_CSS = """
    Grid {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .grid--header { text-style: bold underline; }
        & > .grid--heading { text-style: bold; color: $text-primary; }
        & > .grid--line { text-style: bold; background: $block-hover-background; }
        & > .grid--cursor { text-style: reverse; }
        & > .grid--unfocused { text-style: bold underline; }
        & > .grid--selected { text-style: reverse; }
        & > .grid--red { text-style: bold; color: $error; }
        & > .grid--red-amber { text-style: italic; color: $error; }
        & > .grid--amber { text-style: bold; color: $warning; }
        & > .grid--yellow { color: $warning; }
        & > .grid--amber-green { text-style: italic; color: $success; }
        & > .grid--green { text-style: bold; color: $success; }
        & > .grid--blue { text-style: bold; color: $text-primary; }
        & > .grid--grey { color: $text-muted; }
        & > .grid--dim { color: $text-muted; }
        & > .grid--strong { text-style: bold; }
        & > .grid--pending { text-style: italic; color: $text-primary; }
        & > .grid--conflict { text-style: bold underline; color: $error; }
        & > .grid--finding { text-style: underline; color: $warning; }
    }
    """

    Moved: TypeAlias = messages.Moved
    Arranged: TypeAlias = messages.Arranged
    Opened: TypeAlias = messages.Opened
    Cleared: TypeAlias = messages.Cleared
    Pasted: TypeAlias = messages.Pasted

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row] = (),
        *,
        frozen_columns: int = 1,
        cursor: Literal["cell", "row"] = "cell",
        editor: Editor | None = None,
        line: bool = True,
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.line = line  # whether all of the cursor's row is lit
        self.editor = editor
        self.view = Viewport(columns, frozen_columns, whole_rows=cursor == "row")
        self.choice = BlockChoice(self.view)
        self.arrangement = Arrangement()
        self._painter = Painter(self._look)
        self._mouse = Mouse(self, self)
        self.arrangement.take(rows)
        self.view.set_rows(self.arrangement.rows(columns))

    # What is there

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in their order."""
        return self.view.columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown, headings among them."""
        return self.view.rows

    def row(self, row_key: str) -> Row | None:
        """The row with a key, if it is shown."""
        index = self.view.index(row_key)
        return None if index is None else self.view.rows[index]

    @property
    def cursor_row_key(self) -> str:
        """The key of the cursor's row; "" in an empty grid."""
        return self.view.place[0]

    @property
    def cursor_column_key(self) -> str:
        """The key of the cursor's column; "" where there are none."""
        return self.view.place[1]

    def cell_name(self) -> str:
        """What the cell under the cursor is called: its row's first text and its column's title."""
        row = self.row(self.cursor_row_key)
        title = self.view.columns_here[self.view.column].title.replace("-\n", "").replace("\n", " ")
        first = row.cell(0).text.partition("\n")[0] if row is not None and self.view.column else ""
        return " ".join(part for part in (first.strip(), title) if part)

    # Other rows and columns

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the cursor stays on its row if that is still there, and only what differs is repainted."""
        with self._changing():
            self.arrangement.take(rows)
            self._arrange()

    def set_row(self, row: Row) -> None:
        """Show another row in place of the one with its key, repainting only the cells that differ."""
        with self._changing():
            self.arrangement.replace(row)
            self.view.replace(row)

    def set_columns(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        cursor: Literal["cell", "row"] = "cell",
        frozen_columns: int = 1,
    ) -> None:
        """Show another table; the cursor keeps its column if that is still there."""
        with self._changing():
            self.arrangement.take(rows)
            self.view.whole_rows, self.view.frozen = cursor == "row", frozen_columns
            self.view.set_columns(columns, self.arrangement.rows(columns))
            self.choice.mend()

    def narrow(self, wanted: str) -> None:
        """Show only rows that have all of these words; "" shows every row."""
        with self._changing():
            if self.arrangement.narrow(wanted, self.columns):
                self._arrange_anew()

    def sort_by(self, order: Order | None) -> None:
        """Sort by a column, or go back to the order in which the rows were given."""
        with self._changing():
            if order != self.arrangement.order:
                self.arrangement.order = order
                self._arrange_anew()

    def sort_column(self, column: int) -> None:
        """What the key does under a column, or a click on its title."""
        if self.arrangement.sortable:
            self.sort_by(self.arrangement.next_order(self.columns[column].key))
        else:
            self.post_message(Told(spelled(NOT_SORTED, self)))

    def _arrange(self) -> None:
        self.view.set_rows(self.arrangement.rows(self.columns))
        self.choice.mend()

    def _arrange_anew(self) -> None:
        self.choice.drop()
        self._arrange()
        self.post_message(self.Arranged(self, *self.view.place))

    # The cursor and the block

    def move_to(self, row_key: str, column_key: str | None = None) -> None:
        """Put the cursor on a row, and a column; a key that is not here is passed over."""
        found = self.view.index(row_key)
        row = self.view.row if found is None else found
        column = self.view.column_index(column_key or "", row)
        self.go(row, min(self.view.column, len(self.view.columns_of(row)) - 1) if column is None else column)

    def go(self, row: int, column: int, stretching: bool = False) -> None:
        """Put the cursor on a row and a column, by their indexes; `stretching` leaves the block's anchor."""
        with self._changing():
            self._anchor(stretching)
            self.view.go(row, column)

    def leave_cell(self, way: Way) -> None:
        """Move on from a cell that was edited."""
        with self._changing():
            self._anchor(False)
            self.view.leave(way)

    def scroll(self, rows: int, columns: int) -> None:
        """Scroll without moving the cursor."""
        with self._changing():
            self.view.scroll(rows, columns)

    def drop_block(self) -> None:
        """Choose nothing but the cursor's cell."""
        with self._changing():
            self.choice.drop()

    def _anchor(self, stretching: bool) -> None:
        """The cursor is about to move: the block is begun, or let go."""
        if stretching:
            self.choice.begin()
        elif not self.choice.extending:
            self.choice.anchor = None

    # Painting

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All of it, where the style sheet says that it is as high as it needs to be."""
        return self.view.header + (len(self.view.rows) or bool(self.empty))  # which is said in the first row's line

    def _picture(self) -> Picture:
        """All that the lines are painted from. A line may be asked for before the resize event has come."""
        view, order = self.view, self.arrangement.order
        view.fit(self.size.width, self.size.height)
        sorted_by = view.column_index(order.column) if order else None
        return Picture(
            view.layout,
            view.height,
            view.header,
            view.rows,
            view.top,
            view.left,
            view.row,
            view.column,
            view.whole_rows,
            self.choice.block,
            (-1 if sorted_by is None else sorted_by, MARKS.downwards if order and order.downwards else MARKS.upwards),
            self.line,
            view.lefts,
        )

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Repaint what has changed by the end, and tell of the cursor if it is elsewhere by then."""
        before, place = self._picture(), self.view.place
        yield
        regions = changed(before, self._picture())
        if regions is None:
            self.refresh()
        elif regions:
            self.refresh(*regions)
        if place != self.view.place:
            self.post_message(self.Moved(self, *self.view.place))

    def render_line(self, y: int) -> Strip:
        """One line of the grid."""
        filtered = self.arrangement.filtered and self.arrangement.given
        empty = spelled("Nothing fits; {grid.drop} shows all", self) if filtered else self.empty
        return self._painter.line(self._picture(), y, self.has_focus, empty)

    def _look(self, names: str) -> Style:
        """The colours of a style, or of several one upon the other; names that are not known are plain."""
        style = self.rich_style
        for position, name in enumerate(names.split()):
            if f"grid--{name}" in self.COMPONENT_CLASSES:
                style += self.get_component_rich_style(f"grid--{name}", partial=position > 0)
        return style

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._painter.forget_colours()

    @on(events.Focus)
    @on(events.Blur)
    def _focus_moved(self, event: events.Focus | events.Blur) -> None:
        """What Widget does (8.2.8), but for repainting all of the grid: only the cursor looks different."""
        event.prevent_default()
        self.has_focus = isinstance(event, events.Focus)
        if regions := self._picture().cursor_regions():
            self.refresh(*regions)
        if self.parent is not None:
            told = events.DescendantFocus(self) if self.has_focus else events.DescendantBlur(self)
            self.parent.post_message(told)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        before = self._picture()
        self.view.resized()
        if self._picture() != before:
            self.refresh()  # Textual may have painted the new size before it told of it

    # Keys

    def action_move(self, way: str, stretching: bool = False) -> None:
        """Move the cursor; `stretching` leaves the block's anchor where it is."""
        with self._changing():
            self._anchor(stretching)
            self.view.move(way)

    def action_next_field(self, way: int) -> None:
        """Move to the next cell that can be edited, or the one before, along the rows; at the last one stay."""
        with self._changing():
            self._anchor(False)
            self.view.tab(way)

    def action_choose(self) -> None:
        """Have plain moves extend the block from here on, for terminals that keep Shift+arrows to themselves."""
        self.choice.extending = not self.choice.extending
        if self.choice.extending:
            self.choice.begin()
            self.post_message(Told(spelled(EXTENDING, self)))

    def action_choose_all(self) -> None:
        """Choose every cell, with the cursor on the first."""
        with self._changing():
            self.choice.everything()

    def action_edit(self) -> None:
        """Edit the cell in its place, if it can be."""
        if self.editor is not None and self.view.editable(self.view.row, self.view.column):
            self.choice.extending = False
            self.editor.begin(*self.view.place)

    def action_open(self) -> None:
        """Edit the cell, or tell the screen to open it.

        What ends a row of cells pasted without brackets, the last of them empty, opens nothing.
        """
        if self.view.in_run and came_at_once(self.app):
            self.leave_cell("enter")
        elif self.editor is not None and self.view.editable(self.view.row, self.view.column):
            self.action_edit()
        elif self.cursor_row_key:
            self.post_message(self.Opened(self, *self.view.place))

    def action_clear(self) -> None:
        """Tell the screen to clear the cell."""
        if self.cursor_row_key:
            self.post_message(self.Cleared(self, *self.view.place))

    def action_sort(self) -> None:
        """By the column under the cursor; again: the other way round; a third time: as the rows were given."""
        if self.columns:
            self.sort_column(self.view.column)

    async def action_filter(self) -> None:
        """Type words that the rows must have."""
        from screens.grid.filter_bar import open_filter

        await open_filter(self, self.narrow)

    async def action_drop(self) -> None:
        """Let the block go, or where there is none, the filter."""
        if self.choice.anchor is not None:
            self.drop_block()
        else:
            from screens.grid.filter_bar import close_filter

            await close_filter(self.screen, self.narrow)

    def action_copy(self, headed: bool = False) -> None:
        """Put the block on the clipboard of the terminal, and of this program for terminals that allow no other.

        With headings where it is `headed`, and then all of the table if no block is chosen.
        """
        from screens.grid.copied_out import copied

        told = copied(self.view, self.choice, headed)
        if told.text:
            self.app.copy_to_clipboard(told.text)
        if told.words:
            self.post_message(Told(told.words, told.problem))

    def action_paste(self) -> None:
        """Paste what was copied in this program: not every terminal hands on its own clipboard."""
        if text := self.app.clipboard:
            self.on_paste(events.Paste(text))
        else:
            self.post_message(Told(NOTHING_COPIED))

    def on_paste(self, event: events.Paste) -> None:
        """Tell the screen what was pasted, and where."""
        event.stop()
        if self.cursor_row_key:
            self.post_message(self.Pasted(self, *self.view.place, event.text))

    def on_key(self, event: events.Key) -> None:
        """What is typed is the editor's, before it is any binding's."""
        if not event.is_printable or event.character is None or self.editor is None or not self.cursor_row_key:
            return
        if self.editor.typed(*self.view.place, event.character):
            self.choice.extending = False
            event.stop()
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is the screen's unless there is something to let go here; Del and Tab are where nothing is edited."""
        if action == "next_field":
            return self.editor is not None
        if action in EDITING:
            return bool(getattr(self.screen, "edits", True))
        return action != "drop" or self.choice.anchor is not None or self.arrangement.filtered

    @on(events.MouseDown)
    @on(events.MouseMove)
    @on(events.MouseUp)
    @on(events.Click)
    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    @on(events.MouseScrollRight)
    @on(events.MouseScrollLeft)
    def _by_mouse(self, event: events.MouseEvent) -> None:
        self._mouse.take(event)
