"""schools, dump and review: what is said of every school."""

from datetime import date
from pathlib import Path

import click

from siptui.cli.printing import say, say_json, say_problems, say_record, say_table, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import is_lost, made
from siptui.records.typed_and_shown import words
from siptui.store.faults import StoreFault
from siptui.store.school import is_id
from siptui.store.store import Store


@command("add-school")
@click.argument("name")
@click.option("--phase", required=True, help="Such as primary, junior, secondary, special.")
@click.option("--sip", default="", metavar="INITIALS", help="Whose school it is.")
@session
def add_school(session: Session, name: str, phase: str, sip: str) -> None:
    """Add a school; prints its id."""
    school_id = session.store.add_school(name, phase, sip)
    made()
    say(school_id)


@command()
@as_json
@session
def schools(session: Session, json_: bool) -> None:
    """List the schools: id, name, phase, SIP."""
    tell_schools(session.store, json_)


@command()
@click.option("--json", "json_", is_flag=True, help="Changes nothing: a dump is JSON.")
@session
def dump(session: Session, json_: bool) -> None:
    """Print every record, a line a school, a person, or the office: its id, a tab, and the record as JSON."""
    del json_
    dump_records(session.store)


@command()
@click.option("--sip", metavar="INITIALS", help="Only this SIP's schools.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it as a workbook.")
@as_json
@session
def review(session: Session, sip: str | None, out: Path | None, json_: bool) -> None:
    """Print the whole caseload: visits, categories, reds, next visit."""
    tell_review(session.store, sip, out, json_)


def tell_schools(store: Store, json_: bool) -> None:
    """Print every school's id, name, phase and SIP."""
    rows, problems = store.overview()
    if json_:
        say_json([{"id": r.id, "name": r.name, "phase": r.phase, "sip": r.sip} for r in rows])
    else:
        for row in rows:
            say("\t".join(" ".join(cell.split()) for cell in (row.id, row.name, row.phase, row.sip)))
    say_problems(problems)


def dump_records(store: Store) -> None:
    """Print every record, a line a school: its id, a tab, and the record as JSON; then people's and the office's."""
    rows, problems = store.overview()
    others = [subject for subject in store.subjects() if not is_id(subject)]
    for subject in [*(row.id for row in rows), *others]:
        if is_lost():
            return
        try:
            say_record(subject, store.load(subject).values)
        except StoreFault as fault:  # it was whole when the caseload was read
            problems.append(fault.problem)
    say_problems(problems)


def tell_review(store: Store, sip: str | None = None, out: Path | None = None, json_: bool = False) -> None:
    """Print the review, of one SIP's schools or of all; with `out` write it as a workbook. Raises Refused."""
    from siptui.reports.review import NUMBERS, as_data, headings, line, select, totals

    rows, problems = store.overview()
    rows = select(rows, sip, date.today())
    framework = store.framework
    if json_:
        say_json(as_data(framework, rows))
    elif out:
        from siptui.workbooks.ours.plain_table import write_table

        lines = [line(framework, row) for row in rows]
        title = f"School Improvement Partners: review of the caseload {framework.identity.year}"
        write_table(framework, title, headings(framework), lines, totals(framework, rows, date.today()), out)
        made()
        say(f"wrote {whole(out)}")
    else:
        say_table(headings(framework), [[words(cell) for cell in line(framework, row)] for row in rows], NUMBERS)
        say(totals(framework, rows, date.today()))
    say_problems(problems)
