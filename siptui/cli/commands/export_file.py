"""export: workbooks and documents out."""

import gc
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from siptui.cli.printing import complain, counted, say, say_json, say_problems, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import made
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.workbooks.export import ENDING, KINDS

NOTE = "note"
WORD, PDF = ".docx", ".pdf"
TIDIED = 6
"""Files after which memory is given back: documents are circles of objects, and a command looks for none itself."""


@command("export")
@click.argument("kind", metavar="KIND|PATH")
@click.argument("school", required=False)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The file to write, or with --all a folder."
)
@click.option("--all", "all_", is_flag=True, help="One file for every school.")
@click.option("--visit", default="", metavar="VISIT", help="Of the note, only that visit's part.")
@click.option("--part", default="", metavar="PART", help="Of a form, only that part, for whoever fills it in.")
@click.option("--blank", is_flag=True, help="Of a form, without what is answered in it.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="LA.xlsx",
    help="Fill the authority's own workbook: its cells are found by codes and headings, and all else stays.",
)
@click.option("--leave-out", is_flag=True, help="With --template, leave out what it has no place for, and say so.")
@click.option("--force", is_flag=True, help="Replace a file that is there, also one that somebody has worked in.")
@as_json
@session
def export(session: Session, /, kind: str, school: str | None, out: Path, all_: bool, json_: bool, **how: Any) -> None:
    """Write a workbook or a document.

    KIND is progress, targets or summary (Parts D, E and F as workbooks) or note (the note of visit). PATH is any
    form's, such as visits/autumn or forms/alert/1; `siptui forms` lists them. A form that two fill in goes out by its
    parts: --part school is the school's page of it, and comes back by import. What is written is told by the ending of
    the file's name: .xlsx, .docx, or .pdf where LibreOffice is on this machine. With --template the authority's own
    workbook is filled, and nothing else in it is changed.
    """
    if bool(school) == all_:
        raise click.UsageError("name one SCHOOL, or give --all")
    wanted = Wanted(kind, how["visit"], how["force"], how["part"], how["blank"], how["template"], how["leave_out"])
    if wanted.visit and kind != NOTE:
        raise click.UsageError("--visit is of the note only")
    if (wanted.part or wanted.blank) and kind in (*KINDS, NOTE):
        raise click.UsageError("--part and --blank are of forms by their path only, such as visits/autumn")
    if wanted.template and (kind == NOTE or wanted.part or wanted.blank):
        raise click.UsageError("--template is of progress, targets, summary or a form's path, whole")
    if school:
        find = session.store.find_school if kind in (*KINDS, NOTE) else session.store.find
        export_one(session.store, wanted, find(school), out, json_)
    else:
        export_caseload(session.store, wanted, out, json_)


class Wanted(Struct, frozen=True):
    """What is to be written: a kind or a form's path, perhaps one visit of the note; over a file that is there?

    Of a form perhaps one part, or it is to be blank, or put into a `template`.
    """

    kind: str
    visit: str = ""
    replace: bool = False
    part: str = ""
    blank: bool = False
    template: Path | None = None
    leave_out: bool = False

    @property
    def ending(self) -> str:
        """How the names of such files end, each beginning with the school's id."""
        if self.template:
            return self.kind.strip("/").replace("/", " ") + self.template.suffix.lower()
        if self.kind in KINDS:
            return self.kind + ENDING
        named = [self.kind.strip("/").replace("/", " "), self.visit, self.part, "blank" if self.blank else ""]
        return " ".join(filter(None, named)).replace("/", " ") + WORD


class Exported(Struct):
    """A file that was written: of which school, where, and what a SIP should know of it."""

    school: str
    file: str
    notes: list[str]


def export_one(store: Store, wanted: Wanted, school_id: str, out: Path, json_: bool) -> None:
    """Write a school's file. Raises Refused where it cannot be written, StoreFault."""
    done = _written(store, wanted, school_id, out)
    made()
    if json_:
        say_json(done)
        return
    for note in done.notes:
        complain(f"{school_id}: {note}")
    say(f"wrote {done.file}")


def export_caseload(store: Store, wanted: Wanted, folder: Path, json_: bool) -> None:
    """Write every school's file of a kind into a folder, which is made if need be.

    One that cannot be written is said, and the others are written. Raises Refused, StoreFault.
    """
    rows, problems = store.overview()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        what = f"cannot be made a folder: {fault.strerror}"
        raise Refused(
            Problem(
                str(folder), what, "name another place", facts={"reason": fault.strerror or ""}, code="no_folder_made"
            )
        ) from None
    done: list[Exported] = []
    refused: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        if number % TIDIED == 0:
            gc.collect()
        try:
            done.append(_written(store, wanted, row.id, folder / f"{row.id} {wanted.ending}"))
        except StoreFault as fault:
            problems.append(fault.problem)
        except Refused as fault:
            refused += fault.problems
    if done:
        made()
    if json_:
        say_json(done)
    else:
        _tell(done, wanted, folder)
    for problem in refused:
        complain(problem.line())
    say_problems(problems)
    if refused:
        raise click.exceptions.Exit(1)


def _tell(done: list[Exported], wanted: Wanted, folder: Path) -> None:
    for each in done:
        say("; ".join([f"wrote {each.file}", *each.notes]))
    say(f"{counted(len(done), 'workbook' if wanted.kind in KINDS else 'document')} in {whole(folder)}")


def _written(store: Store, wanted: Wanted, school_id: str, out: Path) -> Exported:
    school = store.load(school_id)
    of = (store.fields, school.values, school_id, school.revision, out)
    form, visit, replace = wanted.kind, wanted.visit, wanted.replace
    if wanted.template:
        from siptui.cli.commands.documents.export_template import write_filled

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
        notes = write_workbook(*of, form=form, visit=visit, replace=replace, sip=sip)
    if left := not_asked(store.fields, school.values):
        some = ", ".join(sorted(left)[:3]) + (" and others" if len(left) > 3 else "")
        notes.append(f"{counted(len(left), 'value is', 'values are')} {NO_LONGER_ASKED} and on no form: {some}")
    return Exported(school_id, whole(out), notes)
