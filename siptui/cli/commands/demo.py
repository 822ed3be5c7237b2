"""demo: a store with an invented caseload, or a whole invented authority."""

from pathlib import Path

import click

from siptui.cli.commands.invented_caseload import demo_store
from siptui.cli.open_application import run_application
from siptui.cli.printing import say, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import command, session
from siptui.cli.streams import is_terminal, made
from siptui.records.problem import Problem, Refused
from siptui.store.door.new_store import DEFAULT_FRAMEWORK
from siptui.store.engines import Place

PAST = 2
"""Years that the invented authority has behind it."""


@command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--authority", is_flag=True, help="A whole authority: 111 schools, 19 SIPs, visits in all states, two past years."
)
@click.option("--schools", type=click.IntRange(1, 20000), default=12, help="How many schools to invent.")
@click.option("--framework", default=DEFAULT_FRAMEWORK, help="Whose forms, as `siptui framework list` has them.")
@session
def demo(session: Session, folder: Path | None, authority: bool, schools: int, framework: str) -> None:
    """Make a store with an invented caseload in FOLDER, or open the one there.

    Without a terminal its review is printed.
    """
    from siptui.cli.commands.caseload.review import tell_review

    place = folder or session.folder or _beside(session.place)
    if isinstance(place, str):
        do = "make it in a folder, and `siptui move --to` an address"
        raise Refused(Problem("demo", "is not made in a database", do, code="demo_in_database"))
    if authority and framework != DEFAULT_FRAMEWORK:
        raise click.UsageError("--authority is of one framework; leave --framework out")
    if authority:
        from siptui.cli.commands.caseload.invented_authority import authority_store

        store = authority_store(place, session.who, past=PAST)
    else:
        store = demo_store(place, session.who, schools, framework)
    made()
    if is_terminal("stdin", "stdout"):
        raise click.exceptions.Exit(run_application(store, None))
    tell_review(Session(place, session.login).store)
    say("")
    say("This caseload is invented. Open it in a terminal with:")
    say(f"  siptui --store {whole(place)}")


def _beside(place: Place) -> Place:
    """Where a demonstration is made that nobody has named a folder for."""
    return place if isinstance(place, str) else place.with_name("siptui-demo")
