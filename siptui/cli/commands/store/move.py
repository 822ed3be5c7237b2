"""move: the store at another place, such as a database."""

import click

from siptui.cli.printing import say
from siptui.cli.session import Session
from siptui.cli.shared_options import command, session
from siptui.cli.streams import made
from siptui.store import engines
from siptui.store.office_settings import Sharing


@command()
@click.option(
    "--to", "to", required=True, metavar="FOLDER|ADDRESS", help="A new folder, or postgresql://HOST/DATABASE."
)
@click.option("--group", metavar="NAME", help="The group that it is shared with there.")
@session
def move(session: Session, to: str, group: str | None) -> None:
    """Carry the store, with all its history, to another place, and prove that it is the same there.

    What it is moved from stays as it was, so that nothing is lost: take it away when everybody works at the new place.
    """
    from siptui.store.transfer import to_another_place

    place = engines.place_named(to)
    to_another_place.refuse_same(session.place, place)
    moved = to_another_place.move(session.store, place, Sharing(group) if group else None)
    made()
    called = engines.called(place)
    say(f"moved to {called}: {moved.in_words()}")
    for each in moved.stays:
        say(each)
    say(f"{engines.called(session.place)} stands as it was; from now on work with: siptui --store '{to}'")
