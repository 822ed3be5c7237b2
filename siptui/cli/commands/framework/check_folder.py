"""framework check: everything that is wrong with a framework, at once."""

from pathlib import Path

import click

from siptui.cli.commands.framework.places_searched import home_named, places_of
from siptui.cli.printing import complain, counted, say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.framework.checking import Checked, checked


@command("check")
@click.argument("folder", metavar="DIR")
@click.option(
    "--store", "store", type=click.Path(path_type=Path), help="Also say what it would do to this store's values."
)
@as_json
@session
def check(session: Session, folder: str, store: Path | None, json_: bool) -> None:
    """Say everything that is wrong with the framework in DIR: file, key and reason.

    DIR is a folder, or the name of a framework. With --store, of a sound one, what would become of every value and
    draft of that store if it went by this framework.
    """
    if store:
        session = Session(store, session.login)
    places = places_of(session)
    place = Path(folder)
    found = checked(place.absolute() if place.is_dir() else home_named(places, folder).folder, places)
    if found.faults or not (json_ and store):
        tell(found, folder, json_)
    if store and found.framework:
        from siptui.cli.commands.framework.effect_on_store import tell_effect

        tell_effect(session, found.framework, json_)


def tell(found: Checked, folder: str, json_: bool) -> None:
    """Print what a check has found; leaves with the status of a refusal where that is anything."""
    if json_:
        say_json([{"file": str(f.path), "key": f.key, "reason": f.reason} for f in found.faults])
    else:
        for fault in found.faults:
            complain(str(fault))
    if found.faults:
        if not json_:
            complain(f"{folder}: {counted(len(found.faults), 'fault')}")
        raise click.exceptions.Exit(1)
    if found.framework and not json_:
        has = found.framework
        parts = [
            counted(len(has.forms), "form"),
            counted(len(has.register.kips), "indicator"),
            counted(len(has.scales), "scale"),
            counted(len(has.ways), "way"),
            counted(len(has.rules), "rule"),
        ]
        say(f"{folder}: sound: {', '.join(parts)}")
        if apart := [form.key for form in has.forms if form.confidential]:
            say(f"confidential, and offered in a vault alone: {', '.join(apart)}")
