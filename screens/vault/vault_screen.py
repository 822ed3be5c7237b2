"""The confidential forms of a school, as long as the vault is open."""

from collections.abc import Iterator
from typing import ClassVar, Protocol, cast

from textual.binding import BindingType

from screens.frame.text_without_markup import Piece
from screens.keys.actions import bindings
from screens.school.facts import Fact, facts_in_lines
from screens.school.forms_list import FormsScreen


class HasVault(Protocol):
    """The application, as far as these screens need it."""

    def action_lock_vault(self) -> None: ...


class VaultScreen(FormsScreen):
    """The forms of headteachers' performance management of one school."""

    HELP = (
        "The confidential forms of a school, in your own vault: neither the store nor its review, exports or backups "
        "have them. {grid.open} steps into one; {everywhere.back} locks the vault, as {app.lock} does from anywhere."
    )
    EMPTY = "Under this framework there is no confidential form here"
    BINDINGS: ClassVar[list[BindingType]] = bindings("vault")

    def where(self) -> list[str]:
        return [*self.whose(), "Vault"]

    def facts(self, room: int) -> list[Piece]:
        return [*facts_in_lines([*self._known()], room)]

    def _known(self) -> Iterator[Fact]:
        roles = self.desk.framework.roles
        yield Fact(self.desk.framework.label_at(roles.headteacher, "Headteacher"), self.value(roles.headteacher))
        yield Fact("Kept", "in your vault alone")

    def action_import(self) -> None:
        """Read a form that came back, into the vault."""
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def action_back(self) -> None:
        cast(HasVault, self.app).action_lock_vault()
