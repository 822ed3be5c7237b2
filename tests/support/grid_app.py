"""An application of one grid over its bar, which keeps what the grid sent."""

from collections.abc import Callable, Sequence

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Static

from screens.grid.formula_bar import FormulaBar, edit_cell
from screens.grid.grid import Cell, Column, Grid, Row
from screens.grid.layout import GUTTER

COLUMNS = (
    Column("name", "School", 20, grow=1),
    Column("agree", "Agree-\nment", 6, align="center", editable=True, hint="R A G"),
    *(Column(f"c{i}", f"Column {i}", 12, align="right", editable=i == 1) for i in range(8)),
)


def make_rows(count: int = 60) -> list[Row]:
    """Two sections of schools."""
    rows: list[Row] = []
    for i in range(count):
        if i % 30 == 0:
            rows.append(Row(f"section{i}", (f"Section {i}",), heading=True))
        rows.append(Row(f"r{i}", (f"School {i}", Cell("R", "red"), *(f"{i}.{c}" for c in range(8)))))
    return rows


class GridApp(App[None]):
    """A grid over its bar, every message it sent, and every text that the bar took."""

    def __init__(
        self,
        rows: Sequence[Row] | None = None,
        columns: Sequence[Column] = COLUMNS,
        check: Callable[[str], str | None] = lambda _text: None,
        types: bool = False,
        **options: object,
    ) -> None:
        super().__init__()
        self.sent: list[Message] = []
        self.pressed: list[str] = []
        self.taken: list[tuple[str, str, str]] = []
        self.check, self.types = check, types
        self.bar = FormulaBar()
        self.grid = Grid(
            columns,
            make_rows() if rows is None else rows,
            editor=self,
            **options,  # type: ignore[arg-type]
        )

    def typed(self, row_key: str, column_key: str, character: str) -> bool:
        self.pressed.append(character)
        view = self.grid.view
        if not self.types or character == "/" or not view.editable(view.row, view.column):
            return False
        self.begin(row_key, column_key, character)
        return True

    def begin(self, row_key: str, column_key: str, typed: str = "") -> None:
        def take(text: str) -> str | None:
            if problem := self.check(text):
                return problem
            self.taken.append((row_key, column_key, text))
            return None

        hint = self.grid.columns[self.grid.view.column].hint
        edit_cell(self.grid, self.bar, typed or self.grid.view.cell.entry, hint, take, lambda: None)

    def compose(self) -> ComposeResult:
        yield Static("title")
        yield self.grid
        yield self.bar

    def on_mount(self) -> None:
        self.grid.focus()

    def on_event_sent(self, message: Message) -> None:
        if not isinstance(message, Grid.Moved):
            self.sent.append(message)

    on_grid_opened = on_grid_cleared = on_grid_pasted = on_event_sent


def lines(grid: Grid) -> list[str]:
    """What the grid shows, but for the first cell of its lines, in which the cursor's row is marked."""
    return [grid.render_line(y).text[GUTTER:] for y in range(grid.size.height)]


def place(grid: Grid) -> tuple[str, str]:
    return grid.cursor_row_key, grid.cursor_column_key
