"""add-school, schools and dump: what is said of every school."""

import click

from siptui.cli.printing import say, say_json, say_problems, say_record
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import is_lost, made
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
@of_year
@session
def schools(session: Session, json_: bool) -> None:
    """List the schools: id, name, phase, SIP."""
    tell_schools(session.store, json_)


@command()
@click.option("--json", "json_", is_flag=True, help="Changes nothing: a dump is JSON.")
@of_year
@session
def dump(session: Session, json_: bool) -> None:
    """Print every record, a line a school, a person, or the office: its id, a tab, and the record as JSON."""
    del json_
    dump_records(session.store)


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
