"""A store that is to be made: whether its framework is there, and the settings it begins with."""

import os
from collections.abc import Mapping
from pathlib import Path

from siptui.framework import load, names
from siptui.framework.folders import Places
from siptui.records.problem import Problem, Refused
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office, Person, Sharing

DEFAULT_FRAMEWORK = "milton_keynes_2010_11"


def first_settings(
    place: Path | str,
    framework: str,
    people: Mapping[str, Person | str] | None = None,
    demo: bool = False,
    sharing: Sharing | None = None,
) -> Office:
    """The settings of a store at a place, where there need be none yet. Raises FrameworkFault, Refused."""
    office = Office(
        format=FORMAT,
        framework=framework,
        people=dict(people or {}),
        demo=demo,
        sharing=sharing,
        id=os.urandom(8).hex(),
    )
    places = _places(office, place)
    if places.find(framework) is None:
        known = names(places)
        raise Refused(
            Problem(
                "--framework",
                f"there is none called {framework[:80]!r}",
                f"there are: {', '.join(known)}",
                facts={"framework": framework[:80], "known": list(known)},
                code="no_framework",
            )
        )
    load(framework, places.for_one(framework))
    return office


def _places(office: Office, place: Path | str) -> Places:
    """Where a framework is looked for; a new database has none of its own."""
    return office.framework_places(place) if isinstance(place, Path) else Places(settings=office.sharing is None)
