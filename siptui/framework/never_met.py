"""Conditions and counts that no record can ever meet: they wait for what a place cannot hold.

A form that asks for a concern with the grade "High" would never ask, where records keep that grade as `3`.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    Form,
    FormField,
    Framework,
    JudgementsBlock,
    Rule,
    SummaryBlock,
    TableBlock,
    When,
)
from siptui.framework.places import ANY, Field, Named

ANYTHING = "*"


def in_form(f: Framework, form: Form, places: Named) -> Iterator[tuple[str, str]]:
    """The conditions of a form that are never met: key, reason."""
    for key, folder, when in _conditions(f, form):
        for reason in _never(f, places, [folder], when):
            yield key, reason


def in_judgement(f: Framework, places: Named) -> Iterator[tuple[str, str]]:
    """The same of what is asked of an indicator, where one is judged."""
    judged = [(form, block) for form in f.forms for block in form.blocks if isinstance(block, JudgementsBlock)]
    folders = [f"{form.where(b)}/{row.kip}" for form, b in judged for section in b.sections for row in section.rows]
    for field in f.register.judgement if folders else ():
        for key, when in (("shown_when", field.shown_when), ("needed_when", field.needed_when)):
            for reason in _never(f, places, folders, when):
                yield f"{field.key}: {key}", reason


def in_rule(f: Framework, rule: Rule, folders: list[str], places: Named) -> Iterator[tuple[str, str]]:
    """The same of a rule that looks in these folders of a record."""
    for reason in _never(f, places, folders, rule.when):
        yield "when", reason


def _conditions(f: Framework, form: Form) -> Iterator[tuple[str, str, When]]:
    """Each condition of a form: its key, the folder beside which its names are looked for, and itself."""
    yield "shown_when", form.place, form.shown_when
    for block in form.blocks:
        at = form.where(block)
        yield "shown_when", at, block.shown_when
        for folder, field in _asked(f, block, at):
            yield f"{field.key}: shown_when", folder, field.shown_when
            yield f"{field.key}: needed_when", folder, field.needed_when
        if isinstance(block, JudgementsBlock):
            for section in block.sections:
                yield "shown_when", at, section.shown_when
                for row in section.rows:
                    yield f"{row.kip}: shown_when", f"{at}/{row.kip}", row.shown_when


def _asked(f: Framework, block: AnyBlock, at: str) -> Iterator[tuple[str, FormField]]:
    """The fields of a block that may have conditions, and the folder that each lies in."""
    if isinstance(block, FieldsBlock):
        yield from ((at, field) for field in block.fields)
    elif isinstance(block, TableBlock):
        row = (block.rows or ["1" if block.slots else ANY])[0]
        yield from ((f"{at}/{block.key}/{row}", field) for field in block.columns)
    elif isinstance(block, SummaryBlock):
        yield from ((f"{at}/{kip.code}", field) for kip in f.register.kips[:1] for field in block.fields)


def _never(f: Framework, places: Named, folders: Iterable[str], when: When) -> Iterator[str]:
    """Why a condition is met in none of these folders."""
    for name, wanted in when.items():
        fields = places.fitting(name) if "/" in name else []
        for folder in folders if "/" not in name else ():
            fields += places.above(folder, name)
        if not fields:
            yield f"there is no field {name!r}" + ("" if "/" in name else " in this form that holds one answer")
        elif all(field.kind == "computed" for field in fields):
            yield f"{name!r} is reckoned, and no condition can hang on it; name what it is reckoned from"
        elif not wanted:
            yield f"{name!r} needs a value at least; {ANYTHING!r} is any"
        else:
            yield from (r for value in wanted if value != ANYTHING and (r := not_held(f, fields, value)))


def not_held(f: Framework, fields: list[Field], value: str) -> str:
    """Why none of these fields can hold a value; "" where one can."""
    held = [_held(f, field) for field in fields]
    if any(each is None or value in each for each in held):
        return ""
    known = {each: name for values in held for each, name in (values or {}).items()}
    said = f"{value!r} is no value of {fields[0].path.rpartition('/')[2]!r}"
    named = [each for each, name in known.items() if value.casefold() in (name.casefold(), each.casefold())]
    near = named or get_close_matches(value, known, n=1, cutoff=0.6)
    if near:
        name = known[near[0]]
        return f"{said}; did you mean {near[0]!r}" + (f" ({name})?" if name and name != near[0] else "?")
    return f"{said}; those are: {', '.join(map(repr, known))}"


def _held(f: Framework, field: Field) -> dict[str, str] | None:
    """The values that a field can hold, with their names; None for any."""
    if field.scale:
        versions = [field.scale.values, *(old.values for old in field.scale.earlier)]
        return {each.value: each.name for values in versions for each in values}
    if field.kind == "tick":
        return {"yes": ""}
    if field.kind == "state" and not field.path.endswith("_reason") and (way := f.ways.get(f.form(field.form).way)):
        return {state.key: state.name for state in way.states}
    return None
