"""export: workbooks out."""

from pathlib import Path

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


@command("export")
@click.argument("kind", type=click.Choice(["summary"]))
@click.argument("school", required=False)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The file to write, or with --all a folder."
)
@click.option("--all", "all_", is_flag=True, help="One file for every school.")
@as_json
@session
def export(session: Session, kind: str, school: str | None, out: Path, all_: bool, json_: bool) -> None:
    """Write a workbook: Part F, for the governors."""
    if bool(school) == all_:
        raise click.UsageError("name one SCHOOL, or give --all")
    if school:
        export_summary(session.store, session.store.find(school), out, json_)
    else:
        export_caseload(session.store, kind, out, json_)


class Exported(Struct):
    """A workbook that was written: of which school, where, and what a SIP should know of it."""

    school: str
    file: str
    notes: list[str]


def export_summary(store: Store, school_id: str, out: Path, json_: bool) -> None:
    """Write a school's Part F. Raises Refused where it cannot be written, StoreFault."""
    done = _written(store, school_id, out)
    made()
    if json_:
        say_json(done)
        return
    for note in done.notes:
        complain(f"{school_id}: {note}")
    say(f"wrote {done.file}")


def export_caseload(store: Store, kind: str, folder: Path, json_: bool) -> None:
    """Write every school's workbook of a kind into a folder, which is made if need be.

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
    for row in rows:
        try:
            done.append(_written(store, row.id, folder / f"{row.id} {kind}.xlsx"))
        except StoreFault as fault:
            problems.append(fault.problem)
        except Refused as fault:
            refused += fault.problems
    if done:
        made()
    if json_:
        say_json(done)
    else:
        _tell(done, folder)
    for problem in refused:
        complain(problem.line())
    say_problems(problems)
    if refused:
        raise click.exceptions.Exit(1)


def _tell(done: list[Exported], folder: Path) -> None:
    for each in done:
        say("; ".join([f"wrote {each.file}", *each.notes]))
    say(f"{counted(len(done), 'workbook')} in {whole(folder)}")


def _written(store: Store, school_id: str, out: Path) -> Exported:
    from siptui.workbooks.ours.summary import write_summary

    school = store.load(school_id)
    notes = write_summary(store.framework, school.values, school_id, school.revision, out)
    if left := not_asked(store.fields, school.values):
        some = ", ".join(sorted(left)[:3]) + (" and others" if len(left) > 3 else "")
        notes.append(f"{counted(len(left), 'value is', 'values are')} {NO_LONGER_ASKED} and on no form: {some}")
    return Exported(school_id, whole(out), notes)
