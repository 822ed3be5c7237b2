"""A list to choose one thing from: what a column means, or a value."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.tracking.questions.asking import LEAVE_OUT
from siptui.tracking.questions.meanings_to_choose import Meant

HINT = "{grid.open} chooses; {grid.filter} finds a word; {everywhere.back} leaves it as it is"


class ChoiceScreen(DeskScreen):
    """What is asked, some lines about it, and the list."""

    HELP = "Choose with {grid.open}. The file is then read again; nothing is changed in the record."
    BINDINGS: ClassVar[list[BindingType]] = bindings("choosing")
    DEFAULT_CSS = """
    ChoiceScreen > #about { height: auto; max-height: 5; padding: 0 1; margin-bottom: 1; color: $text-muted; }
    ChoiceScreen > Grid { height: 1fr; }
    """

    def __init__(
        self, way: list[str], about: str, choices: Sequence[Meant], now: str, done: Callable[[str], None]
    ) -> None:
        """`way` is where one is; `now` the answer that stands, "" where there is none."""
        super().__init__()
        self._way, self._about, self._choices, self._now, self._done = way, about, choices, now, done

    def where(self) -> list[str]:
        return self._way

    def body(self) -> ComposeResult:
        yield Static(Content(self._about), id="about", markup=False)
        yield Grid([Column("choice", "", 30, grow=1)], cursor="row", frozen_columns=0)

    def ready(self) -> None:
        rows: list[Row] = []
        for under in dict.fromkeys(each.under for each in self._choices):
            rows.append(Row(f"under {under}", (under,), heading=True))
            for each in (e for e in self._choices if e.under == under):
                is_now = each.answer == self._now
                text = f"  {each.words}" + (" (now)" if is_now else "")
                rows.append(Row(each.answer, (Cell(text, "strong" if is_now else ""),)))
        grid = self.query_one(Grid)
        grid.set_rows(rows)
        grid.focus()
        grid.move_to(self._now)
        self.say(spelled(HINT, self))

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self._choose(event.row_key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not everything can be left out."""
        return action != "leave_out" or any(each.answer == LEAVE_OUT for each in self._choices)

    def action_leave_out(self) -> None:
        """Choose to leave it out."""
        self._choose(LEAVE_OUT)

    def _choose(self, answer: str) -> None:
        self.app.pop_screen()
        self._done(answer)
