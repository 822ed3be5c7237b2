"""A person's forms, or the office's: what is asked of them, and how far each has got."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from screens.frame.text_without_markup import Piece
from screens.keys.actions import bindings
from screens.school.facts import Fact, facts_in_lines
from screens.school.forms_list import FormsScreen
from siptui.store.school import about


class PersonScreen(FormsScreen):
    """The forms of somebody who works in the store, or of the office."""

    HELP = (
        "What is asked of a person, or of the office, and how far each form is. {grid.open} steps into one; "
        "{person.new} begins one that is filled in as often as there is need, {person.import} reads one that came back."
    )
    EMPTY = "Under this framework there is no form here"
    BINDINGS: ClassVar[list[BindingType]] = bindings("person")

    def action_import(self) -> None:
        """Read a form that came back."""
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))

    def facts(self, room: int) -> list[Piece]:
        known = [*self._known()]
        return [*facts_in_lines(known, room)] if known else []

    def _known(self) -> Iterator[Fact]:
        """Who it is, as the store's settings have it."""
        person = self.desk.person(self.school_id) if about(self.school_id) == "person" else None
        if person is None:
            return
        yield Fact("Name", person.name)
        yield Fact("Role", self.desk.framework.title_of(person.role))
        yield Fact("Kind", person.kind)
        if person.login:
            yield Fact("Login", person.login)
        initials = self.school_id.removeprefix("@")
        yield Fact("Schools", ", ".join(row.name for row in self.desk.rows if row.sip == initials) or "none")
