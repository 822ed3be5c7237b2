"""What can be written of a school or a person to a file: a form, a part of it, a blank one; the note, Part F; or the
authority's own workbook, filled with one.
"""

import asyncio
from pathlib import Path

from screens.forms.export_file import Choice, ExportScreen, Written
from screens.forms.into_template import IntoTemplate, put_into_template
from screens.frame.desk_screen import DeskScreen
from screens.frame.whole_message import MessageScreen
from siptui.records.typed_and_shown import printable
from siptui.rules.how_far import has

DOCUMENTS = (".docx", ".pdf")
WORKBOOK = ".xlsx"
SUMMARY_KIND, PROGRESS_KIND = "summary", "progress"
FILLABLE = (".xlsx", ".xlsm")
INTO_TEMPLATE = "the authority's own workbook, filled"
FILLED, BLANK = "as far as it is filled in", "blank, to be filled in"


class OfForm(Choice, frozen=True):
    """A form at a place, all of it or one part, with its answers or without; `by_subject`: a sheet a subject."""

    place: str = ""
    part: str = ""
    blank: bool = False
    by_subject: bool = False


class OfYear(Choice, frozen=True):
    """The governors' workbook, or by the file's ending the note of visit; or that of one visit."""

    visit: str = ""


def export_form(screen: DeskScreen, place: str) -> None:
    """Ask what is to be written of the form at a place, and where; and write it."""
    form = screen.desk.fields.form_at(place)
    called = form.called if form else place
    start = f"{screen.school_id.removeprefix('@')} {place.replace('/', ' ')}"
    choices: list[Choice] = []
    for part in [None, *(form.parts if form else [])]:
        label, key = (f"{part.title}, ", f" {part.key}") if part else ("", "")
        for blank in (False, True):
            suffixes = DOCUMENTS if part or blank else (*DOCUMENTS, WORKBOOK)
            name = f"{start}{key}{' blank' if blank else ''}{DOCUMENTS[0]}"
            said = f"{label}{BLANK if blank else FILLED}"
            choices.append(OfForm(said[:1].upper() + said[1:], name, suffixes, place, part.key if part else "", blank))
    if form and form.kind == PROGRESS_KIND:
        name = f"{start} by subject{WORKBOOK}"
        choices.append(OfForm("A workbook with a sheet a subject", name, (WORKBOOK,), place, by_subject=True))
    if not screen.desk.confidential:
        label = INTO_TEMPLATE[:1].upper() + INTO_TEMPLATE[1:]
        choices.append(IntoTemplate(label, f"{start}{FILLABLE[0]}", FILLABLE, place))
    _ask(screen, f"{called} of {screen.desk.called(screen.school_id)}", choices)


def export_year(screen: DeskScreen) -> None:
    """Ask what is to be written of the school's year, the governors' workbook or the note of visit, and where."""
    framework, subject = screen.desk.framework, screen.school_id
    choices: list[Choice] = [
        OfYear(f"{form.called}, for the governors: a workbook", f"{subject} summary{WORKBOOK}", (WORKBOOK, *DOCUMENTS))
        for form in framework.forms
        if form.kind == SUMMARY_KIND
    ]
    choices.append(OfYear("The note of the year: a document", f"{subject} note{DOCUMENTS[0]}", DOCUMENTS))
    for form in framework.forms:
        if form.kind == "note" and has(framework, form, screen.desk.record(subject)):
            label, name = f"The note of one visit: {form.called}", f"{subject} note {form.key}{DOCUMENTS[0]}"
            choices.append(OfYear(label, name, DOCUMENTS, form.key))
    for form in framework.forms:
        if form.kind == SUMMARY_KIND:
            label = f"{form.called}: {INTO_TEMPLATE}"
            choices.append(IntoTemplate(label, f"{subject} summary{FILLABLE[0]}", FILLABLE, SUMMARY_KIND))
    _ask(screen, f"what goes out of {screen.desk.called(subject)}", choices)


def _ask(screen: DeskScreen, what: str, choices: list[Choice]) -> None:
    async def write(out: Path, replace: bool, choice: Choice) -> list[str]:
        if isinstance(choice, IntoTemplate):
            return await put_into_template(screen, choice, out, replace)
        if not screen.desk.confidential:
            return await _write(screen, out, replace, choice)
        from siptui.vault.files_out.memory_only import IN_THE_CLEAR, refuse_pdf, temporary_files_in_memory

        refuse_pdf(out)
        with temporary_files_in_memory():
            return [*await _write(screen, out, replace, choice), IN_THE_CLEAR]

    def done(written: Written | None) -> None:
        if written is None:
            screen.say("Nothing was written")
            return
        said = [printable(each) for each in (f"Wrote {written.path}", *written.notes)]
        screen.say(" · ".join(said))
        if len(" · ".join(said)) > screen.size.width - 2:
            whole = "\n\n".join(each[:1].upper() + each[1:] for each in said)
            screen.app.push_screen(MessageScreen(whole))

    screen.app.push_screen(ExportScreen(what, choices, Path.cwd(), screen.desk.settled, write), done)


async def _write(screen: DeskScreen, out: Path, replace: bool, choice: Choice) -> list[str]:
    """Write what was chosen. Raises Refused, StoreFault."""
    desk = screen.desk
    school = await asyncio.to_thread(desk.store.load, screen.school_id)
    of = (desk.store.fields, school.values, school.id, school.revision, out)
    form = choice.place if isinstance(choice, OfForm) else ""
    if out.suffix.casefold() in DOCUMENTS:
        from siptui.documents.export import NOTE, write_document

        part, blank = (choice.part, choice.blank) if isinstance(choice, OfForm) else ("", False)
        visit = choice.visit if isinstance(choice, OfYear) else ""
        return await asyncio.to_thread(
            write_document, *of, form=form or NOTE, visit=visit, part=part, blank=blank, replace=replace
        )
    from siptui.workbooks.export import SUMMARY, write_workbook

    sip = desk.store.office.full_name(school.values.get(desk.framework.roles.sip))
    by_subject = isinstance(choice, OfForm) and choice.by_subject
    return await asyncio.to_thread(
        write_workbook, *of, form=form or SUMMARY, replace=replace, sip=sip, by_subject=by_subject
    )
