"""Asks where an export is to be written: folder and name are shown and can be changed, and nothing is overwritten
unless one says so.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.fields.path_input import PathInput
from screens.frame.dialog import Dialog
from screens.frame.title_and_note import Told
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import clock, printable, size
from siptui.store.faults import StoreFault
from siptui.store.folder_listing import when_of

Waiting = Callable[[], Awaitable[None]]
"""Waits until there is something to be written; nothing has been by then."""
KEYS = "Enter writes it    {path.complete} completes a name    {export.leave} writes nothing"
OTHERS = "{export.next} {export.before} chooses what is written    "
REPLACE_KEYS = "{replace.yes} replaces it    {replace.no} goes back to the name"
NAME_IT = "is a folder: give the file's name in it too"


class Choice(Struct, frozen=True):
    """Something that can be written: what it is called, the name offered for its file, and how that may end."""

    label: str
    name: str
    suffixes: tuple[str, ...]


Writing = Callable[[Path, bool, Choice], Awaitable[list[str]]]
"""Writes a choice to a path, and may replace what is there if the second is True; gives what should be known of it."""


class AsksFirst(Exception):
    """Something is to be asked before anything is written; `then` gives what is written for an answer, or None."""

    def __init__(self, dialog: Dialog[Any], then: Callable[[Any], Choice | None]) -> None:
        super().__init__()
        self.dialog, self.then = dialog, then


class Written(Struct, frozen=True):
    """A file that was written, and what should be known of what it holds."""

    path: Path
    notes: list[str]


class Place(Struct, frozen=True):
    """Where a typed path leads, and what is there."""

    path: Path
    folder: bool = False  # it leads to a folder, and not to a file in one
    lost: bool = False  # its folder does not exist
    stands: str = ""  # size and date of the file that is there


class ExportScreen(Dialog[Written | None]):
    """Gives what was written, or None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("export")
    HELP = (
        "Where the file is written: the folder and the name can be typed over, and the ending says which kind it "
        "is. What is on the screen is saved first. A file that is there is replaced only on a word of its own."
    )
    DEFAULT_CSS = """
    ExportScreen > Vertical { max-width: 90; }
    ExportScreen #out { height: 1; border: none; margin: 1 0; }
    ExportScreen #choices { margin-top: 1; }
    ExportScreen #wrong { color: $text-error; text-style: bold; }
    """

    def __init__(self, what: str, choices: Sequence[Choice], folder: Path, wait: Waiting, write: Writing) -> None:
        """One of `choices` of `what` is written, the first unless another is chosen; to `folder` unless it is typed."""
        super().__init__()
        self._what, self._choices, self._folder = what, choices, folder
        self._wait, self._write = wait, write
        self._writes = False
        self._chosen = 0

    @property
    def choice(self) -> Choice:
        """What is to be written."""
        return self._choices[self._chosen]

    def compose(self) -> ComposeResult:
        keys = (OTHERS if len(self._choices) > 1 else "") + KEYS
        with Vertical():
            yield Static(Content(f"Write {printable(self._what)} to:"), id="asked", markup=False)
            if len(self._choices) > 1:
                yield Static("", id="choices", markup=False)
            yield PathInput(id="out", below=False)
            yield Static("", id="place", markup=False)
            yield Static("", id="wrong", markup=False)
            yield Static(Content(spelled(keys, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self._choose(0)

    def action_other(self, by: int) -> None:
        """Write another of what there is to choose from."""
        if not self._writes:
            self._choose((self._chosen + by) % len(self._choices))

    def _choose(self, number: int) -> None:
        """Choose what is written; its name is offered, unless another has been typed."""
        line = self.query_one(PathInput)
        typed = line.value not in ("", self._offered)
        self._chosen = number
        if not typed:
            line.hold(self._offered)
        self.run_worker(self._show_place(), group="place", exclusive=True)
        for shown in self.query("#choices").results(Static):
            lines = [
                (f"{'▸' if n == number else ' '} {printable(each.label)}", n) for n, each in enumerate(self._choices)
            ]
            shown.update(Content("\n").join(Content.styled(text, "bold" if n == number else "") for text, n in lines))

    @property
    def _offered(self) -> str:
        return str(self._folder / self.choice.name)

    @on(Input.Changed)
    def _look(self) -> None:
        self.wrong("")
        self.run_worker(self._show_place(), group="place", exclusive=True)

    async def _show_place(self) -> None:
        """Say in full where the path leads, and what is there."""
        place = await asyncio.to_thread(place_of, self.query_one(PathInput).value, self.choice.suffixes)
        path = place.path
        lines: list[tuple[str, str]] = [("Folder  ", "$text-muted"), (printable(str(path.parent)), "")]
        lines += [("\nName    ", "$text-muted"), (printable(path.name), "bold")]
        others = [each for each in self.choice.suffixes if each != path.suffix.casefold()]
        lines += [(f"  or {' or '.join(others)}", "$text-muted")] if others else []
        if place.folder:
            lines = [("Folder  ", "$text-muted"), (printable(str(path)), "")]
            lines += [("\nName    ", "$text-muted"), ("give the file a name", "$text-warning")]
        elif place.lost:
            lines += [("\nThere is no such folder", "bold $text-warning")]
        elif place.stands:
            lines += [(f"\nThere is such a file already: {place.stands}", "bold $text-warning")]
        self.query_one("#place", Static).update(Content.assemble(*lines))

    @on(Told)
    def _told(self, event: Told) -> None:
        event.stop()
        self.wrong(event.words)

    def wrong(self, what: str) -> None:
        """Say what is wrong, or what is going on."""
        line = self.query_one("#wrong", Static)
        line.display = bool(what)
        line.update(Content(printable(what)))

    # -- writing

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() and not self._writes:
            self.run_worker(self._try(event.value), group="try", exclusive=True)

    async def _try(self, typed: str) -> None:
        place = await asyncio.to_thread(place_of, typed, self.choice.suffixes)
        if place.folder:
            self.query_one(PathInput).hold(f"{str(place.path).rstrip('/')}/")
            self.wrong(f"{place.path} {NAME_IT}")
        elif place.stands:
            self.app.push_screen(ReplaceScreen(place), lambda yes: self._go(place.path, True) if yes else None)
        else:
            self._go(place.path, False)

    def _ask(self, asks: AsksFirst, out: Path, replace: bool) -> None:
        def answered(answer: Any) -> None:
            if (choice := asks.then(answer)) is not None:
                self._go(out, replace, choice)

        self.app.push_screen(asks.dialog, answered)

    def _go(self, out: Path, replace: bool, choice: Choice | None = None) -> None:
        self.run_worker(self._put(out, replace, choice or self.choice), group="write", exclusive=True)

    async def _put(self, out: Path, replace: bool, choice: Choice) -> None:
        self.wrong("Waiting until all that was typed is saved …")
        await self._wait()
        self._writes = True
        self.wrong("Writing …")
        try:
            notes = await self._write(out, replace, choice)
        except (Refused, StoreFault) as fault:
            self.wrong(str(fault))
        except AsksFirst as asks:
            self.wrong("")
            self._ask(asks, out, replace)
        else:
            self.dismiss(Written(out, notes))
        finally:
            self._writes = False

    def action_leave(self) -> None:
        """Write nothing; a file that is being written already is written to its end."""
        if not self._writes:
            self.workers.cancel_group(self, "write")
            self.dismiss(None)


class ReplaceScreen(Dialog[bool]):
    """Gives whether a file that is there is to be replaced."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("replace")
    HELP = (
        "There is such a file, and somebody may have worked in it since it was written here: then what they wrote "
        "is in that file alone. Read it with an import first, or give this one another name."
    )

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        path = printable(str(self._place.path))
        with Vertical():
            yield Static(Content(f"Replace {path}?"), id="asked", markup=False)
            yield Static(Content(f"{self._place.stands}. What it holds now is lost."), markup=False)
            yield Static(Content(spelled(REPLACE_KEYS, self)), id="keys", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Replace it, or go back to the name."""
        self.dismiss(yes)


def place_of(typed: str, suffixes: tuple[str, ...]) -> Place:
    """Where a typed path leads; a name without an ending, or with another, gets the first of `suffixes`."""
    text = typed.strip()
    path = Path(text)
    with contextlib.suppress(RuntimeError):  # ~ of somebody unknown
        path = path.expanduser()
    path = (Path.cwd() / path).absolute()
    try:
        if text.endswith("/") or path.is_dir():
            return Place(path, folder=True)
        if path.suffix.casefold() not in suffixes:
            path = path.with_name(path.name + suffixes[0])
        lost = not path.parent.is_dir()
        there = path.stat() if path.exists() else None
    except (OSError, ValueError):  # a name that no file can have; writing will say so
        return Place(path)
    stands = f"{size(there.st_size)}, {clock(when_of(there))}" if there else ""
    return Place(path, lost=lost, stands=stands)
