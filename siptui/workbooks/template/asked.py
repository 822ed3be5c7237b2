"""What a template is to be filled with: each answer of a form, and the words by which its cell is found."""

import re
from datetime import date

from siptui.framework.model import Form
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.workbooks.forms.answer_rows import AnswerRow, Gained
from siptui.workbooks.forms.sheet_layout import sheets_of
from siptui.workbooks.ours.cell_text import as_graded, is_number
from siptui.workbooks.template.answers import Answer, AskedSheet, Filling

NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def asked_of(fields: Fields, record: Record, form: Form, place: str, today: date, sip: str = "") -> list[AskedSheet]:
    """What the form at a place, and who the school is, put into a template. `sip` is the SIP's full name, if known."""
    found = []
    for sheet in sheets_of(fields, record, form, place, today):
        answers = []
        for row in sheet.rows:
            if not isinstance(row, AnswerRow):
                continue
            for column, answer in zip(sheet.columns, row.answers, strict=True):
                if isinstance(answer, Field):
                    answers.append(_answer(fields, record, row.labels, column.heading, answer))
                elif (said := answer.text if isinstance(answer, Gained) else answer) is not None:
                    # What is reckoned is the template's own to reckon; what stands in another form is not.
                    kind = column.sample.kind if column.sample else ("date" if _is_date(said) else "")
                    name = " ".join([*row.labels, column.heading]).strip()
                    needed = bool(column.key) and kind != "computed"
                    answers.append(Answer(row.labels, column.heading, name, kind, _as_number(said), needed))
        found.append(AskedSheet(sheet.title, sheet.headings, answers))
    return [*found, _heading(fields, record, sip)]  # last: a form may ask the same, and then needs it


def _heading(fields: Fields, record: Record, sip: str) -> AskedSheet:
    """Who the school is, which a template may ask for or not."""
    framework = fields.framework
    at = framework.roles.name.rpartition("/")[0]
    answers = []
    for field in framework.school_fields:
        path = f"{at}/{field.key}"
        place = fields.find(path)
        if place is None or place.kind == "state":
            continue
        answer = _answer(fields, record, [field.label], "", place)
        value = sip if sip and path == framework.roles.sip else answer.value
        answers.append(Answer(answer.labels, "", answer.name, answer.kind, value, needed=False))
    return AskedSheet("", [""], answers, scattered=True)


def _answer(fields: Fields, record: Record, labels: list[str], heading: str, place: Field) -> Answer:
    value = record.get(place.path)
    if isinstance(value, str) and place.kind == "scale":
        graded = as_graded(place.scale, value)
        value = int(graded) if is_number(graded) else graded
    name = full_name(fields.framework, fields, place.path)
    return Answer(labels, heading, name, place.kind, value if value != "" else None, needed=True)


def _as_number(said: str) -> Filling:
    """What is shown, as a number where it is one."""
    if not said or not NUMBER.fullmatch(said):
        return said or None
    return int(said) if is_number(said) else float(said)


def _is_date(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return len(said) == 10
