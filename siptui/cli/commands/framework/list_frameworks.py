"""framework list: which frameworks there are, and where each lies."""

from siptui.cli.commands.framework.places_searched import places_of
from siptui.cli.printing import complain, say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.framework.data_file import FrameworkFault
from siptui.framework.folders import IDENTITY
from siptui.framework.model import Identity

LIES = {"store": "this store", "settings": "your settings"}


@command("list")
@as_json
@session
def list_(session: Session, json_: bool) -> None:
    """List the frameworks there are: name, year, authority, which it extends, and where it lies."""
    places = places_of(session)
    found = []
    for name, home in places.all():
        try:
            said = home.read(IDENTITY, Identity)
        except FrameworkFault as fault:
            complain(str(fault))
            continue
        hidden = places.find(name) != home
        found.append(
            {
                "name": name,
                "year": said.year,
                "authority": said.authority,
                "extends": said.extends,
                "lies": home.lies,
                "folder": str(home.folder),
                "hidden": hidden,
            }
        )
    if json_:
        say_json(found)
        return
    for each in found:
        extends = f"; extends {each['extends']}" if each["extends"] else ""
        where = "" if each["lies"] == "package" else f"; in {LIES[str(each['lies'])]}: {each['folder']}"
        where += "; not used, for another of this name goes before it" if each["hidden"] else ""
        say(f"{each['name']}: {each['authority']} {each['year']}{extends}{where}")
