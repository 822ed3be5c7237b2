"""What pasting over a block of cells, or clearing it, changes in a record: all of it or none. Without a widget."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from screens.grid.layout import Column, Row
from screens.grid.tab_separated import BadBlock, Block
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
