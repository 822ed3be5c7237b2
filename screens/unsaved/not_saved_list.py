"""What was typed and is not saved: every text whole, why it is not, and what one can do with it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.text_without_markup import plain
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.rescued_to_file import write_out
from siptui.desk.unsaved_text import NotSaved, why
from siptui.desk.write_queue import Outcome

EMPTY = "All that was typed is saved"
SHORT = {"waiting": "waits for the store", "refused": "not taken", "clash": "to be chosen in"}


class NotSavedScreen(DeskScreen):
    """A list of texts, and the one under the cursor whole."""

    HELP = (
        "What was typed and is not in the store, each text whole, and why. It stays on its screen and in the draft "
        "until it is saved or thrown away; {unsaved.write} writes all of it to a file of your own."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("unsaved")
    DEFAULT_CSS = """
    NotSavedScreen > Grid { height: 2fr; }
    NotSavedScreen > #why { height: auto; max-height: 4; background: $panel; padding: 0 1; }
    NotSavedScreen > VerticalScroll { height: 3fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, choose: Callable[[Outcome], None]) -> None:
        """`choose` asks about a clash again."""
        super().__init__()
        self._choose = choose
        self._texts: dict[str, NotSaved] = {}
        self._sure: NotSaved | None = None  # what the next press of the key throws away

    def where(self) -> list[str]:
        return ["Not saved"]

    def body(self) -> ComposeResult:
        columns = [
            Column("school", "School", 16, grow=1),
            Column("field", "Field", 22, grow=1),
            Column("text", "Text", 18, grow=2),
            Column("state", "Why", 19),
        ]
        yield Grid(columns, cursor="row", frozen_columns=0, empty=EMPTY)
        yield Static("", id="why", markup=False)
        with VerticalScroll():
            yield Static("", id="whole", markup=False)

    def ready(self) -> None:
        self.query_one(Grid).focus()

    def saving(self) -> None:
        super().saving()
        self.show()

    def show(self) -> None:
        self._texts = {f"{number}": text for number, text in enumerate(self.desk.not_saved())}
        self.query_one(Grid).set_rows([self._row(key, text) for key, text in self._texts.items()])
        self._read()

    def _row(self, key: str, text: NotSaved) -> Row:
        words = " ".join(text.text.split())
        cells = (self._school(text), self.desk.place(text.change.path), words or "(cleared)", SHORT[text.reason])
        return Row(key, tuple(Cell(each) for each in cells))

    def _school(self, text: NotSaved) -> str:
        return self.desk.called(text.school_id)

    def _place(self, text: NotSaved) -> str:
        return f"{self._school(text)} · {self.desk.place(text.change.path)}"

    @property
    def _now(self) -> NotSaved | None:
        return self._texts.get(self.query_one(Grid).cursor_row_key)

    @on(Grid.Moved)
    def _read(self) -> None:
        """Show the whole of the text under the cursor."""
        text = self._now
        self.query_one("#why", Static).update(plain(f"{self._place(text)}: {why(text)}" if text else ""))
        self.query_one("#whole", Static).update(plain((text.text or "(cleared)") if text else ""))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    # -- what the keys do

    @on(Grid.Opened)
    def _opened(self) -> None:
        self.action_again()

    def action_again(self) -> None:
        """Try once more; what clashes is for a person to choose."""
        text = self._now
        if text and text.reason == "clash" and isinstance(text.edit, Outcome):
            self._choose(text.edit)
        elif text:
            self.desk.try_again()
            self.say("Trying again …")

    def action_copy_out(self) -> None:
        if text := self._now:
            self.app.copy_to_clipboard(text.text)
            way = "Copied, if your terminal lets programs copy; {unsaved.write} writes it to a file in any case"
            self.say(spelled(way, self))

    def action_write_out(self) -> None:
        if self.desk.confidential:
            self.say("What is confidential is written to no file; it is kept as a draft, sealed", problem=True)
            return
        texts = list(self._texts.values())
        if texts:
            self.work(lambda: self._write(texts), "write out")

    async def _write(self, texts: list[NotSaved]) -> None:
        try:
            path = await asyncio.to_thread(write_out, texts, self._place, Path.home(), datetime.now())
        except (OSError, RuntimeError) as fault:
            self.say(f"It could not be written: {getattr(fault, 'strerror', None) or fault}", problem=True)
            return
        self.say(f"Wrote {path}")

    def action_throw(self) -> None:
        """Throw the text under the cursor away, at the second press."""
        text = self._now
        if text is None:
            return
        if text.reason == "clash":
            self.say(spelled("Somebody else wrote there too: {unsaved.again} shows both, to choose", self))
        elif text != self._sure:
            self._sure = text
            self.say(spelled("{unsaved.throw} again throws this text away for good", self), problem=True)
        else:
            self.work(lambda: self._throw(text), "throw")

    async def _throw(self, text: NotSaved) -> None:
        gone = await self.desk.throw_away(text)
        self.say("Thrown away" if gone else "It is being written just now; try again", problem=not gone)
        self.show()

    def action_turn(self) -> None:
        """A page on in the text, and from its end to its beginning."""
        text = self.query_one(VerticalScroll)
        if text.scroll_y >= text.max_scroll_y:
            text.scroll_home(animate=False)
        else:
            text.scroll_page_down(animate=False)
