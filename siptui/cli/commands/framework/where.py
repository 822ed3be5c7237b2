"""Where the commands below `framework` look for frameworks."""

from siptui.cli.session import Session
from siptui.framework.folders import Home, Places
from siptui.records.problem import Problem, Refused
from siptui.store.store import framework_places


def places_of(session: Session) -> Places:
    """Where frameworks are looked for: as the store does that is named, or that one has; else in one's settings."""
    if session.folder or (session.place / "office.json").exists():
        return framework_places(session.store.folder, session.store.office)
    return Places(settings=True)


def home_named(places: Places, name: str) -> Home:
    """The framework of that name. Raises Refused with those there are."""
    home = places.find(name)
    if home is None:
        known = sorted({each for each, _ in places.all()})
        raise Refused(
            Problem(
                name[:80],
                "there is no such framework",
                f"there are: {', '.join(known)}",
                facts={"name": name[:80], "known": known},
                code="no_framework",
            )
        )
    return home
