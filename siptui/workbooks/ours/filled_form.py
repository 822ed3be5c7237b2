"""A form of the handbook's being filled in on a sheet of its own: its record, and where its answers are."""

from collections.abc import Sequence

from msgspec import Struct
from openpyxl.cell.cell import Cell

from siptui.documents.identity import Identity, digest_of
from siptui.framework import Framework
from siptui.framework.model import AnyBlock, Form, FormField
from siptui.framework.places import Field, static_places
from siptui.records.change import Record
from siptui.rules.conditions import holds
from siptui.rules.forms.printed_beforehand import as_printed
from siptui.rules.summary import text
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.answer_cell import put_answer
from siptui.workbooks.ours.identity import blank
from siptui.workbooks.ours.new_book import Book


class Filled(Struct, frozen=True):
    """A form being written: its record, and its places, by the field that they are of, itself, and by path."""

    framework: Framework
    record: Record
    form: Form | None
    places: dict[int, list[Field]]
    by_path: dict[str, Field]
    sip: str

    def put(self, book: Book, cell: Cell, place: Field | None, names: Sequence[Cell]) -> None:
        """Write what stands at a place into its cell, and say that it is there."""
        if place:
            put_answer(cell, place, self.record.get(place.path))
            book.answer(cell, place.path, names)

    def at(self, path: str) -> Field | None:
        """The place at a path."""
        return self.by_path.get(path)

    def of(self, asked: FormField, slot: int = 0) -> Field | None:
        """The place of a field, or of one of its slots."""
        found = self.places.get(id(asked), [])
        return found[slot] if slot < len(found) else None

    def asks(self, asked: Sequence[FormField] | type[AnyBlock]) -> bool:
        """Whether the school's form has the block with some fields, or of a kind; without a phase it has all."""
        phase = text(self.record, self.framework.roles.phase)
        blocks = self.form.blocks if self.form else []
        for block in blocks:
            its = isinstance(block, asked) if isinstance(asked, type) else _has(block, asked)
            if its:
                return not phase or holds(block.shown_when, self.record, self.form.where(block))  # type: ignore[union-attr]
        return False

    def shows(self, field: FormField) -> bool:
        """Whether a field is asked of the school; without a phase all are."""
        at = f"{self.form.place}/{field.key}" if self.form else field.key
        return not text(self.record, self.framework.roles.phase) or holds(field.shown_when, self.record, at)

    def school_pairs(self) -> list[tuple[str, str]]:
        """Who the school is, as every form is headed."""
        return sheet_look.school_pairs(self.framework, self.record, self.sip)

    @property
    def school(self) -> str:
        """The school's name, "" on a blank form."""
        return text(self.record, self.framework.roles.name)


def _has(block: AnyBlock, asked: Sequence[FormField]) -> bool:
    return any(each is field for each in getattr(block, "fields", ()) for field in asked)


def filled(framework: Framework, record: Record, kind: type[AnyBlock], sip: str) -> Filled:
    """The first form that has a block of a kind, with what a record holds of it."""
    form = next((form for form in framework.forms if any(isinstance(block, kind) for block in form.blocks)), None)
    by_path: dict[str, Field] = {}
    places: dict[int, list[Field]] = {}
    for place in static_places(framework, form) if form else ():
        place = as_printed(framework, record, place)
        by_path[place.path] = place
        places.setdefault(id(place.asked), []).append(place)
    return Filled(framework, record, form, places, by_path, sip)


def book_of(form: Filled, title: str, kind: str, subject: str, revision: int) -> Book:
    """The workbook of a form, a school's or a blank one."""
    framework, record = form.framework, form.record
    kept = Identity(subject, kind, framework.name, str(revision), digest_of(record)) if subject else None
    who = form.sip or text(record, framework.roles.sip)
    return Book(title, who, form.school, kept or blank(kind, framework.name))
