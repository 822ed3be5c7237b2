"""What a form needs and does not have yet; and which of its places are shown at all."""

from collections.abc import Iterator

from siptui.framework.model import AnyBlock, Form, FormField, TableBlock
from siptui.framework.places import ANY, Field, block_places, row_names
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.conditions import holds
from siptui.rules.table_rows import rows_there

ALWAYS = "always"


def numbers_of(form: Form, record: Record) -> list[str]:
    """The numbers of a form that occurs many times, those that a record has; [""] of one that occurs once."""
    if form.occurs != "many":
        return [""]
    start = form.place.removesuffix(ANY)
    found = {path[len(start) :].split("/")[0] for path in record if path.startswith(start)}
    return sorted((each for each in found if each.isdecimal()), key=int)


def shown_places(fields: Fields, form: Form, place: str, record: Record) -> Iterator[Field]:
    """The places of a form that are shown as the record stands, the form's own lying at `place`."""
    for block in form.blocks:
        at = form.where(block).replace(form.place, place, 1) if ANY in form.place else form.where(block)
        if not holds(block.shown_when, record, at):
            continue
        for path in _paths(fields, form, block, at, record):
            field = fields.find(path)
            if field and (field.asked is None or holds(field.asked.shown_when, record, _beside(path))):
                yield field


def _paths(fields: Fields, form: Form, block: AnyBlock, at: str, record: Record) -> Iterator[str]:
    """The paths of a block that lies at `at`, row by row those of a table whose rows only the record knows."""
    templates = [at + each.path.removeprefix(form.where(block)) for each in block_places(fields.framework, form, block)]
    if not isinstance(block, TableBlock):
        yield from templates
        return
    for row in rows_there(block, f"{at}/{block.key}", record) if row_names(block) == [ANY] else [""]:
        yield from (path.replace(ANY, row, 1) for path in templates)


def missing(fields: Fields, form: Form, place: str, record: Record, step: str = "") -> list[Field]:
    """The places that are needed, shown, and empty; with `step` those too that are needed before it."""
    return [
        field
        for field in shown_places(fields, form, place, record)
        if field.asked
        and field.path not in record
        and field.path.endswith(f"/{field.asked.key}")
        and _needed(field.asked, record, _beside(field.path), step)
    ]


def _needed(asked: FormField, record: Record, beside: str, step: str) -> bool:
    if asked.kind in ("computed", "ticks"):
        return False
    always = ALWAYS in asked.needed or asked.required
    return (
        always
        or (bool(step) and step in asked.needed)
        or (bool(asked.needed_when) and holds(asked.needed_when, record, beside))
    )


def _beside(path: str) -> str:
    return path.rpartition("/")[0]
