"""Where answers lay under earlier keys of a framework (`was`), and a record as it reads under today's.

What a form no longer asks under a key, and asks under another that says so, is found there. It is moved in the store by
the next Edit of that record, so that nothing is written by reading; until then it stands where it was.
"""

from collections.abc import Iterator

from msgspec import structs

from siptui.framework import Framework
from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    FormField,
    JudgementsBlock,
    MeasuresBlock,
    SummaryBlock,
    TableBlock,
)
from siptui.framework.places import ANY, block_places
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import NUMBER, Fields
from siptui.records.values import Value


class EarlierPlaces:
    """The earlier places of a framework's answers; empty where it says of none what it `was`."""

    def __init__(self, fields: Fields) -> None:
        self._plain: dict[str, str] = {}
        self._numbered: list[tuple[list[str], list[str]]] = []
        for old, new in _pairs(fields.framework):
            if ANY in old:
                if fields.find(old.replace(ANY, "1")) is None:
                    self._numbered.append((old.split("/"), new.split("/")))
            elif fields.find(old) is None:  # what is asked there now is that form's
                self._plain.setdefault(old, new)

    def now(self, path: str) -> str | None:
        """Where the answer at an earlier place belongs now; None where that is no earlier place."""
        if found := self._plain.get(path):
            return found
        segments = path.split("/") if self._numbered else []
        for old, new in self._numbered:
            if len(old) == len(segments) and all(
                s == o or (o == ANY and NUMBER.fullmatch(s)) for o, s in zip(old, segments, strict=True)
            ):
                numbers = iter(s for o, s in zip(old, segments, strict=True) if o == ANY)
                return "/".join(next(numbers) if each == ANY else each for each in new)
        return None

    def waiting(self, record: Record) -> dict[str, str]:
        """The earlier place of each answer of a record that has not been moved, by the place that it belongs to."""
        if not self._plain and not self._numbered:
            return {}
        found: dict[str, str] = {}
        for path in record:
            new = self.now(path)
            if new and new not in record:
                found.setdefault(new, path)
        return found

    def as_read(self, record: dict[str, Value]) -> dict[str, Value]:
        """A record with its answers at today's places; the very one where none is elsewhere."""
        moved = {old: new for new, old in self.waiting(record).items()}
        return {moved.get(path, path): value for path, value in record.items()} if moved else record

    def edit_as_read(self, edit: Edit) -> Edit:
        """An Edit with its changes at today's places; that an answer was moved is no change."""
        if not any(self.now(change.path) for change in edit.changes):
            return edit
        found: dict[str, Change] = {}
        for change in edit.changes:
            path = self.now(change.path) or change.path
            if before := found.get(path):
                new = before.new if change.new is None else change.new
                found[path] = Change(path, new, before.old if change.old is None else change.old)
            else:
                found[path] = structs.replace(change, path=path)
        return structs.replace(edit, changes=[change for change in found.values() if change.new != change.old])


def _pairs(f: Framework) -> Iterator[tuple[str, str]]:
    """Each earlier place, with the place it is now; `#` stands for a number."""
    for form in f.forms:
        for block in form.blocks:
            for before, now, framework in _versions(f, block):
                old = (place.path for place in block_places(framework, form, before))
                new = (place.path for place in block_places(f, form, now))
                yield from ((o, n) for o, n in zip(old, new, strict=True) if o != n)


def _versions(f: Framework, block: AnyBlock) -> Iterator[tuple[AnyBlock, AnyBlock, Framework]]:
    """A block as it was and as it is, with the framework as it was, for each `was` of what it asks."""
    if isinstance(block, TableBlock):
        for table in [block, *(_elsewhere(block, was) for was in block.was)]:
            for columns in [block.columns, *_earlier(block.columns)]:
                yield structs.replace(table, columns=columns), block, f
    elif isinstance(block, FieldsBlock):
        for field in block.fields:
            for was in field.was:
                folder, _, key = was.rpartition("/")
                now = structs.replace(block, fields=[field])
                at = f"/{folder}" if folder else block.at
                yield structs.replace(block, fields=[structs.replace(field, key=key)], at=at), now, f
    elif isinstance(block, MeasuresBlock):
        for columns in _earlier(block.columns):
            yield structs.replace(block, columns=columns), block, f
    elif isinstance(block, SummaryBlock):
        for fields in _earlier(block.fields):
            yield structs.replace(block, fields=fields), block, f
    elif isinstance(block, JudgementsBlock):
        yield from _judged(f, block)


def _judged(f: Framework, block: JudgementsBlock) -> Iterator[tuple[AnyBlock, AnyBlock, Framework]]:
    asked = [f.register.judgement, *_earlier(f.register.judgement)]
    frameworks = [structs.replace(f, register=structs.replace(f.register, judgement=fields)) for fields in asked]
    yield from ((block, block, framework) for framework in frameworks[1:])
    for section in block.sections:
        for row in section.rows:
            now = structs.replace(block, sections=[structs.replace(section, rows=[row])])
            for was in f.kip(row.kip).was:
                before = structs.replace(section, rows=[structs.replace(row, kip=was)])
                yield from ((structs.replace(block, sections=[before]), now, framework) for framework in frameworks)


def _elsewhere(block: TableBlock, was: str) -> TableBlock:
    folder, _, key = was.rpartition("/")
    return structs.replace(block, key=key, at=f"/{folder}" if folder else block.at)


def _earlier(fields: list[FormField]) -> Iterator[list[FormField]]:
    """A list of fields as it was, for each earlier key of one of them."""
    for number, field in enumerate(fields):
        for was in field.was:
            if "/" not in was:
                yield [*fields[:number], structs.replace(field, key=was), *fields[number + 1 :]]
