"""A block of fields pasted over or cleared on a screen: one edit, or, where any of it does not fit, none."""

from collections.abc import Callable, Sequence

from screens.fields.paste_and_clear import Target
from screens.fields.record_as_grid import FieldTable
from screens.frame.desk_screen import DeskScreen
from screens.grid.block import counted
from screens.grid.grid import Grid
from screens.grid.tab_separated import BadBlock, read
from screens.keys.key_names import spelled
from siptui.records.change import Change


class BlockEdits:
    """The cells that are chosen in a grid of fields, or the cursor's, to be filled at once."""

    def __init__(self, grid: Grid, table: FieldTable, screen: DeskScreen) -> None:
        self._grid, self._table, self._screen = grid, table, screen

    def paste(self, text: str) -> None:
        """A block goes into the cells from here on, one cell into all that are chosen."""

        def changes() -> list[Change]:
            block = read(text)
            one = len(block) == len(block[0]) == 1
            return self._target(False).filled(block[0][0]) if one else self._target(True).pasted(block)

        self._make(changes, "pasted")

    def clear(self) -> None:
        """Empty the cells that are chosen."""
        self._make(lambda: self._target(False).filled(""), "cleared")

    def _target(self, to_the_end: bool) -> Target:
        """The block that is chosen, or the cell; or all from there on."""
        rows, chosen = self._grid.choice.cells()
        columns = list(enumerate(self._grid.view.columns_here))
        field, label = self._table.field_in, self._table.label
        if to_the_end and rows:
            return Target(self._table.rows_from(self._grid.rows, rows[0]), columns[chosen[0] :], field, label)
        return Target(rows, [columns[index] for index in chosen], field, label)

    def _make(self, changes: Callable[[], Sequence[Change]], how: str) -> None:
        """Make changes as one edit, and say how many there were; or why there are none."""
        screen, table = self._screen, self._table
        try:
            made = [c for c in changes() if c.new != table.record.get(c.path)]
        except BadBlock as fault:
            screen.say(f"{fault}; nothing was changed", problem=True)
            return
        if why := next((why for c in made if (why := table.why_locked(c.path))), ""):
            screen.say(f"{why}; nothing was changed", problem=True)
            return
        table.desk.change(table.school_id, made, "pasted" if how == "pasted" else "typed")
        screen.show()
        them = "it" if len(made) == 1 else "them"
        nothing = "They hold that already" if how == "pasted" else "Nothing stood there"
        undo = spelled("{everywhere.undo}", screen)
        screen.say(f"{counted(len(made))} {how}; {undo} takes {them} back" if made else nothing)
