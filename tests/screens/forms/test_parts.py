"""The parts of a form say whose they are, in the framework's words."""

from screens.forms.lines.form_in_record import FormInRecord
from screens.forms.lines.line_kinds import Heading
from screens.forms.lines.whole_form import form_lines
from siptui.framework import load, names
from siptui.records.fields import fields_of


def test_an_owner_is_called_as_the_framework_calls_them() -> None:
    seen = 0
    for name in names():
        framework = load(name)
        for form in framework.forms:
            for part in form.parts:
                if part.owner != "sip":
                    continue
                lines = form_lines(FormInRecord(fields_of(framework), form, "1"), {})
                headings = [line.text for line in lines if isinstance(line, Heading)]
                assert f"{part.title} · {framework.title_of('sip')}" in headings
                seen += 1
    assert seen


def test_whom_a_form_names_is_called_as_it_names_them() -> None:
    for name in names():
        framework = load(name)
        assert framework.title_of("headteacher") == "Headteacher"
        assert framework.title_of("sip") != "sip"
        assert framework.title_of("officer") == "officer"
