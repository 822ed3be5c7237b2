"""export: workbooks and documents out."""

from pathlib import Path
from typing import Any

import click

from siptui.cli.commands.documents.written_file import Wanted, written
from siptui.cli.printing import complain, say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import made
from siptui.store.store import Store
from siptui.workbooks.export import KINDS, PROGRESS

NOTE = "note"
BETWEEN_KINDS = ","


@command("export")
@click.argument("kind", metavar="KIND|PATH[,…]")
@click.argument("school", required=False)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write; a folder for several.")
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
@click.option("--xlsx", is_flag=True, help="Into a folder, the note and forms as workbooks.")
@click.option("--by-subject", is_flag=True, help="Of progress, a sheet a subject.")
@click.option("--force", is_flag=True, help="Replace a file that is there, also one that somebody has worked in.")
@as_json
@of_year
@session
def export(session: Session, /, kind: str, school: str | None, out: Path, all_: bool, json_: bool, **how: Any) -> None:
    """Write a workbook or a document.

    KIND is progress, targets or summary (Parts D, E and F as workbooks) or note (the note of visit). PATH is any
    form's, such as visits/autumn or forms/alert/1; `siptui forms` lists them. A form that two fill in goes out by its
    parts: --part school is the school's page of it, and comes back by import. What is written is told by the ending of
    the file's name: .xlsx, .docx, or .pdf where LibreOffice is on this machine. With --template the authority's own
    workbook is filled, and nothing else in it is changed. Several kinds, as progress,targets,summary, and --all write
    into a folder; with --xlsx what would be a document there is a workbook.
    """
    if bool(school) == all_:
        raise click.UsageError("name one SCHOOL, or give --all")
    kinds = [each.strip() for each in kind.split(BETWEEN_KINDS) if each.strip()]
    each_wanted = [_wanted(each, **how) for each in kinds]
    if not each_wanted:
        raise click.UsageError("name what is to be written, such as summary")
    office = {*KINDS, NOTE}
    find = session.store.find_school if office.intersection(kinds) else session.store.find
    if school and len(each_wanted) == 1:
        export_one(session.store, each_wanted[0], find(school), out, json_)
        return
    from siptui.cli.commands.documents.export_caseload import export_caseload

    export_caseload(session.store, each_wanted, [find(school)] if school else None, out, json_)


def _wanted(kind: str, /, **how: Any) -> Wanted:
    """What the options ask for of a kind. Raises UsageError where they do not go together."""
    about = [how[name] for name in ("visit", "force", "part", "blank", "template", "leave_out", "xlsx", "by_subject")]
    wanted = Wanted(kind, *about)
    if wanted.visit and kind != NOTE:
        raise click.UsageError("--visit is of the note only")
    if (wanted.part or wanted.blank) and kind in (*KINDS, NOTE):
        raise click.UsageError("--part and --blank are of forms by their path only, such as visits/autumn")
    if wanted.by_subject and (kind != PROGRESS or wanted.template):
        raise click.UsageError("--by-subject is of progress only, as a workbook of siptui's")
    if wanted.template and (kind == NOTE or wanted.part or wanted.blank):
        raise click.UsageError("--template is of progress, targets, summary or a form's path, whole")
    return wanted


def export_one(store: Store, wanted: Wanted, school_id: str, out: Path, json_: bool) -> None:
    """Write a school's file. Raises Refused where it cannot be written, StoreFault."""
    done = written(store, wanted, school_id, out)
    made()
    if json_:
        say_json(done)
        return
    for note in done.notes:
        complain(f"{school_id}: {note}")
    say(f"wrote {done.file}")
