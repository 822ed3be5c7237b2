"""framework check: everything that is wrong with a framework, at once."""

from pathlib import Path

import click

from siptui.cli.commands.framework.where import home_named, places_of
from siptui.cli.printing import complain, counted, say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.framework.checking import Checked, checked


@command("check")
@click.argument("folder", metavar="DIR")
@as_json
@session
def check(session: Session, folder: str, json_: bool) -> None:
    """Say everything that is wrong with the framework in DIR: file, key and reason.

    DIR is a folder, or the name of a framework.
    """
    places = places_of(session)
    place = Path(folder)
    tell(checked(place.absolute() if place.is_dir() else home_named(places, folder).folder, places), folder, json_)


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
