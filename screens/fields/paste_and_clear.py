"""What pasting over a block of cells, or clearing it, changes in a record, and what does not fit. Without a widget."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from screens.grid.layout import Column, Row
from screens.grid.tab_separated import BadBlock, Block, in_one_line
from siptui.records.change import Change, Record
from siptui.records.values import BadValue, Field, Value, parse


class Unfit(Struct, frozen=True):
    """A cell of a block that goes nowhere: the place that it would go to, what it holds, and why not."""

    where: str
    text: str
    why: str


class Over(Struct, frozen=True):
    """A field that holds something else by now."""

    field: Field
    old: Value
    new: Value | None


class Fitted(Struct, frozen=True):
    """What pasting a block would change: `empty` fields filled, others written `over`; and what does not fit."""

    empty: list[Change] = []
    over: list[Over] = []
    unfit: list[Unfit] = []

    @property
    def changes(self) -> list[Change]:
        """All that fits. A field that is written over must hold by then what it did."""
        return [*self.empty, *(Change(each.field.path, each.new, each.old) for each in self.over)]


class Target(Struct, frozen=True):
    """Cells of a grid, and the fields that some of them hold."""

    rows: Sequence[Row]
    columns: Sequence[tuple[int, Column]]
    record: Record
    field: Callable[[str, str], Field | None]
    label: Callable[[str], str]
    why_locked: Callable[[str], str]

    def cleared(self) -> list[Change]:
        """Every field there is emptied. Raises BadBlock where one may not be."""
        fields = self._fields()
        changes = []
        for field in fields:
            try:
                changes.append(Change(field.path, parse(field, "")))
            except BadValue as fault:
                raise BadBlock(f"{self.label(field.path)}: {fault}") from None
            if why := self.why_locked(field.path):
                raise BadBlock(why)
        return [change for change in changes if change.new != self.record.get(change.path)]

    def filled(self, text: str) -> Fitted:
        """One text in every field there is. Raises BadBlock."""
        return self._fitted(((field, text) for field in self._fields()), [])

    def _fields(self) -> list[Field]:
        found = (self.field(row.key, column.key) for row in self.rows for _, column in self.columns)
        fields = [field for field in found if field]
        if not fields:
            raise BadBlock("Nothing can be filled in here")
        return fields

    def pasted(self, block: Block) -> Fitted:
        """A block from the first cell on: what has a place goes there."""
        unfit: list[Unfit] = []
        texts: list[tuple[Field, str]] = []
        for number, (row, line) in enumerate(zip_longest(self.rows[: len(block)], block), start=1):
            if row is None:
                unfit += [Unfit(f"line {number}", text, "there is no row for it") for text in line if text.strip()]
            else:
                texts += self._placed(row, line, unfit)
        return self._fitted(texts, unfit)

    def _placed(self, row: Row, line: Sequence[str], unfit: list[Unfit]) -> Iterator[tuple[Field, str]]:
        """The texts of a line that have a field in a row."""
        for number, text in enumerate(line):
            if number >= len(self.columns):
                if text.strip():
                    unfit.append(Unfit(_named(row), text, "there is no column for it"))
                continue
            index, column = self.columns[number]
            field, cell = self.field(row.key, column.key), row.cell(index)
            if field:
                yield field, text
            elif text.strip() not in {"", cell.entry.strip(), cell.text.strip()}:
                # What comes back as it was copied, a name or what is reckoned, is no matter.
                where = " · ".join(dict.fromkeys(filter(None, (_named(row), in_one_line(column.title)))))
                unfit.append(Unfit(where, text, "is not filled in here"))

    def _fitted(self, texts: Iterator[tuple[Field, str]] | list[tuple[Field, str]], unfit: list[Unfit]) -> Fitted:
        empty: list[Change] = []
        over: list[Over] = []
        for field, text in texts:
            try:
                new = parse(field, text)
            except BadValue as fault:
                unfit.append(Unfit(self.label(field.path), text, str(fault)))
                continue
            old = self.record.get(field.path)
            if new == old:
                continue
            if why := self.why_locked(field.path):
                unfit.append(Unfit(self.label(field.path), text, why))
            elif old is None:
                empty.append(Change(field.path, new))
            else:
                over.append(Over(field, old, new))
        return Fitted(empty, over, unfit)


def _named(row: Row) -> str:
    return row.cell(0).text.partition("\n")[0].strip()
