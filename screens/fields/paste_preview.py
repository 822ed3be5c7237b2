"""A block before it is pasted: what it would write over, and what of it does not fit; pasted or left on one key."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.binding import BindingType

from screens.fields.paste_and_clear import Fitted
from screens.frame.whole_message import MessageScreen
from screens.grid.block import counted
from screens.grid.grid import Cell, Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from siptui.records.typed_and_shown import printable, shown, typed
from siptui.records.values import Field, Value

Taken = Literal["all", "empty"]
"""What of a block is pasted: all that fits, or what goes into empty cells."""

COLUMNS = [Column("cell", "Cell", 26, grow=3), Column("new", "Pasted", 12, grow=2), Column("why", "", 14, grow=3)]
MOST_ROWS = 300
ALL, EMPTY, LEAVE = "{pasting.all} pastes", "{pasting.empty} only into empty cells", "{pasting.leave} pastes nothing"


class PastePreview(ListDialog[Taken]):
    """Gives what is to be pasted."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("pasting")
    HELP = (
        "The block would write over what is filled, or some of it does not fit: each such cell is shown with what "
        "stands there and what would. Nothing is pasted until you say so, and one {everywhere.undo} takes it "
        "back."
    )
    DEFAULT_CSS = "PastePreview > Vertical { max-width: 110; }"

    def __init__(self, fitted: Fitted, label: Callable[[str], str]) -> None:
        """`label` is what the field at a path is called."""
        super().__init__(_asked(fitted), COLUMNS, _rows(fitted, label))
        self._fitted = fitted
        keys = [ALL] if fitted.changes else []
        keys += [EMPTY] if fitted.empty and fitted.over else []
        self.KEYS = "    ".join([*keys, LEAVE])

    def chosen(self, row_key: str) -> None:
        """A line whole."""
        row = next((row for row in self._rows if row.key == row_key), None)
        if row is not None and not row.heading:
            said = [row.cell(index).text.strip() for index in range(len(COLUMNS))]
            self.app.push_screen(MessageScreen("\n\n".join(said)))

    def action_take(self, what: Taken) -> None:
        """Paste, if there is anything to be pasted."""
        if self._fitted.changes if what == "all" else self._fitted.empty:
            self.dismiss(what)


def _asked(fitted: Fitted) -> str:
    count = len(fitted.changes)
    if not count:
        return "Nothing of this can be pasted here"
    said = f"Paste {counted(count)}"
    if not fitted.empty:
        said = f"Paste over {count:,} filled {'cell' if count == 1 else 'cells'}"
    elif fitted.over:
        said += f", {len(fitted.over):,} of them filled in already"
    return said + (f"; {counted(len(fitted.unfit))} would be left out" if fitted.unfit else "")


def _rows(fitted: Fitted, label: Callable[[str], str]) -> list[Row]:
    rows: list[Row] = []
    if fitted.unfit:
        rows.append(Row("unfit", ("Does not fit, and is left out",), heading=True))
    for number, unfit in enumerate(fitted.unfit[:MOST_ROWS]):
        rows.append(Row(f"unfit {number}", (f"  {unfit.where}", _cut(unfit.text), Cell(_cut(unfit.why), "yellow"))))
    if len(fitted.unfit) > MOST_ROWS:
        rows.append(Row("more unfit", (f"  and {len(fitted.unfit) - MOST_ROWS:,} more",)))
    if fitted.over:
        rows.append(Row("over", ("Filled in already",), heading=True))
    for number, over in enumerate(fitted.over[:MOST_ROWS]):
        now = Cell(f"now {_words(over.field, over.old)}", "dim")
        new = Cell(_words(over.field, over.new), "strong")
        rows.append(Row(f"over {number}", (f"  {label(over.field.path)}", new, now)))
    if len(fitted.over) > MOST_ROWS:
        rows.append(Row("more over", (f"  and {len(fitted.over) - MOST_ROWS:,} more",)))
    return rows


def _words(field: Field, value: Value | None) -> str:
    return _cut(shown(field, typed(value))) or "(empty)"


def _cut(text: str) -> str:
    return printable(" ".join(text.split())[:400])
