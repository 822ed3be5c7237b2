"""Where the commands below `framework` look for frameworks."""

from siptui.cli.session import Session
from siptui.framework.folders import Home, Places
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store


def store_of(session: Session) -> Store | None:
    """The store that is named, or that one has; None where there is none yet, and `--store` does not name it.

    SIPTUI_STORE may name the store that is to be made under the framework one works on. Raises Refused, StoreFault.
    """
    try:
        return session.store
    except Refused as refused:
        if refused.problems[0].code != "no_store" or (session.folder and not session.by_variable):
            raise
        return None


def places_of(session: Session) -> Places:
    """Where frameworks are looked for: as that store does; without one in one's settings. Raises as `store_of`."""
    store = store_of(session)
    return store.office.framework_places(store.folder) if store else Places(settings=True)


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
