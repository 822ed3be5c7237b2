"""A block of fields pasted over or cleared on a screen, in one edit; what would be lost by it is shown before."""

from collections.abc import Sequence

from screens.fields.paste_and_clear import Fitted, Target
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
        """A block goes into the cells from here on, one cell into all that are chosen.

        Where others than the cursor's own cell hold something else, or some of it does not fit, it is shown before.
        """
        try:
            block = read(text)
            one = len(block) == len(block[0]) == 1
            target = self._target(not one)
            fitted = target.filled(block[0][0]) if one else target.pasted(block)
        except BadBlock as fault:
            self._screen.say(f"{fault}; nothing was changed", problem=True)
            return
        alone = one and len(target.rows) == len(target.columns) == 1
        if alone and fitted.unfit:
            unfit = fitted.unfit[0]
            self._screen.say(f"{unfit.where}: {unfit.why}; nothing was changed", problem=True)
        elif alone or not (fitted.over or fitted.unfit):
            self._make(fitted.changes, "pasted")
        else:
            self._ask(fitted)

    def _ask(self, fitted: Fitted) -> None:
        from screens.fields.paste_preview import PastePreview, Taken

        def answered(taken: Taken | None) -> None:
            if taken is None:
                self._screen.say("Nothing was pasted")
            else:
                self._make(fitted.changes if taken == "all" else fitted.empty, "pasted")

        self._screen.app.push_screen(PastePreview(fitted, self._table.label), answered)

    def clear(self) -> None:
        """Empty the cells that are chosen."""
        try:
            self._make(self._target(False).cleared(), "cleared")
        except BadBlock as fault:
            self._screen.say(f"{fault}; nothing was changed", problem=True)

    def _target(self, to_the_end: bool) -> Target:
        """The block that is chosen, or the cell; or all from there on."""
        rows, chosen = self._grid.choice.cells()
        columns = list(enumerate(self._grid.view.columns_here))
        table = self._table
        about = (table.record, table.field_in, table.label, table.why_locked)
        if to_the_end and rows:
            return Target(table.rows_from(self._grid.rows, rows[0]), columns[chosen[0] :], *about)
        return Target(rows, [columns[index] for index in chosen], *about)

    def _make(self, made: Sequence[Change], how: str) -> None:
        """Make changes as one edit, and say how many there were."""
        screen, table = self._screen, self._table
        table.desk.change(table.school_id, list(made), "pasted" if how == "pasted" else "typed")
        screen.show()
        them = "it" if len(made) == 1 else "them"
        nothing = "They hold that already" if how == "pasted" else "Nothing stood there"
        undo = spelled("{everywhere.undo}", screen)
        screen.say(f"{counted(len(made))} {how}; {undo} takes {them} back" if made else nothing)
