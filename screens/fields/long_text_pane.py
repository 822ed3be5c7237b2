"""A long text beside a grid: read as the cursor passes, written in when it is opened, kept when it is left."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantBlur
from textual.message import Message
from textual.widgets import Static, TextArea

from screens.fields.external_editor import write_outside
from screens.frame.lines import Told
from screens.frame.text_without_markup import plain, plain_line
from screens.grid.cursor_and_scrolling import Way
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from screens.terminal.key_queue import came_at_once

Written = Callable[[str], None]
Keep = Callable[[], Awaitable[object]]


class WritingArea(TextArea):
    """An area to write in, which can tell a row's end from a line's in what is pasted without brackets.

    It has Textual's keys but for F6 and F7, which choose text there and are the screen's here.
    """

    ends_row: Callable[[], None] | None = None
    """Called at a Return that came in one packet with all that was written here."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What Textual has on function keys is nobody's here: the key goes on to the screen."""
        return False if action in ("select_line", "select_all") else super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Before what the area itself does with a key."""
        if self.ends_row is not None and not came_at_once(self.app):
            self.ends_row = None
        if event.key == "enter" and self.ends_row is not None:
            event.stop()
            event.prevent_default()
            self.ends_row()


class TextPane(Vertical):
    """Shows a text; `edit` opens it for writing and hands it over when it is left.

    The area to write in is there from the beginning and only hidden: one that came with each edit would take keys
    late, and be drawn unstyled by a dialog that opens meanwhile.
    """

    DEFAULT_CSS = """
    TextPane { height: 1fr; }
    TextPane > #pane-title { height: 1; background: $panel; padding: 0 1; text-style: bold;
                             text-wrap: nowrap; text-overflow: ellipsis; }
    TextPane > #pane-text { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    TextPane > #pane-text > Static { width: 1fr; height: auto; }
    TextPane > TextArea { height: 1fr; padding: 0 1; border: none; background: $background;
                          scrollbar-size: 1 1; }
    TextPane > TextArea:focus { border: none; }
    TextPane > TextArea .text-area--cursor-line { background: $background; }
    TextPane.writing > #pane-text { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

    class Left(Message):
        """A text was left, changed or not; `way` is where to."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = ("", "")
        self._written: Written | None = None
        self._before = ""
        self._keep: Keep | None = None
        self._title = ""
        self._area = WritingArea("", compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._area.cursor_blink = False
        self._area.can_focus = False
        self._area.display = False

    def compose(self) -> ComposeResult:
        yield Static("", id="pane-title", markup=False)
        with VerticalScroll(id="pane-text", can_focus=False):
            yield Static("", markup=False)
        yield self._area

    @property
    def editing(self) -> bool:
        """Whether a text is being written."""
        return self._written is not None

    @property
    def begun(self) -> str:
        """The text that writing began with."""
        return self._before.rstrip()

    @property
    def text(self) -> str:
        """What is written by now."""
        return self._area.text.rstrip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The pane's keys are its own only while it is written in."""
        return self.editing

    def show(self, title: str, text: str) -> None:
        """Show a text, unless one is being written."""
        if self.editing or (title, text) == self._shown:
            return
        self._shown = (title, text)
        self.query_one("#pane-title", Static).update(plain_line(title))
        self.query_one("#pane-text > Static", Static).update(plain(text))

    def edit(
        self,
        title: str,
        text: str,
        written: Written,
        typed: str = "",
        keep: Keep | None = None,
        in_row: bool = False,
    ) -> None:
        """Open a text for writing, the cursor at its end; `typed` is written there at once.

        `keep` is awaited before anything that could lose the text. `in_row` where it may be a cell of a pasted row.
        """
        self.leave()
        self._written, self._before, self._keep = written, text, keep
        self._shown = ("", "")
        self._title = ""
        self.tell(f"{title} · {spelled('{pane.leave} keeps it · {pane.outside} your own editor', self)}")
        area = self._area
        area.ends_row = (lambda: self.leave("enter")) if in_row and typed else None
        area.load_text(text)
        area.move_cursor(area.document.end)
        if typed:
            area.insert(going_on(text, typed)[len(text) :])
        self.add_class("writing")
        area.can_focus = True
        area.display = True
        # `area.focus()` would wait a turn, and the keys that follow would go to the grid.
        self.screen.set_focus(area)

    def tell(self, title: str) -> None:
        """Say something above the text that is being written."""
        if title != self._title:
            self._title = title
            self.query_one("#pane-title", Static).update(plain_line(title))

    def leave(self, way: Way = "stay") -> None:
        """Hand over what was written, if anything was, and go back to showing."""
        if self._written is None:
            return
        written, self._written = self._written, None
        area = self._area
        text = self.text
        area.can_focus = False
        area.display = False
        self.remove_class("writing")
        if text != self.begun:
            written(text)
        self.post_message(self.Left(way))

    def action_leave(self, way: Way) -> None:
        self.leave(way)

    @on(DescendantBlur)
    def _left(self) -> None:
        """What has been left is saved; but not because the terminal's own window was left."""
        if self.editing and self.app.app_focus:
            self.leave()

    async def action_outside(self) -> None:
        """Write the text in one's own editor; until it is closed nothing else goes on here."""
        area = self._area
        if self._keep is not None:
            await self._keep()
        with self.app.suspend():
            after, problem = write_outside(area.text)
        self.app.refresh()
        if problem:
            self.post_message(Told(problem, problem=True))
        if after is not None:
            area.load_text(after)
            area.move_cursor(area.document.end)


def going_on(text: str, typed: str) -> str:
    """A text with what is typed after it, as a word of its own."""
    return text + (typed if not text or text[-1].isspace() or typed.isspace() else f" {typed}")
