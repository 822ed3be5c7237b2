"""A form as one record has it: its places, of one of many those of its number, and which of them are asked now."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import structs

from siptui.framework.model import AnyBlock, FieldsBlock, Form, TableBlock
from siptui.framework.places import ANY, Field, block_places
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.conditions import holds


class FormInRecord:
    """A form that is filled in once or at a visit, or the one of many that has a number."""

    def __init__(self, fields: Fields, form: Form, number: str = "") -> None:
        self.fields = fields
        self.framework = fields.framework
        self.form = form
        self.number = number
        self._found: dict[str, Field | None] = {}

    def here(self, path: str) -> str:
        """A path of the form as this one of many has it."""
        return path.replace(f"/{ANY}", f"/{self.number}", 1) if self.number else path

    def where(self, block: AnyBlock) -> str:
        """Where a block's places lie in the record."""
        return self.here(self.form.where(block))

    @property
    def place(self) -> str:
        """Where the form's own places lie."""
        return self.here(self.form.place)

    @cached_property
    def _by_block(self) -> list[list[Field]]:
        found = [list(block_places(self.framework, self.form, block)) for block in self.form.blocks]
        if not self.number:
            return found
        return [[structs.replace(p, path=self.here(p.path)) for p in places] for places in found]

    @cached_property
    def _by_path(self) -> Mapping[str, Field]:
        return {place.path: place for places in self._by_block for place in places if ANY not in place.path}

    def places(self, block: AnyBlock) -> list[Field]:
        """The places of a block, in its order; `#` stands for the number of a row that is not known beforehand."""
        return self._by_block[next(i for i, each in enumerate(self.form.blocks) if each is block)]

    def field(self, path: str) -> Field | None:
        """The field at a path of this form, or of the record."""
        if found := self._by_path.get(path):
            return found
        if path not in self._found:
            self._found[path] = self.fields.find(path)
        return self._found[path]

    def asks_block(self, block: AnyBlock, record: Record) -> bool:
        """Whether a block is shown."""
        return not block.shown_when or holds(block.shown_when, record, self.where(block))

    def asks(self, field: Field, record: Record) -> bool:
        """Whether a field is shown."""
        when = field.asked.shown_when if field.asked else {}
        return not when or holds(when, record, field.path.rpartition("/")[0])

    def used(self, base: str, record: Record) -> set[str]:
        """The rows or slots under a path that hold anything."""
        start = f"{base}/"
        return {path[len(start) :].partition("/")[0] for path in record if path.startswith(start)}

    def in_use(self, base: str, slots: Sequence[str], record: Record) -> list[str]:
        """The slots up to the last that is in use, and one more."""
        used = self.used(base, record)
        last = max((i for i, slot in enumerate(slots) if slot in used), default=-1)
        return list(slots[: last + 2])

    def names_of(self, base: str, record: Record, label: str) -> dict[str, str]:
        """The rows of a list or table elsewhere in the record, in its order, and what each is called."""
        base = self.here(base)
        rows: Sequence[str] = ()
        names: Sequence[str] = ()
        for form in self.framework.forms:
            for block in form.blocks:
                at = self.here(form.where(block))
                if isinstance(block, TableBlock) and f"{at}/{block.key}" == base:
                    rows, names = block.rows, block.row_labels
                elif isinstance(block, FieldsBlock):
                    for field in block.fields:
                        if f"{at}/{field.key}" == base:
                            rows, names = field.rows, field.row_labels
        fixed = dict(zip(rows, [*names, *rows[len(names) :]], strict=True))
        used = self.used(base, record)
        numbered = [*sorted((u for u in used if u.isdecimal()), key=int), *sorted(u for u in used if not u.isdecimal())]
        found = {row: fixed.get(row, "") for row in [*rows, *(u for u in numbered if u not in fixed)]}
        for row in found:
            said = record.get(f"{base}/{row}/{label}") if label else record.get(f"{base}/{row}")
            found[row] = " ".join(str(said).split()) if said is not None else found[row] or row
        return found
