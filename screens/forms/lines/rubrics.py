"""Rubrics: what each grade says of each area; graded, ticked statement by statement, or only read."""

from collections.abc import Iterator

from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Asked, Heading, Line, Words
from siptui.framework.model import RubricBlock


def rubric_lines(form: FormInRecord, block: RubricBlock) -> Iterator[Line]:
    """The lines of a rubric. What the grades of a row say is shown where its grade is chosen."""
    base = f"{form.where(block)}/{block.key}"
    names = {value.value: value.name for value in form.framework.scales[block.scale].values}
    for row in block.rows:
        here = f"{base}/{row.key}"
        yield Heading(here, row.label)
        if block.grade:
            yield Asked(f"{here}/grade", block.grade)
        for value, texts in row.texts.items():
            name = names.get(value, value)
            if block.statements:
                for number, text in enumerate(texts, start=1):
                    yield Asked(f"{here}/{value}_{number}", name if number == 1 else "", text)
            elif not block.grade:
                yield Words(f"{here}/{value}", f"{name}: {' '.join(texts)}")
        if block.remark:
            yield Asked(f"{here}/remark", block.remark)
