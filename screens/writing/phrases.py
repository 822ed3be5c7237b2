"""The phrases that a person has kept, to put one where the cursor is by typing a few of its letters."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.frame.dialog import Dialog
from screens.grid.grid import Column, Grid, Row
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.own_phrases import phrases_with, remove_phrase
from siptui.records.problem import Refused

KEYS = "Enter writes it    {phrases.down} the next    {phrases.remove} removes it    {phrases.leave} writes none"
NONE = "None has words that begin so"


class PhraseScreen(Dialog[str | None]):
    """Gives the phrase that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("phrases")
    HELP = (
        "Phrases that you have kept: type a few letters of one, and it is put where the cursor was. "
        "{pane.keep_phrase}, where you write, keeps the sentence that you are in."
    )
    DEFAULT_CSS = """
    PhraseScreen > Vertical { max-width: 100; }
    PhraseScreen Input { height: 1; border: none; margin: 1 0; }
    PhraseScreen Grid { height: auto; max-height: 12; background: $surface; }
    PhraseScreen #whole { margin-top: 1; color: $text-muted; max-height: 6; }
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        super().__init__()
        self._phrases = list(phrases)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Put a phrase of yours here", id="asked", markup=False)
            yield Input(placeholder="a few letters of its words", compact=True)
            yield Grid([Column("phrase", "", 30, grow=1)], cursor="row", frozen_columns=0, empty=NONE)
            yield Static("", id="whole", markup=False)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(Grid).can_focus = False
        self.query_one(Input).focus()
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        grid = self.query_one(Grid)
        found = phrases_with(self._phrases, self.query_one(Input).value)
        grid.set_rows([Row(phrase, (phrase,)) for phrase in found])
        if found:
            grid.move_to(found[0])
        grid.refresh(layout=True)
        self._tell()

    @on(Grid.Moved)
    def _tell(self) -> None:
        """The one that is lit, whole."""
        self.query_one("#whole", Static).update(Content(self.query_one(Grid).cursor_row_key))

    @on(Input.Submitted)
    def _chosen(self, event: Input.Submitted) -> None:
        event.stop()
        if phrase := self.query_one(Grid).cursor_row_key:
            self.dismiss(phrase)

    def action_move(self, way: str) -> None:
        """Another of those that are shown."""
        grid = self.query_one(Grid)
        keys = [row.key for row in grid.rows]
        if keys:
            at = keys.index(grid.cursor_row_key) + (1 if way == "down" else -1)
            grid.move_to(keys[max(0, min(len(keys) - 1, at))])
            self._tell()

    def action_remove(self) -> None:
        """Keep the one that is lit no longer."""
        if phrase := self.query_one(Grid).cursor_row_key:
            try:
                remove_phrase(phrase)
            except Refused as fault:
                self.query_one("#whole", Static).update(Content(str(fault)))
                return
            self._phrases.remove(phrase)
            self._show()

    def action_leave(self) -> None:
        """Write none."""
        self.dismiss(None)


def sentence_at(text: str, cursor: int) -> str:
    """The sentence that a place is in, or right behind."""
    line_start = text.rfind("\n", 0, cursor) + 1
    line_end = text.find("\n", cursor)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    at = cursor - line_start
    start = 0
    for end in _ends(line):
        if start <= at <= end:
            return line[start:end].strip()
        start = end
    return line[start:].strip()


def _ends(line: str) -> list[int]:
    """Where its sentences end."""
    return [i + 1 for i, sign in enumerate(line) if sign in ".!?" and (i + 1 == len(line) or line[i + 1] == " ")]
