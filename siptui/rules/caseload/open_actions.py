"""Agreed actions that nobody has said to be done."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import FormField, TableBlock
from siptui.records.change import Record
from siptui.records.values import BadValue, Field, parse
from siptui.rules.summary import text

BY = Field("by", "By when", "date")


class OpenAction(Struct, frozen=True, array_like=True, gc=False):
    """An action: the row that it stands in, and until when it is to be done (ISO, "" where that is no date)."""

    path: str
    by: str

    def is_late(self, today: date) -> bool:
        """Whether its day has gone by."""
        return bool(self.by) and self.by < today.isoformat()


def open_actions(framework: Framework, record: Record) -> Iterator[OpenAction]:
    """Those of all visits, and of last year, as long as nothing later says that they are done."""
    before = [framework.new_year.actions] if framework.new_year.actions else []
    bases = [*before, *(f"{visit.at}/{framework.roles.actions}" for visit in framework.visits)]
    starts = tuple(f"{base}/" for base in bases)
    paths = [path for path in record if path.startswith(starts)]
    for base in bases if paths else ():
        numbers = {path[len(base) + 1 :].split("/")[0] for path in paths if path.startswith(f"{base}/")}
        reports = list(_said_done(framework, base)) if numbers else []
        for number in sorted(numbers, key=lambda n: (len(n), n)):
            if not any(done(record, number) for done in reports):
                yield OpenAction(f"{base}/{number}", _day(text(record, f"{base}/{number}/by")))


class _SaidDone(Struct):
    """A column in which a later visit says how far an action has got."""

    folder: str
    field: FormField
    best: str

    def __call__(self, record: Record, number: str) -> bool:
        return text(record, f"{self.folder}/{number}/{self.field.key}") == self.best


def _said_done(framework: Framework, base: str) -> Iterator[_SaidDone]:
    """Where it is said of the actions of a visit that they are done: the first value of a scale in a table of them."""
    for form in framework.forms:
        for block in form.blocks:
            if isinstance(block, TableBlock) and block.rows_of == base:
                for column in block.columns:
                    if column.scale in framework.scales:
                        best = framework.scales[column.scale].values[0].value
                        yield _SaidDone(f"{form.where(block)}/{block.key}", column, best)


def _day(said: str) -> str:
    try:
        return str(parse(BY, said) or "")
    except BadValue:
        return ""
