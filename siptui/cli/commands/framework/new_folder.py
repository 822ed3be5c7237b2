"""framework new: a framework of one's own, where no installed package is edited."""

import click

from siptui.cli.commands.framework.places_searched import home_named, places_of, store_of
from siptui.cli.printing import say, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import command, session
from siptui.cli.streams import made
from siptui.framework import folders
from siptui.framework.own_folders import new_folder
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store


@command("new")
@click.argument("name")
@click.option("--from", "base", required=True, metavar="NAME", help="The framework to begin with.")
@click.option("--extends", is_flag=True, help="Keep only what differs, and take the rest from it, also in future.")
@click.option("--next-year", is_flag=True, help="For the school year after: terms, days and years that are named move.")
@session
def new(session: Session, name: str, base: str, extends: bool, next_year: bool) -> None:
    """Make a framework of your own, as a copy of another.

    It is made in the store named by --store or by the variable SIPTUI_STORE, for that store alone; without one in your
    settings, for each store of your own.
    """
    places = places_of(session)
    home = home_named(places, base)
    if not new_folder.is_name(name):
        do = "use letters, digits and _, as in our_authority_2026_27"
        raise Refused(Problem(name[:80], "is no name for a framework", do, code="bad_framework_name"))
    if taken := places.find(name):
        raise Refused(Problem(name, f"is there already: {taken.folder}", "give another name", code="framework_already"))
    folder = folders.in_settings()
    if isinstance(session.folder, str):
        what, do = "is kept in a database, into which frameworks come with `move` and `restore`", "leave --store out"
        raise Refused(Problem(name, what, do, code="framework_in_database"))
    if session.folder and (store := store_of(session)):
        folder = store.folder / "frameworks"
        _make_room(store)
    if extends and next_year:
        where = new_folder.of_another_year(folders.lineage_of(home, places), base, folder, name, 1)
    elif extends:
        where = new_folder.extend(home, base, folder, name)
    else:
        where = new_folder.copy(home, folder, name, int(next_year))
    made()
    say(f"{'extended' if extends else 'copied'} {base}: {whole(where)}")
    if next_year:
        say("next: hold terms, days and deadlines in its calendar.toml and the years its texts name against your")
        say(f"calendar; then `siptui new-year --framework {name}`. `siptui framework check {where}` says every slip.")
        return
    say(f"next: say in {where / 'framework.toml'} whose forms these are (title, authority, year), then change what")
    say(f"differs; `siptui help framework` explains every key, and `siptui framework check {where}` says every slip.")


def _make_room(store: Store) -> None:
    """A store of before there were frameworks of its own gets the folder for them."""
    from siptui.store.folder import office_file

    office_file.make_folders(store.folder, store.office.sharing)
