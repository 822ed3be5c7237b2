"""A whole form in lines, block by block."""

from collections.abc import Iterator
from typing import TypeGuard

from screens.forms.lines.fields import field_lines
from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Heading, Line, WayOn, Words
from screens.forms.lines.rubrics import rubric_lines
from screens.forms.lines.tables import measure_lines, table_lines
from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    JudgementsBlock,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    SummaryBlock,
    TableBlock,
    WordsBlock,
)
from siptui.records.change import Record
from siptui.rules.conditions import shown_sections

BLOCK = "block/"
"""What the key of a line begins with that leads to a block's own screen."""


def form_lines(form: FormInRecord, record: Record) -> Iterator[Line]:
    """The lines of a form as the record stands. Of blocks that are not shown there are none."""
    part = ""
    parts = {each.key: each for each in form.form.parts}
    for number, block in enumerate(form.form.blocks):
        if not form.asks_block(block, record):
            continue
        if block.part != part:
            part = block.part
            if found := parts.get(part):
                yield Heading(
                    f"part/{part}",
                    f"{found.title} · {form.framework.title_of(found.owner)}" if found.owner else found.title,
                )
        yield from _block(form, number, block, record)


def has_own_screen(block: AnyBlock) -> TypeGuard[JudgementsBlock | ProgressBlock | SummaryBlock]:
    """Whether a block is filled in on a screen of its own."""
    return isinstance(block, JudgementsBlock | ProgressBlock | SummaryBlock)


def _block(form: FormInRecord, number: int, block: AnyBlock, record: Record) -> Iterator[Line]:
    here = f"{BLOCK}{number}"
    if has_own_screen(block):
        yield WayOn(here, block.title or form.form.title, _so_far(form, block, record))
        if block.prompt:
            yield Words(f"{here}/prompt", block.prompt)
        return
    if block.title:
        yield Heading(here, block.title)
    if block.prompt:
        yield Words(f"{here}/prompt", block.prompt)
    match block:
        case WordsBlock():
            yield Words(f"{here}/words", block.text)
        case FieldsBlock():
            yield from field_lines(form, block, record)
        case TableBlock():
            yield from table_lines(form, block, record)
        case MeasuresBlock():
            yield from measure_lines(form, block, record)
        case RubricBlock():
            yield from rubric_lines(form, block)


def _so_far(form: FormInRecord, block: JudgementsBlock | ProgressBlock | SummaryBlock, record: Record) -> str:
    """How much of a block with a screen of its own is filled in."""
    filled = sum(1 for place in form.places(block) if place.path in record)
    if isinstance(block, JudgementsBlock):
        column, where = form.framework.roles.current, form.where(block)
        rows = [row for _, asked in shown_sections(block.sections, where, record) for row in asked]
        judged = sum(1 for row in rows if f"{where}/{row.kip}/{column}" in record)
        return f"{judged} of {len(rows)} judged" if judged else f"{len(rows)} to judge"
    if isinstance(block, ProgressBlock):
        return f"{filled} filled in" if filled else "nothing yet"
    return f"{filled} filled in here" if filled else "from the visits"
