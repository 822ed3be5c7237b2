"""A dialog that is a list to choose from: what is asked above, its keys below."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from screens.frame.dialog import Dialog, Result
from screens.frame.text_without_markup import plain_line
from screens.grid.grid import Column, Grid, Row
from screens.keys.key_names import spelled


class ListDialog(Dialog[Result | None]):
    """Gives what the chosen row means, or None. Subclasses say `KEYS`, and what a row means: `chosen`."""

    KEYS = ""
    DEFAULT_CSS = """
    ListDialog Grid { height: auto; max-height: 60vh; background: $surface; }
    ListDialog #asked { margin-bottom: 1; }
    """

    def __init__(self, asked: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """`asked` is what stands over the list, "" for nothing."""
        super().__init__()
        self._asked, self._columns, self._rows = asked, columns, rows

    def compose(self) -> ComposeResult:
        with Vertical():
            if self._asked:
                yield Static(plain_line(self._asked), id="asked", markup=False)
            yield Grid(self._columns, self._rows, cursor="row", frozen_columns=len(self._columns) - 1)
            yield from self.below()
            yield Static(Content(spelled(self.KEYS, self)), id="keys", markup=False)

    def below(self) -> Iterable[Widget]:
        """What stands between the list and the keys."""
        return ()

    def on_mount(self) -> None:
        self.query_one(Grid).focus()

    def chosen(self, row_key: str) -> None:
        """Somebody has chosen a row."""
        raise NotImplementedError

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        event.stop()
        self.chosen(event.row_key)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
