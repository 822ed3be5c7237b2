"""A long text beside a grid: read as the cursor passes, written in when it is opened, kept when it is left."""

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

Written = Callable[[str], None]


class TextPane(Vertical):
    """Shows a text; `edit` opens it for writing and hands it over when it is left."""

    DEFAULT_CSS = """
    TextPane { height: 1fr; }
    TextPane > #pane-title { height: 1; background: $panel; padding: 0 1; text-style: bold;
                             text-wrap: nowrap; text-overflow: ellipsis; }
    TextPane > #pane-text { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    TextPane > #pane-text > Static { width: 1fr; height: auto; }
    TextPane > TextArea { height: 1fr; padding: 0 1; border: none; background: $background; scrollbar-size: 1 1; }
    TextPane > TextArea:focus { border: none; }
    TextPane > TextArea .text-area--cursor-line { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Keep the text and go back", show=False),
        Binding("ctrl+e", "outside", "Write in your own editor", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = ("", "")
        self._written: Written | None = None
        self._before = ""

    def compose(self) -> ComposeResult:
        yield Static("", id="pane-title", markup=False)
        with VerticalScroll(id="pane-text", can_focus=False):
            yield Static("", markup=False)

    @property
    def editing(self) -> bool:
        """Whether a text is being written."""
        return self._written is not None

    def show(self, title: str, text: str) -> None:
        """Show a text, unless one is being written."""
        if self.editing or (title, text) == self._shown:
            return
        self._shown = (title, text)
        self.query_one("#pane-title", Static).update(Content(title))
        self.query_one("#pane-text > Static", Static).update(Content(text))

    def edit(self, title: str, text: str, written: Written, typed: str = "") -> None:
        """Open a text for writing, the cursor at its end; `typed` is written there at once."""
        self.leave()
        self._written, self._before = written, text
        self._shown = ("", "")
        self.query_one("#pane-title", Static).update(Content(f"{title} · Esc keeps it · Ctrl+E your own editor"))
        self.query_one("#pane-text").display = False
        area = TextArea(text, compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        area.cursor_blink = False
        self.mount(area)
        area.move_cursor(area.document.end)
        if typed:
            area.insert(typed)
        area.focus()

    def leave(self) -> None:
        """Hand over what was written, if anything was, and go back to showing."""
        if self._written is None:
            return
        written, self._written = self._written, None
        area = self.query_one(TextArea)
        text = area.text.rstrip()
        area.remove()
        self.query_one("#pane-text").display = True
        if text != self._before.rstrip():
            written(text)

    def action_leave(self) -> None:
        self.leave()
        self.screen.focus_next()

    def on_descendant_blur(self) -> None:
        """What has been left is saved; but not because the terminal's own window was left."""
        if self.editing and self.app.app_focus:
            self.leave()

    def action_outside(self) -> None:
        """Write the text in $VISUAL or $EDITOR."""
        area = self.query_one(TextArea)
        with self.app.suspend():
            after = outside(area.text)
        if after is not None:
            area.text = after
            area.move_cursor(area.document.end)
        self.app.refresh()


def outside(text: str) -> str | None:
    """`text` as the person's own editor leaves it; None where there is no editor or it fails."""
    found = next((e for e in ("nano", "vim", "vi") if shutil.which(e)), "")
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or found
    if not command:
        return None
    # mkstemp: nobody else may read what a SIP writes.
    number, name = tempfile.mkstemp(suffix=".txt", prefix="siptui-")
    path = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        if subprocess.run([*shlex.split(command), name], check=False).returncode:
            return None
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except (OSError, ValueError):
        return None
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
