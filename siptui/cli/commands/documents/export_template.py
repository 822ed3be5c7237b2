"""export --template: an authority's own workbook, filled."""

from datetime import date
from pathlib import Path

from siptui.intake.templates import filled_template
from siptui.records.problem import Problem, Refused
from siptui.store.files.export_file import check, save_bytes
from siptui.store.files.untouched_since_export import signed
from siptui.store.school import School
from siptui.store.store import Store
from siptui.workbooks.template.asked import asked_of


def write_filled(
    store: Store, school: School, form: str, template: Path, out: Path, *, leave_out: bool, replace: bool
) -> list[str]:
    """Write the template, filled with the form of a kind or at a path, to `out`. Gives what to know of it.

    What has no place there is refused, or with `leave_out` left out. Raises Refused, and then `out` is as it was.
    """
    fields, record = store.fields, school.values
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
    return filled.notes
