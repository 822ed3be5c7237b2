"""Choosing the file to import: from what has arrived in the store's inbox, or by a path that is completed."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from screens.fields.path_input import PathInput
from screens.frame.title_and_note import Told
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import clock, size
from siptui.store import inbox, typed_file_path
from siptui.store.folder_listing import Listed

HINTS = {
    "path": "{path.down} chooses below; or type a file's name: {path.complete} completes it",
    "files": "{importing.file} goes back to typing a name",
}
NO_FILE = "There is no such file; {path.complete} completes a name, {path.down} chooses one below"
NO_NAME = "That folder's name cannot be typed here; give it another name first"
COLUMNS = [Column("name", "File", 24, grow=1), Column("size", "Size", 8, align="right"), Column("when", "When", 16)]


class FileChooser(Vertical):
    """A line for the file's name, and under it the files that it could be."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("files")
    DEFAULT_CSS = """
    FileChooser { height: 1fr; }
    FileChooser > #file { height: 1; padding: 0 1; margin: 1 0 1 0; }
    FileChooser > Grid { height: 1fr; }
    """

    def __init__(self, store: Path, chosen: Callable[[Path], None], busy: Callable[[], bool]) -> None:
        """`store` is the folder whose inbox is offered; `chosen` hears which file it is to be.

        While one is read, which is when it is `busy`, none is removed.
        """
        super().__init__()
        self._store, self._chosen, self._busy = store, chosen, busy
        self._listed: dict[str, Listed] = {}
        self.path = PathInput("File to read: .xlsx .xls .ods .csv .docx", id="file", find=self._list)
        self.files = Grid(COLUMNS, cursor="row", frozen_columns=0, empty="Looking …", id="files")

    def compose(self) -> ComposeResult:
        yield self.path
        yield self.files

    @property
    def place(self) -> str:
        """Which keys the bar and the help name."""
        return "path" if self.path.has_focus else "files"

    def begin(self) -> None:
        """Let a file be chosen."""
        self.screen.set_focus(self.path, scroll_visible=False)
        self._look()

    # -- what there is to choose from

    @on(Input.Changed)
    def _look(self) -> None:
        self.run_worker(self._list(self.path.value), group="listing", exclusive=True)

    async def _list(self, typed: str) -> list[Listed]:
        """Show the files that a path typed so far could be; without a folder, those of the inbox too."""
        sections: list[tuple[str, list[Listed]]] = []
        in_sight = set()  # what is headed though nothing is in it
        if "/" not in typed:
            arrived = await asyncio.to_thread(inbox.arrived, self._store)
            here = [each for each in arrived if each.name.casefold().startswith(typed.casefold())]
            title = f"Inbox: {_short(self._store / inbox.NAME)}"
            sections.append((title, here))
            in_sight.add(title)
        found = await asyncio.to_thread(typed_file_path.beginning, typed)
        folder = typed.rpartition("/")[0] if "/" in typed else _short(Path.cwd())
        sections.append((folder or "/", found))
        both = [each for _, some in sections for each in some]
        self._listed = {str(number): each for number, each in enumerate(both)}
        rows: list[Row] = []
        keys = iter(self._listed)
        nothing = "nothing here begins so" if typed else "nothing here"
        for title, some in sections:
            if some or title in in_sight:
                rows.append(Row(title, (title if some else f"{title} ({nothing})",), heading=True))
            rows += [_row(next(keys), each) for each in some]
        self.files.empty = "Nothing begins so"
        self.files.set_rows(rows)
        return both

    # -- choosing

    @on(PathInput.Down)
    def _go_below(self) -> None:
        self.screen.set_focus(self.files, scroll_visible=False)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.run_worker(self._go(event.value.strip()), group="listing", exclusive=True)
        else:
            self._go_below()

    async def _go(self, typed: str) -> None:
        """Read the file of that name, or look into the folder."""
        path, kind = await asyncio.to_thread(typed_file_path.named, self._store, typed)
        if kind == "file":
            self._chosen(path)
        elif kind == "folder":
            self.path.hold(typed.rstrip("/") + "/")
        else:
            self._say(spelled(NO_FILE, self), problem=True)

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        event.stop()
        each = self._listed.get(event.row_key)
        if each is None:
            return
        if each.folder and each.typeable:
            self.path.hold(f"{each.path}/")
            self.screen.set_focus(self.path, scroll_visible=False)
        elif each.folder:
            self._say(NO_NAME, problem=True)
        else:
            self._chosen(each.path)

    async def action_folder(self) -> None:
        """Read all that came back in the folder that is typed, or in the inbox."""
        from screens.importing.folder.folder_screen import FolderScreen

        if self._busy():
            return
        typed = self.path.value.strip().rpartition("/")[0] if "/" in self.path.value else ""
        folder = (self._store / inbox.NAME) if not typed else Path(typed).expanduser()
        self.app.push_screen(FolderScreen(folder))

    # -- taking away

    def action_remove(self) -> None:
        """Ask whether the file under the cursor is to be removed from the inbox."""
        from screens.importing.removing_file import RemovingScreen

        each = self._listed.get(self.files.cursor_row_key)
        if each is None or self._busy():
            return
        if not inbox.holds(self._store, each):
            self._say("Only what lies in the inbox is removed here", problem=True)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.run_worker(self._remove(each), group="removing", exclusive=True)

        about = f"{size(each.size)}, {clock(each.when)}"
        self.app.push_screen(RemovingScreen(each.name, about), answered)

    async def _remove(self, each: Listed) -> None:
        try:
            await asyncio.to_thread(inbox.remove, self._store, each)
        except Refused as fault:
            self._say(fault.problems[0].line(), problem=True)
        else:
            self._say(f"{each.name} is removed from the inbox")
        await self._list(self.path.value)

    def _say(self, words: str, problem: bool = False) -> None:
        self.post_message(Told(words, problem))


def _short(folder: Path) -> str:
    """A folder as its owner knows it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}".removesuffix("/.") if folder.is_relative_to(home) else str(folder)


def _row(key: str, each: Listed) -> Row:
    large = Cell("folder", "dim", value="") if each.folder else Cell(size(each.size), value=str(each.size))
    return Row(key, (each.name + ("/" if each.folder else ""), large, Cell(clock(each.when), "dim", value=each.when)))
