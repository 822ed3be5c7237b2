"""What a path is called by people who read of it away from its form: `Autumn visit · S1.1 Evaluation`."""

from siptui.framework import Framework
from siptui.framework.model import Form, ProgressBlock, RubricBlock, TableBlock
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import shown, typed
from siptui.records.values import Field, Value

NO_LONGER_ASKED = "no longer asked"
"""Said of a value whose field the framework does not have: it is kept, and on no form."""


def full_name(framework: Framework, fields: Fields, path: str) -> str:
    """A field's label with where it stands; of a field that no form has any more the path, and that it is so."""
    field = fields.get(path)
    if field is None:
        return f"{path} ({NO_LONGER_ASKED})"
    measure = f"{field.kip} {field.label}" if field.kip else field.label
    form = framework.form(field.form)
    if field.asked and (year := _year_group(form, path)):
        measure = f"{year} · {measure}"
    elif not field.kip:
        measure = _in_its_row(form, field, path)
    if form.occurs == "many":
        return f"{form.name or form.title} {form.place_of(path).rpartition('/')[2]} · {measure}"
    return f"{form.called} · {measure}" if form.occurs == "visit" else measure


def _in_its_row(form: Form, field: Field, path: str) -> str:
    """A field's label with its row, and where the form has more columns or fields so called, with its table."""
    number = form.place_of(path).rpartition("/")[2] if form.occurs == "many" else ""
    row = f"{field.label}{' ' if field.row.isdecimal() else ' · '}{field.row}" if field.row else field.label
    for block in form.blocks:
        if not isinstance(block, TableBlock | RubricBlock):
            continue
        base = f"{form.where(block)}/{block.key}/".replace(ANY, number, 1)
        if not path.startswith(base):
            continue
        if isinstance(block, RubricBlock):
            key = path.removeprefix(base).partition("/")[0]
            area = next((each.label for each in block.rows if each.key == key), "")
            return f"{field.label} · {area}" if area else field.label
        others = [column for table in form.tables if table is not block for column in table.columns]
        told = block.role == "comments" or any(each.label == field.label for each in (*others, *form.fields))
        return f"{row} · {block.title}" if told and block.title else row
    return row if field.asked and (field.asked.slots or field.asked.rows) else field.label


def _year_group(form: Form, path: str) -> str:
    """The subject and year group that a remark in a progress grid is on."""
    for block in form.blocks:
        if isinstance(block, ProgressBlock) and path.startswith(f"{form.where(block)}/"):
            key, _, rest = path.removeprefix(f"{form.where(block)}/").partition("/")
            subject = next((each.name for each in block.subjects if each.key == key), "")
            year = rest.partition("/")[0]
            return f"{subject} {block.year_name(int(year))}" if subject and year.isdecimal() else ""
    return ""


def in_words(fields: Fields, path: str, value: Value | None) -> str:
    """A value as its form shows it; "(empty)" for none."""
    field = fields.get(path)
    if isinstance(value, float) and field and field.kind == "points":
        return f"{value:.2f}"
    return (shown(field, typed(value)) if field else typed(value)) or "(empty)"


def not_asked(fields: Fields, record: Record) -> dict[str, Value]:
    """The values of a record whose fields the framework no longer has."""
    return {path: value for path, value in record.items() if path not in fields}
