"""What a form has printed in a place before anything is written there; for schools of some phases it is another."""

from msgspec import structs

from siptui.framework import Framework
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.rules.summary import text


def printed(framework: Framework, record: Record, field: Field) -> str:
    """What is printed in a place of a record's form, "" where nothing is."""
    found = presets_of_phase(framework, record, field)
    if found is None or field.asked is None:
        return field.preset
    slot = field.path.rpartition("/")[2]
    slots = field.asked.slot_names
    index = slots.index(slot) if slot in slots else 0
    return found[index] if index < len(found) else ""


def as_printed(framework: Framework, record: Record, field: Field) -> Field:
    """The field with what its place has printed in a record's form as its preset."""
    by_phase = field.asked is not None and bool(field.asked.presets_by_phase)
    return structs.replace(field, preset=printed(framework, record, field)) if by_phase else field


def presets_of_phase(framework: Framework, record: Record, field: Field) -> list[str] | None:
    """What the slots of a field have printed for schools of the record's phase; None where that is as for all."""
    by_phase = field.asked.presets_by_phase if field.asked else {}
    return by_phase.get(text(record, framework.roles.phase)) if by_phase else None
