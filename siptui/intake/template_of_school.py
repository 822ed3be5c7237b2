"""An authority's own workbook, filled with a form of a school's and written to a file; which was the last one."""

import os
from datetime import date
from pathlib import Path
from typing import Protocol

from siptui.framework import Framework
from siptui.intake.templates import filled_template
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.store.files import own_cache
from siptui.store.files.export_file import check, save_bytes
from siptui.store.files.untouched_since_export import signed
from siptui.store.office_settings import Office
from siptui.store.school import School
from siptui.workbooks.template.asked import asked_of

LAST = "templates_used_last"
PLACE_CODES = frozenset({"place_not_found", "place_twice", "more_places_not_found"})
"""Codes of what a template lacks, and can be filled without."""


class OfSchools(Protocol):
    """What is asked of a store."""

    @property
    def framework(self) -> Framework: ...
    @property
    def fields(self) -> Fields: ...
    @property
    def office(self) -> Office: ...


def last_template(framework: Framework, form: str) -> str:
    """The workbook that a form was put into last, by this user; "" where none was, or it is there no more."""
    said = os.fsdecode(own_cache.read(_kept_at(framework, form)) or b"")
    try:
        return said if said and Path(said).is_file() else ""
    except (OSError, ValueError):
        return ""


def _kept_at(framework: Framework, form: str) -> Path:
    return own_cache.place(LAST, f"{framework.name} {form.replace('/', ' ')}")


def write_filled(
    store: OfSchools, school: School, form: str, template: Path, out: Path, *, leave_out: bool, replace: bool
) -> list[str]:
    """Write the template, filled with the form of a kind or at a path, to `out`. Gives what to know of it.

    What has no place there is refused, or with `leave_out` left out. Raises Refused, and then `out` is as it was.
    """
    fields, record = store.fields, school.values
    if _is_same(out, template):
        what, do = "is the workbook that is to be filled, and stays as it is", "give the new file another name"
        raise Refused(Problem(str(out), what, do, code="template_itself"))
    check(out, template.suffix.lower(), replace)
    own = next((each for each in fields.forms if each.kind == form), None)
    found = own or fields.form_at(form)
    if found is None:
        raise Refused(Problem(form, "is no form", "`siptui forms` lists them", code="no_such_form"))
    sip = store.office.full_name(record.get(store.framework.roles.sip))
    asked = asked_of(fields, record, found, own.place if own else form, date.today(), sip)
    filled = filled_template(template, asked, leave_out)
    if filled.suffix != out.suffix.lower():
        what, do = f"is of the kind {filled.suffix}", f"give the new file a name that ends in {filled.suffix}"
        raise Refused(Problem(template.name, what, do, facts={"suffix": filled.suffix}, code="wrong_file_ending"))
    save_bytes(signed(filled.content), out, filled.suffix, replace)
    own_cache.write(_kept_at(store.framework, form), os.fsencode(template.absolute()))
    return filled.notes


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
