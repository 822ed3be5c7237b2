"""Asks which workbook of the authority's is to be filled, and what becomes of answers that it has no place for."""

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import structs
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from screens.fields.path_input import PathInput
from screens.forms.export_file import AsksFirst, Choice
from screens.frame.desk_screen import DeskScreen
from screens.frame.dialog import Dialog
from screens.frame.title_and_note import Told
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.intake.template_of_school import PLACE_CODES, last_template, write_filled
from siptui.records.problem import Problem, Refused
from siptui.records.typed_and_shown import printable

WHICH = "Which workbook is to be filled?"
MEANS = (
    "Its cells are found by the words and codes in it. Nothing else in it is changed, and it stays as it is: what is "
    "written is another file."
)
KEYS = "Enter fills it    {path.complete} completes a name    {template.leave} writes nothing"
LACKS = "It has no place for some of what there is:"
LEAVE_OUT_KEYS = "{leaving_out.yes} leaves that out and writes the rest    {leaving_out.no} writes nothing"


class IntoTemplate(Choice, frozen=True):
    """A workbook of the authority's, filled with the form of a kind or at a path; `template` once it is known which.

    `leave_out`: what it has no place for is left out.
    """

    form: str = ""
    template: Path | None = None
    leave_out: bool = False


async def put_into_template(screen: DeskScreen, choice: IntoTemplate, out: Path, replace: bool) -> list[str]:
    """Write a workbook, filled with a form of the screen's school, to `out`; gives what to know of it.

    Raises AsksFirst which workbook, and whether what it has no place for is left out; Refused, StoreFault.
    """
    desk = screen.desk
    if choice.template is None:
        last = await asyncio.to_thread(last_template, desk.framework, choice.form)
        dialog = TemplateScreen(last or f"{Path.cwd()}/")
        raise AsksFirst(dialog, lambda path: structs.replace(choice, template=path) if path else None)
    school = await asyncio.to_thread(desk.store.load, screen.school_id)
    about = (desk.store, school, choice.form, choice.template, out)
    try:
        return await asyncio.to_thread(write_filled, *about, leave_out=choice.leave_out, replace=replace)
    except Refused as fault:
        if any(problem.code not in PLACE_CODES for problem in fault.problems):
            raise
        dialog_ = LeavingOutScreen(fault.problems)
        raise AsksFirst(dialog_, lambda yes: structs.replace(choice, leave_out=True) if yes else None) from None


class TemplateScreen(Dialog[Path | None]):
    """Gives the workbook that is to be filled, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("template")
    HELP = (
        "The authority's own workbook, empty or filled before. Where each answer goes is found by the headings "
        "and codes that stand in it; the one used last is offered. The filled one is another file, and asked for "
        "next."
    )
    DEFAULT_CSS = """
    TemplateScreen > Vertical { max-width: 90; }
    TemplateScreen #template { height: 1; border: none; margin: 1 0; }
    TemplateScreen #wrong { color: $text-error; text-style: bold; }
    """

    def __init__(self, first: str) -> None:
        """`first` is what is offered."""
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(WHICH), id="asked", markup=False)
            yield PathInput(id="template", below=False)
            yield Static(Content(MEANS), markup=False)
            yield Static("", id="wrong", markup=False)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(PathInput).hold(self._first)
        self.query_one("#wrong").display = False

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(event.value.strip())
        with contextlib.suppress(RuntimeError):  # ~ of somebody unknown
            path = path.expanduser()
        if await asyncio.to_thread(_is_file, path):
            self.dismiss(path.absolute())
        else:
            self._wrong(f"{printable(str(path))} is no file")

    @on(Told)
    def _told(self, event: Told) -> None:
        event.stop()
        self._wrong(event.words)

    def _wrong(self, what: str) -> None:
        line = self.query_one("#wrong", Static)
        line.display = True
        line.update(Content(printable(what)))

    def action_leave(self) -> None:
        """Fill none."""
        self.dismiss(None)


class LeavingOutScreen(Dialog[bool]):
    """Gives whether what a workbook has no place for is left out."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("leaving_out")
    HELP = (
        "The workbook lacks a row or column for what is named. It may be another year's or another form's: "
        "nothing is written unless you say so, and then without these answers, which stay here as they are."
    )
    DEFAULT_CSS = """
    LeavingOutScreen > Vertical { max-width: 90; }
    LeavingOutScreen VerticalScroll { height: auto; max-height: 60vh; margin: 1 0; }
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        said = "\n\n".join(printable(f"It {problem.what}") for problem in self._problems)
        with Vertical():
            yield Static(Content(LACKS), id="asked", markup=False)
            with VerticalScroll():
                yield Static(Content(said), markup=False)
            yield Static(Content(spelled(LEAVE_OUT_KEYS, self)), id="keys", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Leave it out, or write nothing."""
        self.dismiss(yes)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
