"""A school year that is over, in a vault: what was written in it, and what a school begins the next with.

`siptui new-year` knows no passphrase. A school's confidential forms go on when something is first written in them under
the new year: until then they are read as begun, from what the year before has left. What goes on is the framework's
(`new_year`), as in the shared record. Source: handbook, Annex E, Policy (facts.md §12, R10): last year's records.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.values import Value
from siptui.rules.years.first_values import first_values
from siptui.store.school import School, in_one_edit
from siptui.store.store import NEW_YEAR, Store
from siptui.store.years.store_of_each import all_years
from siptui.vault.vault_fields import VaultFields


class Begun(Struct, frozen=True):
    """A school as it begins a year, and which one is over."""

    over: str
    school: School


class YearsOver:
    """The years that are over of the store beside which a vault is open."""

    def __init__(self, shared: Store, fields: VaultFields) -> None:
        self._shared, self._fields = shared, fields
        self._found: dict[str, Store | None] = {}

    @property
    def own(self) -> str:
        """The year that is open, where that is one that is over; else ""."""
        return self._shared.folder.name if self._shared.office.closed else ""

    def framework_of(self, name: str) -> tuple[str, Framework] | None:
        """The year that is over whose forms a framework's are, and these; None where there is none.

        Raises StoreFault, FrameworkFault.
        """
        if name not in self._found:
            years = (each for each in all_years(self._shared) if each.office.closed)
            self._found[name] = next((each for each in years if each.office.framework == name), None)
        found = self._found[name]
        return (found.folder.name, found.framework) if found else None

    def begun(self, school: School, who: str) -> Begun | None:
        """A school as it begins this year, where it is kept under the forms of one that is over; else None."""
        if self.own or school.framework == self._shared.framework.name:
            return None
        found = self.framework_of(school.framework)
        if found is None:
            return None
        year, before = found
        values = self.first(before, school.values)
        return Begun(year, in_one_edit(school.id, self._shared.framework.name, values, who, NEW_YEAR))

    def first(self, before: Framework, record: Mapping[str, Value]) -> dict[str, Value]:
        """What the year before, under its own forms, leaves to this one."""
        return first_values(before, record, self._fields)


Begin = Callable[[School], Begun | None]
