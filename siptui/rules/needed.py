"""What a form needs and does not have yet; and which of its places are shown at all."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from siptui.framework import Framework
from siptui.framework.model import AnyBlock, Form, FormField, JudgementsBlock, MeasuresBlock, ProgressBlock, TableBlock
from siptui.framework.places import ANY, Field, row_names
from siptui.records.change import Record
from siptui.records.fields import NUMBER, Fields
from siptui.rules.conditions import holds, shown_sections
from siptui.rules.numbered_rows import holds_something, row_of
from siptui.rules.table_rows import rows_there

ALWAYS = "always"


def numbers_of(form: Form, record: Record) -> list[str]:
    """The numbers of a form that occurs many times, those that a record has; [""] of one that occurs once."""
    if form.occurs != "many":
        return [""]
    start = form.place.removesuffix(ANY)
    found = {path[len(start) :].split("/")[0] for path in record if path.startswith(start)}
    return sorted((each for each in found if NUMBER.fullmatch(each)), key=int)


def _any(_: Field) -> bool:
    return True


def shown_places(
    fields: Fields, form: Form, place: str, record: Record, only: Callable[[Field], bool] = _any
) -> Iterator[Field]:
    """The places of a form that are shown as the record stands, the form's own lying at `place`.

    `only` says of a place, as the framework has it, whether it is asked about at all: most are then not gone into.
    """
    for block in form.blocks:
        at = form.numbered(place, form.where(block))
        if not holds(block.shown_when, record, at):
            continue
        for path in _paths(fields, form, block, at, record, only):
            field = fields.find(path)
            if field and (field.asked is None or holds(field.asked.shown_when, record, _beside(path))):
                yield field


def is_asked(fields: Fields, record: Record, field: Field) -> bool:
    """Whether a place of a record is shown as it stands: by its own condition, its block's, and its row's.

    What was answered where nothing is asked any more is kept, and counts for nothing.
    """
    if field.asked and not holds(field.asked.shown_when, record, _beside(field.path)):
        return False
    form = fields.framework.form(field.form)
    if found := fields.block_at(form, field.path):
        block, place = found
        at = form.numbered(form.place_of(field.path), form.where(block))
        return holds(block.shown_when, record, at) and _asked_in(fields.framework, block, at, record)(place)
    return True


def _paths(
    fields: Fields, form: Form, block: AnyBlock, at: str, record: Record, only: Callable[[Field], bool]
) -> Iterator[str]:
    """The paths of a block that lies at `at`, row by row those of a table whose rows only the record knows."""
    places = [each for each in fields.of_block(form, block) if only(each)]
    if not places:
        return
    is_asked = _asked_in(fields.framework, block, at, record)
    places = [each for each in places if is_asked(each)]
    templates = [at + each.path.removeprefix(form.where(block)) for each in places]
    if not isinstance(block, TableBlock):
        yield from templates
        return
    for row in rows_there(block, f"{at}/{block.key}", record) if row_names(block) == [ANY] else [""]:
        yield from (path.replace(ANY, row, 1) for path in templates)


def _asked_in(f: Framework, block: AnyBlock, at: str, record: Record) -> Callable[[Field], bool]:
    """Whether a place of a block is asked: a judgement's row is shown, a measure or a year group is the phase's."""
    if isinstance(block, JudgementsBlock):
        kips = {row.kip for _, rows in shown_sections(block.sections, at, record) for row in rows}
        return lambda place: place.kip in kips
    phase = record.get(f.roles.phase)
    if isinstance(block, MeasuresBlock):
        others = {each.key for each in block.measures if each.phases and phase not in each.phases}
        return lambda place: place.row not in others
    if isinstance(block, ProgressBlock):
        without = {*block.years} - {*block.years_by_phase.get(str(phase), block.years)}
        no_years = {(subject.key, str(year)) for subject in block.subjects for year in without}
        return lambda place: no_years.isdisjoint(pairwise(place.path.split("/")))
    return lambda _: True


def missing(fields: Fields, form: Form, place: str, record: Record, step: str = "") -> list[Field]:
    """The places that are needed, shown, and empty; with `step` those too that are needed before it.

    Of a list, or of ticks, it is the first, where none is filled. In a numbered row that holds nothing, nothing is
    needed.
    """
    found: dict[str, Field] = {}

    def may_be(place: Field) -> bool:
        return place.asked is not None and _may_be_needed(place.asked, step)

    for field in shown_places(fields, form, place, record, may_be):
        asked = field.asked
        if asked is None:
            continue
        listed = bool(asked.slot_names) or asked.kind == "ticks"
        here = _beside(field.path) if listed else field.path
        there = any(path.startswith(f"{here}/") for path in record) if listed else here in record
        wanted = here.endswith(f"/{asked.key}") and _needed(asked, record, _beside(here), step)
        if wanted and not there and not _in_empty_row(fields, record, field.path):
            found.setdefault(here, field)
    return [*found.values()]


def _in_empty_row(fields: Fields, record: Record, path: str) -> bool:
    row = row_of(fields, path)
    return row is not None and not holds_something(record, row)


def _may_be_needed(asked: FormField, step: str) -> bool:
    """Whether a field is needed in any record."""
    return asked.kind != "computed" and (_always(asked, step) or bool(asked.needed_when))


def _needed(asked: FormField, record: Record, beside: str, step: str) -> bool:
    return asked.kind != "computed" and (
        _always(asked, step) or (bool(asked.needed_when) and holds(asked.needed_when, record, beside))
    )


def _always(asked: FormField, step: str) -> bool:
    return asked.required or ALWAYS in asked.needed or (bool(step) and step in asked.needed)


def _beside(path: str) -> str:
    return path.rpartition("/")[0]
