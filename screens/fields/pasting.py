"""What pasting over a block of cells, or clearing it, changes in a record: all of it or none."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from textual import on

from screens.fields.field_screen import FieldScreen
from screens.grid.block import counted
from screens.grid.grid import Grid
from screens.grid.layout import Column, Row
from screens.grid.tab_separated import BadBlock, Block, prose, read
from screens.keys.key_names import spelled
from siptui.records.change import Change
from siptui.records.values import BadValue, Field, parse


class Target(Struct, frozen=True):
    """Cells of a grid, and the fields that some of them hold."""

    rows: Sequence[Row]
    columns: Sequence[tuple[int, Column]]
    field: Callable[[str, str], Field | None]
    label: Callable[[str], str]

    def changes(self, texts: Iterable[tuple[Field, str]]) -> list[Change]:
        """Texts as values of their fields. Raises BadBlock."""
        changes: list[Change] = []
        for field, text in texts:
            try:
                changes.append(Change(field.path, parse(field, text)))
            except BadValue as fault:
                raise BadBlock(f"{self.label(field.path)}: {fault}") from None
        return changes

    def filled(self, text: str) -> list[Change]:
        """One text in every field there is. Raises BadBlock."""
        fields = [self.field(row.key, column.key) for row in self.rows for _, column in self.columns]
        if not any(fields):
            raise BadBlock("Nothing can be filled in here")
        return self.changes((field, text) for field in fields if field)

    def pasted(self, block: Block) -> list[Change]:
        """A block from the first cell on. Raises BadBlock."""
        height, width = len(block), max(map(len, block))
        if height > len(self.rows) or width > len(self.columns):
            room = f"{len(self.rows)} × {len(self.columns)}"
            raise BadBlock(f"That is a block of {height} × {width} cells, and from here on there are {room}")
        texts: list[tuple[Field, str]] = []
        for row, line in zip(self.rows, block, strict=False):
            for (index, column), text in zip(self.columns, line, strict=False):
                field, cell = self.field(row.key, column.key), row.cell(index)
                if field:
                    texts.append((field, text))
                elif text.strip() not in {"", cell.entry.strip(), cell.text.strip()}:
                    # What comes back as it was copied, a name or what is reckoned, is no matter.
                    title = column.title.replace("-\n", "").replace("\n", " ").strip() or row.cell(0).text
                    raise BadBlock(f"{title} is not filled in here, so {text.strip()[:20]!r} has no place")
        return self.changes(texts)


class PastingScreen(FieldScreen):
    """A grid of fields that takes what is pasted, and in which a block is cleared at once."""

    def field_at(self, row: str, column: str) -> Field | None:
        """The field that a cell leads to."""
        raise NotImplementedError

    def field_in(self, row: str, column: str) -> Field | None:
        """The field that a cell itself holds: what is pasted there goes nowhere else."""
        return self.field_at(row, column)

    def write_text(self, field: Field, typed: str = "") -> None:
        """Open a long text for writing."""
        raise NotImplementedError

    def _target(self, to_the_end: bool) -> Target:
        """The block that is chosen, or the cell; or all from there on."""
        grid = self.query_one(Grid)
        rows, chosen = grid.chosen()
        columns = list(enumerate(grid.columns))
        if to_the_end and rows:
            below = [row for row in grid.rows if not row.heading]
            return Target(below[below.index(rows[0]) :], columns[chosen[0] :], self.field_in, self.desk.label)
        return Target(rows, [columns[index] for index in chosen], self.field_in, self.desk.label)

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        """A block goes into the cells from here on, one cell into all that are chosen, prose into its editor."""
        field, text = self.field_at(event.row_key, event.column_key), event.text.strip("\r\n")
        here, own = self.query_one(Grid).block is None, event.text == self.app.clipboard
        if not text:
            return
        if field and field.kind == "text" and here and not own and "\t" not in text:
            self.write_text(field, prose(text))
            return
        try:
            block = read(event.text)
            one = len(block) == len(block[0]) == 1
            changes = self._target(False).filled(block[0][0]) if one else self._target(True).pasted(block)
        except BadBlock as fault:
            self.say(f"{fault}; nothing was changed", problem=True)
            return
        self._change_block(changes, "pasted")

    @on(Grid.Cleared)
    def _cleared(self) -> None:
        try:
            changes = self._target(False).filled("")
        except BadBlock as fault:
            self.say(f"{fault}; nothing was changed", problem=True)
            return
        self._change_block(changes, "cleared")

    def _change_block(self, changes: Sequence[Change], how: str) -> None:
        """Make changes as one edit."""
        made = [c for c in changes if c.new != self._record.get(c.path)]
        self.desk.change(self.school_id, made, "pasted" if how == "pasted" else "typed")
        self.show()
        them = "it" if len(made) == 1 else "them"
        nothing = "They hold that already" if how == "pasted" else "Nothing stood there"
        undo = spelled("{everywhere.undo}", self)
        self.say(f"{counted(len(made))} {how}; {undo} takes {them} back" if made else nothing)
