"""A file that export writes: what is wanted, and what was written."""

from pathlib import Path

from msgspec import Struct

from siptui.cli.printing import counted, whole
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store
from siptui.workbooks.export import ENDING, KINDS

WORD, PDF = ".docx", ".pdf"


class Wanted(Struct, frozen=True):
    """What is to be written: a kind or a form's path, perhaps one visit of the note; over a file that is there?

    Of a form perhaps one part, or it is to be blank, or put into a `template`. In a folder `workbooks` are written of
    what would else be documents; `by_subject`: of the progress grid a sheet a subject.
    """

    kind: str
    visit: str = ""
    replace: bool = False
    part: str = ""
    blank: bool = False
    template: Path | None = None
    leave_out: bool = False
    workbooks: bool = False
    by_subject: bool = False

    @property
    def ending(self) -> str:
        """How the names of such files end, each beginning with the school's id."""
        if self.template:
            return self.kind.strip("/").replace("/", " ") + self.template.suffix.lower()
        if self.kind in KINDS:
            return self.kind + ENDING
        named = [self.kind.strip("/").replace("/", " "), self.visit, self.part, "blank" if self.blank else ""]
        return " ".join(filter(None, named)).replace("/", " ") + (ENDING if self.workbooks else WORD)


class Exported(Struct):
    """A file that was written: of which school, where, and what a SIP should know of it."""

    school: str
    file: str
    notes: list[str]


def written(store: Store, wanted: Wanted, school_id: str, out: Path) -> Exported:
    """Write a school's file. Raises Refused where it cannot be written, StoreFault."""
    school = store.load(school_id)
    of = (store.fields, school.values, school_id, school.revision, out)
    form, visit, replace = wanted.kind, wanted.visit, wanted.replace
    if wanted.template:
        from siptui.intake.template_of_school import write_filled

        notes = write_filled(store, school, form, wanted.template, out, leave_out=wanted.leave_out, replace=replace)
    elif out.suffix.lower() in (WORD, PDF) or (form not in KINDS and out.suffix.lower() != ENDING):
        from siptui.documents.export import write_document

        notes = write_document(*of, form=form, visit=visit, part=wanted.part, blank=wanted.blank, replace=replace)
    else:
        from siptui.workbooks.export import write_workbook

        if wanted.part or wanted.blank:
            what, do = "cannot be a workbook of one part, or blank", "give a name that ends in .docx"
            raise Refused(Problem(str(out), what, do, code="no_such_workbook"))
        sip = store.office.full_name(school.values.get(store.framework.roles.sip))
        notes = write_workbook(*of, form=form, visit=visit, replace=replace, sip=sip, by_subject=wanted.by_subject)
    if left := not_asked(store.fields, school.values):
        some = ", ".join(sorted(left)[:3]) + (" and others" if len(left) > 3 else "")
        notes.append(f"{counted(len(left), 'value is', 'values are')} {NO_LONGER_ASKED} and on no form: {some}")
    return Exported(school_id, whole(out), notes)
