"""init, verify, backup, rebuild: the store as a thing to look after."""

from pathlib import Path

import click

from siptui.cli.printing import chosen, complain, counted, say, say_json, say_problems, say_text, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import is_terminal, made
from siptui.framework import load, names
from siptui.records.problem import Problem, Refused
from siptui.store import engines
from siptui.store.door.new_store import DEFAULT_FRAMEWORK, first_settings
from siptui.store.faults import NotYoursToMake
from siptui.store.office_settings import Sharing
from siptui.store.school import counted_in_words
from siptui.store.store import Store

NO_COPIES = "a store in a database keeps no daily copies of its own: whoever looks after the server backs it up"


@command()
@click.option("--framework", "name", help="The authority's forms, by name.")
@click.option("--shared", is_flag=True, help="Let a group of this machine's users work in it.")
@click.option("--group", metavar="NAME", help="The group that it is shared with.")
@click.option("--read-only", is_flag=True, help="The group may read and not edit.")
@session
def init(session: Session, name: str | None, shared: bool, group: str | None, read_only: bool) -> None:
    """Make a store: your own, which nobody else may look into, or one that a group shares."""
    if (shared or read_only) and not group:
        raise click.UsageError("--shared needs --group NAME, the users that it is shared with")
    make_store(session.place, name or _asked(), group, write=not read_only)


def _asked() -> str:
    """Whose forms a first store is to have: asked on a terminal, else those that come first."""
    if not is_terminal("stdin", "stdout"):
        return DEFAULT_FRAMEWORK
    titles = {each: f"{load(each).identity.authority}, {load(each).identity.year}  ({each})" for each in names()}
    return chosen("Whose forms is it to have?", titles, DEFAULT_FRAMEWORK)


@command()
@as_json
@session
def verify(session: Session, json_: bool) -> None:
    """Check every file of the store: whole, with all its history, and nobody else's."""
    verify_store(session.store, engines.called(session.place), json_)


@command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(0, 400), metavar="NUMBER", help="How many daily copies the store keeps.")
@session
def backup(session: Session, file: Path | None, keep: int | None) -> None:
    """Copy the store into one FILE, while others may be writing; without FILE, make today's copy in the store."""
    if keep is not None:
        session.store.care.keep_copies(keep)
    if file:
        back_up(session.store, file)
    else:
        daily_copy(session.store)


@command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", "schools", multiple=True, metavar="ID", help="Only this school; may be given again.")
@session
def restore(session: Session, file: Path, schools: tuple[str, ...]) -> None:
    """Put back what a backup holds, in a new store or over a damaged one.

    What stands there is kept aside, in the store's folder `kept`.
    """
    for line in engines.restore(session.place, file, schools):
        say(line)
    made()


@command()
@session
def rebuild(session: Session) -> None:
    """Mend a damaged store from its own history, copies and records; what is replaced is kept aside."""
    rebuild_store(session.place, session)


def make_store(place: engines.Place, framework: str | None, group: str | None, *, write: bool) -> None:
    """Make a store, private or shared. Raises Refused, StoreFault.

    Whoever may not make one in a database is given what to have run by somebody who may.
    """
    office = first_settings(place, framework or DEFAULT_FRAMEWORK, sharing=Sharing(group, write) if group else None)
    try:
        engines.make_store(place, office)
    except NotYoursToMake as refusal:
        for each in refusal.statements:
            say_text(each)
        raise
    made()
    called = engines.called(place)
    say(f"made a store in {called}" + (f", shared with the group {group}" if group else ""))
    if why := engines.unsafe(place):
        complain(f"{called}: {why}; move it to a disk of this machine")


def verify_store(store: Store, called: str, json_: bool) -> None:
    """Print every fault, or that there is none."""
    problems = list(store.care.faults())
    if json_:
        say_json([{"where": p.where, "what": p.what, "do": p.do, "code": p.code, "facts": p.facts} for p in problems])
    say_problems(problems)
    if not json_:
        say(f"{called}: sound")


def back_up(store: Store, file: Path) -> None:
    """Write the whole store into one file; a school that cannot be read is said, and the others are in it."""
    subjects, problems = store.care.back_up(file)
    made()
    say(f"wrote {whole(file)}: {counted_in_words(subjects)}, proven")
    _complain_of_keys(store)
    say_problems(problems)


def daily_copy(store: Store) -> None:
    """Make today's copy in the store, unless it is there."""
    problems = store.copy_of_today()
    made()
    _complain_of_keys(store)
    say_problems(problems)
    count, where = store.care.copies()
    if not where:
        raise Refused(Problem("backup", NO_COPIES, "give a FILE to copy all of it into", code="no_daily_copies"))
    say(f"{where}: {counted(count, 'copy', 'copies')} of the store, one a day")


def _complain_of_keys(store: Store) -> None:
    """Say which daily copies still hold the key of UPNs: a backup does not, and whoever makes one may think of it."""
    for problem in store.care.copies_with_key():
        complain(problem.line())


def rebuild_store(place: engines.Place, session: Session) -> None:
    """Mend what can be mended, then say what is still wrong."""
    for done in engines.rebuild(place):
        made()
        say(done.line())
    store = session.store
    store.overview()
    say_problems(list(store.care.faults()))
    say(f"{engines.called(place)}: sound")
