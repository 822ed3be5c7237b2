"""The places of a vault's records: those of the confidential forms, and of others only what these copy."""

from siptui.framework import Framework
from siptui.framework.places import Field
from siptui.records.fields import Fields


class VaultFields(Fields):
    """The forms are the confidential ones; what they copy from the shared record is found, and not listed."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework, confidential=True)
        self.forms = [form for form in framework.forms if form.confidential]

    def is_own(self, field: Field) -> bool:
        """Whether a place is one of the vault's, and not of the shared record."""
        return self.framework.form(field.form).confidential

    def copied(self) -> set[str]:
        """The paths of the shared record that the forms copy, and those that say which forms a school has."""
        roles = self.framework.roles
        named = {roles.name, roles.phase, roles.sip, roles.headteacher}
        for form in self.forms:
            for field in self.of_form(form).values():
                if field.asked and field.asked.computed:
                    named |= {path[1:] for path in field.asked.computed.of if path.startswith("/")}
        return {path for path in named if (found := self.find(path)) and not self.is_own(found)}
