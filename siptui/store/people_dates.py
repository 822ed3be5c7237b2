"""The dates in people's records that something is due by."""

from typing import Protocol

from siptui.framework import Framework
from siptui.records.problem import Refused
from siptui.rules.forms.dates_to_come import dates_to_come
from siptui.rules.forms.deadlines import Due
from siptui.store.faults import StoreFault
from siptui.store.office_settings import Office
from siptui.store.school import School


class Kept(Protocol):
    """What is needed of a store."""

    @property
    def framework(self) -> Framework: ...
    @property
    def office(self) -> Office: ...
    def load(self, school_id: str) -> School: ...


def dates_of_people(store: Kept) -> dict[str, list[Due]]:
    """By initials; of whoever's record cannot be read there are none, as `verify` says."""
    found: dict[str, list[Due]] = {}
    for initials in store.office.people:
        try:
            record = store.load(f"@{initials}").values
        except (Refused, StoreFault):
            continue
        found[initials] = dates_to_come(store.framework, record, "person")
    return found
