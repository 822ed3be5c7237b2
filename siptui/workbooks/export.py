"""A school's workbook written to a file: Part D, E or F as the authority lays them out, or any form, or the note."""

from datetime import date
from pathlib import Path

from siptui.framework.model import FieldsBlock, Form, MeasuresBlock, ProgressBlock, SummaryBlock
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.summary import text
from siptui.workbooks.ours.identity import KINDS as KINDS
from siptui.workbooks.ours.identity import PROGRESS as PROGRESS
from siptui.workbooks.ours.identity import SUMMARY as SUMMARY
from siptui.workbooks.ours.identity import TARGETS

ENDING = ".xlsx"


def write_workbook(
    fields: Fields,
    record: Record,
    subject: str,
    revision: int,
    out: Path,
    *,
    form: str,
    visit: str = "",
    replace: bool = False,
    today: date | None = None,
    sip: str = "",
    by_subject: bool = False,
) -> list[str]:
    """Write a kind of workbook, the note, or the form of a path, to `out`. Gives what to know of it.

    `sip` is the full name of the school's SIP, "" where it is not known; `by_subject`: a progress grid has a sheet a
    subject. Raises Refused, and then `out` is as it was: also for a file that is there, unless it is to `replace` it.
    """
    framework, where = fields.framework, (record, subject, revision)
    own = next((each for each in fields.forms if form in KINDS and each.kind == form), None)
    if own is None or not _is_laid_out_as_the_handbooks(own):
        from siptui.workbooks.forms.write_form import write_form

        place = own.place if own else form
        return write_form(
            fields,
            *where,
            out,
            form=place,
            visit=visit,
            replace=replace,
            today=today,
            sip=sip,
            by_subject=by_subject,
        )
    if form == SUMMARY:
        from siptui.workbooks.ours.summary import write_summary

        return write_summary(framework, *where, out, replace=replace, today=today, sip=sip)
    if form == PROGRESS:
        from siptui.workbooks.ours.progress import write_progress

        write_progress(framework, out, *where, replace=replace, today=today, sip=sip, by_subject=by_subject)
    else:
        from siptui.workbooks.ours.targets import write_targets

        phase = text(record, framework.roles.phase)
        write_targets(framework, phase, out, *where, replace=replace, today=today, sip=sip)
    return []


def _is_laid_out_as_the_handbooks(form: Form) -> bool:
    """Whether a form asks what its kind asks in the handbook, and nothing else: then it looks as there."""
    kinds = {type(block) for block in form.blocks}
    grids = [block for block in form.blocks if isinstance(block, ProgressBlock)]
    if form.kind == SUMMARY:
        return kinds == {SummaryBlock}
    if form.kind == TARGETS:
        return kinds <= {FieldsBlock, MeasuresBlock}
    return kinds <= {FieldsBlock, ProgressBlock} and all(grid.average and not grid.measures for grid in grids)
