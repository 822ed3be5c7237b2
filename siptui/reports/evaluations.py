"""What those outside say of each who visits schools, by the forms that they fill in, and what all of it comes to.

Source: handbook, Annex C and section 4, School feedback; facts.md §11 F13, F14. Whose forms one does not see have no
place in the records that this is given.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from string import Formatter

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.caseload.open_forms import is_over
from siptui.rules.forms.access import INSIDE
from siptui.rules.needed import numbers_of
from siptui.rules.summary import text


class Answers(Struct, frozen=True):
    """How often each grade was given to a question, in the scale's order, by name; what was not answered is nowhere."""

    question: str
    path: str  # of its place, `#` for the number of the form
    counts: dict[str, int]

    @property
    def answered(self) -> int:
        """On how many answers it rests."""
        return sum(self.counts.values())

    def in_words(self) -> str:
        """`Excellent 2, Good 1`."""
        return ", ".join(f"{name} {count}" for name, count in self.counts.items() if count)


class Told(Struct, frozen=True):
    """What was said by one form of somebody (`sip` is "" for all together): forms that came back, of how many begun."""

    sip: str
    form: str
    back: int
    begun: int
    answers: list[Answers]


def forms_from_outside(framework: Framework) -> list[Form]:
    """The forms about a person, as often as there is need, that only people from outside fill in."""
    found = [form for form in framework.forms if form.about == "person" and form.occurs == "many"]
    return [form for form in found if form.fills and not INSIDE & {*form.fills} and not form.confidential]


def names_school(form: Form) -> str:
    """The key of the field of such a form that names the school: the one that its title names; "" for none."""
    keys = [key for _, key, _, _ in Formatter().parse(form.titled) if key]
    return next((field.key for field in form.fields if field.key in keys and field.kind in ("line", "text")), "")


def evaluations(fields: Fields, records: Mapping[str, Record]) -> list[Told]:
    """Form by form each person's of these records, by initials, and then all together; who has none is left out."""
    found = []
    for form in forms_from_outside(fields.framework):
        each = [_told(fields, form, {initials: records[initials]}, initials) for initials in sorted(records)]
        each = [told for told in each if told.begun]
        found += each
        if each:
            found.append(_told(fields, form, records, ""))
    return found


def _told(fields: Fields, form: Form, records: Mapping[str, Record], sip: str) -> Told:
    begun = [(record, number) for record in records.values() for number in numbers_of(form, record)]
    back = [each for each in begun if _is_back(fields, form, *each)]
    answers = [
        Answers(question, path, {value.name: counts[value.value] for value in values})
        for path, question in _questions(fields, form)
        if (place := fields.of_form(form)[path]).scale and (values := place.scale.values)
        for counts in [Counter(text(record, path.replace(ANY, number)) for record, number in back)]
    ]
    return Told(sip, form.key, len(back), len(begun), answers)


def _is_back(fields: Fields, form: Form, record: Record, number: str) -> bool:
    """Whether one came back: it is handed in, or something in it is graded."""
    graded = (path.replace(ANY, number) for path, _ in _questions(fields, form))
    return is_over(fields.framework, form, form.place.replace(ANY, number), record) or any(
        text(record, path) for path in graded
    )


def _questions(fields: Fields, form: Form) -> Iterator[tuple[str, str]]:
    """The places of a form that are graded, each with what is asked: the row where it stands in one, else the label."""
    for path, place in fields.of_form(form).items():
        if place.kind == "scale":
            yield path, " ".join((place.row or place.label).split())
