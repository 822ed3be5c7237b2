"""The places of a vault's records: those of the confidential forms, and of others only what these copy."""

from collections.abc import Callable, Iterator

from siptui.framework import Framework
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Refused
from siptui.records.values import Value
from siptui.store.faults import StoreFault


class VaultFields(Fields):
    """The forms are the confidential ones; what they copy from the shared record is found, and not listed."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework, confidential=True)
        self.forms = [form for form in framework.forms if form.confidential]

    def is_own(self, field: Field) -> bool:
        """Whether a place is one of the vault's, and not of the shared record."""
        return self.framework.form(field.form).confidential


class Copied:
    """What the confidential forms copy of the shared record: read there whenever it is wanted, and kept there alone."""

    def __init__(self, shared: Callable[[str], Record], fields: VaultFields) -> None:
        """`shared` gives the shared record of a school. Raises Refused, StoreFault."""
        self._shared = shared
        self.paths = frozenset(_copied_paths(fields))

    def of(self, school_id: str) -> Record:
        """What is copied of a school, by path; nothing where the shared record cannot be had just now."""
        try:
            values = self._shared(school_id)
        except (Refused, StoreFault):
            return {}
        return {path: values[path] for path in self.paths if path in values}

    def left_out(self, record: Record) -> dict[str, Value]:
        """Of a record as it reads, what is the vault's own."""
        return {path: value for path, value in record.items() if path not in self.paths}


def _copied_paths(fields: VaultFields) -> Iterator[str]:
    """The paths of the shared record that the forms copy, and those that say which forms a school has."""
    roles = fields.framework.roles
    named = {roles.name, roles.phase, roles.sip, roles.headteacher}
    for form in fields.forms:
        for field in fields.of_form(form).values():
            if field.asked and field.asked.computed:
                named |= {path[1:] for path in field.asked.computed.of if path.startswith("/")}
    for path in named:
        if path and (found := fields.find(path)) and not fields.is_own(found):
            yield path
