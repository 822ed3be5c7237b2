"""Choosing the file to import: from what has arrived in the store's inbox, or by a path that is completed."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_bar import KeyBar
from screens.keys.key_names import spelled
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import clock
from siptui.store import inbox
from siptui.store.inbox import Listed

HINTS = {
    "path": "{path.down} chooses below; or type a file's name: {path.complete} completes it",
    "files": "{importing.file} goes back to typing a name",
}
NO_FILE = "There is no such file; {path.complete} completes a name, {path.down} chooses one below"
COLUMNS = [Column("name", "File", 24, grow=1), Column("size", "Size", 8, align="right"), Column("when", "When", 16)]


class PathInput(Input):
    """A line for a file's name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("path")

    class Asked(Message):
        """The rest of the name is asked for."""

    def __init__(self) -> None:
        super().__init__(placeholder="File to read: .xlsx .xls .ods .csv", compact=True, id="file")
        self.cursor_blink = False

    def action_complete(self) -> None:
        self.post_message(self.Asked())

    def action_down(self) -> None:
        self.screen.set_focus(self.screen.query_one(Grid), scroll_visible=False)


class FileScreen(DeskScreen):
    """A line for the file's name, and under it the files that it could be."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("files")
    choosing = True
    """Whether the grid lists files."""

    @property
    def place_now(self) -> str:
        """Which keys the bar and the help name."""
        if not self.choosing:
            return ""
        return "path" if isinstance(self.focused, PathInput) else "files"

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self._listed: dict[str, Listed] = {}

    def body(self) -> ComposeResult:
        yield PathInput()
        yield Grid(COLUMNS, cursor="row", frozen_columns=0, empty="Looking …")

    def ready(self) -> None:
        self.choose()

    @on(events.DescendantFocus)
    def _other_keys(self) -> None:
        """The line and the list have keys of their own; what has just happened stays said."""
        self.query_one(KeyBar).refresh()
        if self.choosing and self._said in [spelled(hint, self) for hint in HINTS.values()]:
            self.say(spelled(HINTS[self.place_now], self))

    def choose(self) -> None:
        """Let a file be chosen."""
        self.choosing = True
        box = self.query_one(PathInput)
        box.display = True
        self.screen.set_focus(box, scroll_visible=False)
        self.query_one(Grid).cursor_kind = "row"
        self.query_one(KeyBar).refresh()
        self.say(spelled(HINTS["path"], self))
        self._look()

    def chosen(self, path: Path) -> None:
        """A file is to be read."""
        raise NotImplementedError

    def opened(self, event: Grid.Opened) -> None:
        """Enter on a cell, when the grid does not list files."""

    # -- what there is to choose from

    @on(Input.Changed, "#file")
    def _look(self) -> None:
        if self.choosing:
            self.work(lambda: self._show(self.query_one(PathInput).value), "listing")

    async def _show(self, typed: str) -> None:
        await self._list(typed)

    async def _list(self, typed: str) -> list[Listed]:
        """Show the files that a path typed so far could be; without a folder, those of the inbox too."""
        sections: list[tuple[str, list[Listed]]] = []
        if "/" not in typed:
            place = self.desk.store.folder
            arrived = await asyncio.to_thread(inbox.arrived, place)
            here = [each for each in arrived if each.name.casefold().startswith(typed.casefold())]
            sections.append((f"Inbox: {_short(place / inbox.NAME)}", here))
        found = await asyncio.to_thread(inbox.beginning, typed)
        folder = typed.rpartition("/")[0] if "/" in typed else _short(Path.cwd())
        sections.append((folder or "/", found))
        both = [each for _, some in sections for each in some]
        self._listed = {str(number): each for number, each in enumerate(both)}
        rows: list[Row] = []
        keys = iter(self._listed)
        nothing = "nothing here begins so" if typed else "nothing here"
        for title, some in sections:
            if some or title.startswith("Inbox"):
                rows.append(Row(title, (title if some else f"{title} ({nothing})",), heading=True))
            rows += [_row(next(keys), each) for each in some]
        grid = self.query_one(Grid)
        grid.empty = "Nothing begins so"
        if self.choosing:
            grid.set_columns(COLUMNS, rows)
        return both

    # -- choosing

    @on(Input.Submitted, "#file")
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.work(lambda: self._go(event.value.strip()), "listing")
        else:
            self.query_one(PathInput).action_down()

    async def _go(self, typed: str) -> None:
        """Read the file of that name, or look into the folder."""
        path, kind = await asyncio.to_thread(inbox.named, self.desk.store.folder, typed)
        if kind == "file":
            self.chosen(path)
        elif kind == "folder":
            self._type(typed.rstrip("/") + "/")
        else:
            self.say(spelled(NO_FILE, self), problem=True)

    @on(PathInput.Asked)
    def _asked(self) -> None:
        self.work(self._complete, "listing")

    async def _complete(self) -> None:
        """Type on as far as all that begins so agrees."""
        typed = self.query_one(PathInput).value
        found = await self._list(typed)
        more = inbox.completed(typed, found)
        if more != typed:
            self._type(more)
        elif not found:
            self.say("No file or folder begins so", problem=True)
        elif len(found) == 1 and found[0].typeable:
            self.say(spelled("That is its whole name: {grid.open} chooses it", self))
        else:
            self.say(spelled(f"{len(found)} begin so: type on, or {{path.down}} and choose", self))

    def _type(self, text: str) -> None:
        box = self.query_one(PathInput)
        box.value = text
        box.cursor_position = len(text)

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        if not self.choosing:
            self.opened(event)
        elif each := self._listed.get(event.row_key):
            if each.folder and each.typeable:
                self._type(f"{each.path}/")
                self.screen.set_focus(self.query_one(PathInput), scroll_visible=False)
            elif each.folder:
                self.say("That folder's name cannot be typed here; give it another name first", problem=True)
            else:
                self.chosen(each.path)

    # -- taking away

    def action_remove(self) -> None:
        """Ask whether the file under the cursor is to be removed from the inbox."""
        from screens.importing.removing_file import RemovingScreen

        each = self._listed.get(self.query_one(Grid).cursor_row_key) if self.choosing else None
        if each is None:
            return
        if not inbox.holds(self.desk.store.folder, each):
            self.say("Only what lies in the inbox is removed here", problem=True)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.work(lambda: self._remove(each), "removing")

        about = f"{_size(each.size)}, {clock(each.when)}"
        self.app.push_screen(RemovingScreen(each.name, about), answered)

    async def _remove(self, each: Listed) -> None:
        try:
            await asyncio.to_thread(inbox.remove, self.desk.store.folder, each)
        except Refused as fault:
            self.say(fault.problems[0].line(), problem=True)
        else:
            self.say(f"{each.name} is removed from the inbox")
        await self._list(self.query_one(PathInput).value)


def _short(folder: Path) -> str:
    """A folder as its owner knows it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}".removesuffix("/.") if folder.is_relative_to(home) else str(folder)


def _row(key: str, each: Listed) -> Row:
    size = Cell("folder", "dim", value="") if each.folder else Cell(_size(each.size), value=str(each.size))
    return Row(key, (each.name + ("/" if each.folder else ""), size, Cell(clock(each.when), "dim", value=each.when)))


def _size(size: int) -> str:
    """As people say it: `640 B`, `34 kB`, `2.1 MB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
