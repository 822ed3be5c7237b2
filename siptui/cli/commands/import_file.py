"""import: a school's spreadsheet, or a document of ours that came back, into its record."""

from pathlib import Path
from typing import Any

import click

from siptui.cli.commands.import_preview import figures, tell_file, tell_wrong
from siptui.cli.printing import agreed, counted, say, say_json, secret
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import made
from siptui.documents.returned.document_read import is_named_as_document
from siptui.intake.read_in_child import OursCameBack
from siptui.intake.request_and_answer import MarkedCopy
from siptui.intake.tracking_of_school import read_for
from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from siptui.workbooks.ours.identity import KINDS

TRACKING, NOTE, LIST = "tracking", "note", "caseload"
NOT_OURS = {"workbook_not_ours", "document_not_ours", "other_document"}
"""Codes of what may be a list of schools."""


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", help="The school it is of.")
@click.option(
    "--kind",
    type=click.Choice([TRACKING, *KINDS, NOTE, "form", LIST]),
    help="What the file is; it is told from the file otherwise.",
)
@click.option("--dry-run", is_flag=True, help="Say what it would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Make the changes without asking.")
@click.option("--answer", "answers", multiple=True, metavar="KEY=VALUE", help="Answer a question it asks.")
@click.option(
    "--blank",
    type=click.Choice(["keeps", "erases"]),
    default="keeps",
    help="What an answer left blank in what came back does to ours.",
)
@click.option("--password", is_flag=True, help="It is locked: ask for its password, or read a line of standard input.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help="Also write a copy of FILE for the school, with what was not understood marked.",
)
@click.option("--force", is_flag=True, help="Let --annotate replace a file that is none of siptui's own.")
@click.option("--details", is_flag=True, help="Say everything: every figure, column, and cell that was not counted.")
@as_json
@session
def import_(session: Session, /, file: Path, school: str | None, kind: str | None, blank: Blank, **how: Any) -> None:
    """Read a school's tracking spreadsheet into its progress grid, or what siptui wrote and came back.

    A workbook, note or form (.xlsx, .ods, .xls, .docx) that siptui wrote says whose it is. Where it was changed on both
    sides, answer with --answer PATH=ours or PATH=theirs, in a folder perhaps SUBJECT/PATH. Of a folder every file that
    came back is read, and all are taken in which nothing clashes. A list of schools and whose each is puts in all of
    them.
    """
    store = session.store
    same = {name: how[name] for name in ("dry_run", "yes", "answers", "json_")}
    if file.is_dir():
        if kind or how["password"] or how["annotate"]:
            raise click.UsageError("--kind, --password and --annotate are of one file, and this is a folder")
        from siptui.cli.commands.documents.import_folder import import_folder

        whose = store.find(school) if school else None
        import_folder(store, whose, file, blank, how["dry_run"], how["yes"], how["json_"], how["answers"])
    elif kind == LIST:
        _import_list(store, file, **same)
    elif not (school or kind) and file.suffix.casefold() == ".csv" and _is_list(store, file, **same):
        return  # what siptui writes of schools is no table of text, and a register of all schools is large
    elif is_named_as_document(file) or kind not in (None, TRACKING) or not (school or kind):
        same_form = {**same, "kind": kind if kind in KINDS else "", "password": _password(file, how["password"])}
        try:
            _import_returned(store, store.find(school) if school else None, file, blank, **same_form)
        except Refused as fault:
            if kind or school or fault.problems[0].code not in NOT_OURS:
                raise
            _import_list_or(fault, store, file, **same)
    elif school is None:
        raise click.UsageError("--kind tracking needs --school")
    else:
        try:
            import_tracking(store, store.find_school(school), file, forms=kind is None, **how)
        except OursCameBack as came:
            if kind:
                raise
            _import_returned(store, store.find(school), file, blank, came.sheets, **same)


def _import_returned(*given: Any, **how: Any) -> None:
    """Import what siptui wrote and came back; what that takes is imported no sooner than it is wanted."""
    from siptui.cli.commands.documents.import_document import import_returned

    import_returned(*given, **how)


def _import_list(store: Store, file: Path, **how: Any) -> None:
    """Import a list of schools. Raises Refused where the file is none."""
    from siptui.cli.commands.caseload.import_list import import_list

    import_list(store, file, **how)


def _is_list(*given: Any, **how: Any) -> bool:
    """Import a list of schools; whether the file is one."""
    try:
        _import_list(*given, **how)
    except Refused as fault:
        if fault.problems[0].code != "no_list":
            raise
        return False
    return True


def _import_list_or(other: Refused, *given: Any, **how: Any) -> None:
    """The same of a file of which nothing was said; where it is no list, it is refused as it was."""
    try:
        _import_list(*given, **how)
    except Refused as fault:
        raise (other if fault.problems[0].code == "no_list" else fault) from None


def import_tracking(
    store: Store,
    school_id: str,
    file: Path,
    dry_run: bool,
    yes: bool,
    answers: tuple[str, ...],
    password: bool,
    json_: bool,
    annotate: Path | None = None,
    details: bool = False,
    forms: bool = True,
    force: bool = False,
) -> None:
    """Read a tracking spreadsheet, say what it would change, and on yes change it.

    `annotate` is where to write a marked copy of it, also when it is not imported; `details` says everything. Raises
    Refused for a file that cannot be read, OursCameBack as `read_tracking` (`forms`); leaves with status 1 while a
    question is open.
    """
    record = store.load(school_id).values
    given = dict(_answer(a) for a in answers)
    copies: list[MarkedCopy] = []
    if annotate:
        from siptui.cli.commands.annotate import check_out

        check_out(file, annotate, force)
    key, with_copy = _password(file, password), copies.append if annotate else None
    try:
        proposal = read_for(
            store, school_id, file, record, given, dry_run=dry_run, password=key, marked=with_copy, forms=forms
        )
    except Refused as fault:
        _write_copy_of_refused(file, fault, copies, annotate)
        raise
    if json_:
        tell_wrong(proposal, details=True)
        say_json(proposal.as_json())
    else:
        tell_file(proposal, store.framework, record, details)
    if annotate and copies:
        from siptui.cli.commands.annotate import write_copy

        write_copy(file, copies[0], annotate)
    if proposal.questions:
        raise click.exceptions.Exit(1)
    if dry_run:
        return
    if proposal.changes and not yes:
        _agree(file, proposal)
    called = proposal.provenance.file if proposal.provenance else file.name
    edit = store.change(school_id, proposal.accepted(record), f"imported from {called}", proposal.provenance)
    made()
    if not json_:
        changed = figures(edit.changes) if edit else 0
        say(f"{school_id}: {counted(changed, 'figure')} changed" if changed else f"{school_id}: nothing to change")


def _write_copy_of_refused(file: Path, fault: Refused, copies: list[MarkedCopy], out: Path | None) -> None:
    """What is wrong with the copy is said beside what is wrong with the file."""
    from siptui.cli.commands.annotate import write_copy

    try:
        if out and copies:
            write_copy(file, copies[0], out)
    except Refused as other:
        raise Refused(*fault.problems, *other.problems) from other


def _password(file: Path, locked: bool) -> str:
    return secret(f"Password of {file.name}") if locked else ""


def _answer(text: str) -> tuple[str, str]:
    key, equals, value = text.rpartition("=")
    if not equals or not key:
        raise click.UsageError(f"--answer {quoted(text)}: give it as KEY=VALUE")
    return key.strip(), value.strip()


def _agree(file: Path, proposal: TrackingProposal) -> None:
    """Ask whether to make the changes. Raises Refused for a no, or where nobody can be asked."""
    if not agreed(f"Make these {figures(proposal.changes)} changes?"):
        raise Refused(Problem(file.name, "nothing was changed", "add --yes to make these changes", code="not_agreed"))
