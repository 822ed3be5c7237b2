"""The area that a long text is written in, with what proofing has found underlined in it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from screens.terminal.key_queue import came_at_once
from screens.terminal.less_work.lines_told_apart import LinesToldApart
from screens.writing.marks_in_text import TextMarks
from siptui.proofing.mark import Mark

MARKED, HERE = "writing-area--marked", "writing-area--here"
MOST_DRAWN = 300
"""Lines of the screen that are kept as they were drawn."""
Span = tuple[int, int, str]
"""From which to which character of a line, and the class that says how it looks."""


class WritingArea(LinesToldApart, TextArea):
    """An area to write in, which can tell a row's end from a line's in what is pasted without brackets.

    It has Textual's keys but for F6 and F7, which choose text there and are the screen's here.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {MARKED, HERE}
    DEFAULT_CSS = """
    WritingArea > .writing-area--marked { color: $text-error; text-style: underline; }
    WritingArea > .writing-area--here { color: $text-error; text-style: underline reverse; }
    """

    ends_row: Callable[[], None] | None = None
    """Called at a Return that came in one packet with all that was written here."""

    def __init__(self, text: str = "") -> None:
        self.marks = TextMarks()
        """What proofing has found in the text."""
        self._underlined: dict[int, list[Span]] = {}
        self._drawn: dict[tuple[object, ...], Strip] = {}
        self._styled: tuple[object, ...] = ()
        super().__init__(
            text,
            compact=True,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

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

    # -- what is marked

    @property
    def cursor(self) -> int:
        """The cursor's place, in characters from the text's beginning."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def begin(self, text: str) -> None:
        """Hold a text that nothing is known of yet, the cursor at its end."""
        self.marks.begin(text)
        self.show_marks()
        self.load_text(text)
        self.move_cursor(self.document.end)

    def found(self, text: str, marks: Sequence[Mark]) -> None:
        """Show what was found in a text, which may have been written on since."""
        self.marks.found(text, marks)
        self.show_marks()

    def go_to(self, mark: Mark) -> None:
        """Show a mark as the one that is looked at, the cursor behind it."""
        self.move_cursor(self._place(mark.end))
        self.show_marks()

    def put(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of what stands from one place to another; that is mending, and not writing on."""
        written_in = self.marks.written_in
        self.replace(text, self._place(start), self._place(end))
        self.marks.written_in = written_in
        self.move_cursor(self._place(start + len(text)))

    def _place(self, index: int) -> tuple[int, int]:
        """The line and the column of a place that is counted from the text's beginning."""
        for row, line in enumerate(self.document.lines):
            if index <= len(line):
                return row, index
            index -= len(line) + 1
        return self.document.end

    def edit(self, edit: Edit) -> EditResult:
        """Marks move before anything is drawn, so that none is seen beside its word."""
        result = super().edit(edit)
        self._follow()
        return result

    def load_text(self, text: str) -> None:
        super().load_text(text)
        self._follow()

    def undo(self) -> None:
        super().undo()
        self._follow()

    def redo(self) -> None:
        super().redo()
        self._follow()

    def _follow(self) -> None:
        self.marks.follow(self.text)
        if self._underlined or self.marks.all:
            self.show_marks()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        if self.marks.all:
            self.show_marks()

    def show_marks(self) -> None:
        """Draw the marks anew, where others are to be seen than before."""
        spans = self._laid_out()
        if spans != self._underlined:
            self._underlined = spans
            self.notify_style_update()
            self.refresh()

    def _laid_out(self) -> dict[int, list[Span]]:
        """The marks to be shown, by line."""
        spans: dict[int, list[Span]] = {}
        marks = self.marks
        shown = marks.shown(self.cursor) if marks.all else []
        start = 0
        for number, line in enumerate(marks.text.split("\n") if shown else ()):
            end = start + len(line)
            if found := [m for m in shown if m.start < end and m.end > start]:
                here = [(m, HERE if m == marks.at else MARKED) for m in found]
                spans[number] = [(max(0, m.start - start), min(len(line), m.end - start), how) for m, how in here]
            start = end + 1
        return spans

    # -- drawing

    def notify_style_update(self) -> None:
        self._drawn.clear()
        self._styled = ()
        self.draw_all_anew()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual looks its styles up again at every drawing, which takes as long as all the rest of it."""
        self.find_others()
        styled = (self.has_focus, self.theme, self.app.theme)
        if styled != self._styled:
            self._styled = styled
            return super().render_lines(crop)
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A line of the screen; drawn anew only where something in it is another than before.

        Textual draws all of them anew at every key, for the cursor is in none of them but one.
        """
        key = self.told_apart(y)
        if key not in self._drawn:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = super().render_line(y)
        return self._drawn[key]

    def told_apart(self, y: int) -> tuple[object, ...]:
        """All that a line of the screen is drawn from."""
        wrapped, here = self.wrapped_document, y + self.scroll_offset.y
        if here >= wrapped.height:
            return (self.size, self.has_focus)
        row, start = wrapped.offset_to_location(Offset(0, here))
        said = self.document.get_line(row)
        end = next((each for each in wrapped.get_offsets(row) if each > start), len(said) + 1)
        (cursor_row, cursor), selection = self.cursor_location, self.selection
        return (
            self.size,
            self.has_focus,
            said[start:end],
            end > len(said),
            cursor - start if cursor_row == row and start <= cursor < end else -1,
            (selection, row, start) if not selection.is_empty and selection.contains_line(row) else None,
            tuple((a - start, b - start, how) for a, b, how in self._underlined.get(row, ()) if a < end and b > start),
        )

    def get_line(self, line_index: int) -> Text:
        """A line with its marks, as it is drawn."""
        line = super().get_line(line_index)
        for start, end, how in self._underlined.get(line_index, ()):
            line.stylize(self.get_component_rich_style(how, partial=True), start, end)
        return line
