"""import and export: spreadsheets in, workbooks out."""

import sys
from pathlib import Path

import click

from siptui.cli.commands.annotate import annotate_refused, write_annotated
from siptui.cli.commands.import_preview import figures, tell_outcomes
from siptui.cli.printing import say, say_json, say_problems
from siptui.framework import Framework
from siptui.intake.tracking_file import read_tracking
from siptui.records.origin import brings_figures
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store
from siptui.tracking.preview.imported_before import compare_with
from siptui.tracking.proposal import TrackingProposal

MOST_PLACES = 4


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
) -> None:
    """Read a tracking spreadsheet, say what it would change, and on yes change it.

    `annotate` is where to write a marked copy of it, also when it is not imported. Raises Refused for a file that
    cannot be read; leaves with status 1 while a question is open.
    """
    record = store.load(school_id).values
    history = [edit for edit in store.history(school_id) if brings_figures(edit)]
    known = any(edit.source and edit.source.pupils for edit in history)
    pupil_key = store.pupil_key if known or not dry_run else b""  # with nobody to know again and nothing to keep, none
    given = dict(_answer(a) for a in answers)
    key = _password(file) if password else ""
    try:
        proposal = read_tracking(file, store.framework, store.fields, record, given, password=key, pupil_key=pupil_key)
    except Refused as fault:
        if annotate:
            annotate_refused(file, fault, annotate, key)
        raise
    compare_with(history, proposal)
    _tell(proposal, store.framework, json_)
    if annotate:
        write_annotated(file, proposal, annotate, key)
    if proposal.questions:
        raise click.exceptions.Exit(1)
    if dry_run:
        return
    if proposal.changes and not yes:
        _agree(file, proposal)
    edit = store.change(school_id, proposal.changes, f"imported from {file.name}", proposal.provenance)
    if not json_:
        changed = figures(edit.changes) if edit else 0
        say(f"{school_id}: {changed} figures changed" if changed else f"{school_id}: nothing to change")


def _answer(text: str) -> tuple[str, str]:
    key, equals, value = text.rpartition("=")
    if not equals or not key:
        raise click.UsageError(f"--answer {text!r}: give it as KEY=VALUE")
    return key.strip(), value.strip()


def _password(file: Path) -> str:
    """The file's password, typed unseen or read as a line of standard input; never given where others may look."""
    if sys.stdin.isatty():
        return str(click.prompt(f"Password of {file.name}", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _asked(where: str, asks: str, key: str, choices: list[str]) -> str:
    some = ", ".join(choices)
    return " ".join(f"{where}: {asks}; answer with --answer '{key}=...', one of: {some}".split())


def _agree(file: Path, proposal: TrackingProposal) -> None:
    """Ask whether to make the changes. Raises Refused for a no, or where nobody can be asked."""
    if not sys.stdin.isatty() or not click.confirm(f"Make these {figures(proposal.changes)} changes?"):
        raise Refused(Problem(file.name, "nothing was changed", "add --yes to make these changes"))


def _tell(proposal: TrackingProposal, framework: Framework, json_: bool) -> None:
    """What was wrong, what is asked, and what the file would change."""
    for problem in proposal.problems:
        print(problem.line(), file=sys.stderr)
    for question in proposal.questions:
        print(_asked(question.where, question.asks, question.key, question.choices), file=sys.stderr)
    if json_:
        say_json(proposal.as_json())
    else:
        _tell_cells(proposal)
        tell_outcomes(proposal, framework)


def _tell_cells(proposal: TrackingProposal) -> None:
    """What was understood, counted and left out, for a person."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from siptui.rules.progress import shown

    width = None if sys.stdout.isatty() else 120
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    table = Table("Subject", "Year", "Point in time", "APS", "Pupils", box=None, pad_edge=False)
    for cell in proposal.grid:
        table.add_row(Text(cell.subject), str(cell.year), cell.point, shown(cell.aps, 2), str(cell.pupils))
    console.print(table)
    left_out = [c for c in proposal.columns if c.left_out]
    if left_out:
        say("Columns left out:")
        for column in left_out:
            say(f"  {column.sheet} {column.column}  {' '.join(column.heading.split())}: {column.means}")
    say(
        f"{figures(proposal.changes)} figures would change; {len(proposal.not_counted)} cells or rows were not counted:"
    )
    where: dict[str, list[str]] = {}
    for each in proposal.not_counted:
        where.setdefault(each.reason, []).append(f"{each.sheet}!{each.column}{each.row or ''}")
    for reason, places in sorted(where.items(), key=lambda pair: -len(pair[1])):
        some = ", ".join(places[:MOST_PLACES]) + (" …" if len(places) > MOST_PLACES else "")
        say(f"  {len(places):>6}  {reason}: {some}")
    for note in proposal.notes:
        say(note)
    if proposal.not_counted:
        say("  (--json lists every one of them)")


def export_summary(store: Store, school_id: str, out: Path) -> None:
    """Write a school's Part F. Raises Refused where it cannot be written."""
    from siptui.workbooks.ours.summary import write_summary

    school = store.load(school_id)
    for note in write_summary(store.framework, school.values, school_id, school.revision, out):
        print(f"{school_id}: {note}", file=sys.stderr)
    say(f"wrote {out}")


def export_caseload(store: Store, kind: str, folder: Path) -> None:
    """Write every school's workbook of a kind into a folder, which is made if need be. Raises Refused, StoreFault."""
    rows, problems = store.overview()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        what = f"cannot be made a folder: {fault.strerror}"
        raise Refused(Problem(str(folder), what, "name another place")) from None
    for row in rows:
        export_summary(store, row.id, folder / f"{row.id} {kind}.xlsx")
    say_problems(problems)
