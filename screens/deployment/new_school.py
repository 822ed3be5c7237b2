"""A new school, asked for in three lines: its name, its phase, and whose it is."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from screens.deployment.line_dialog import LineDialog
from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from siptui.desk.open_records import Desk
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault

NOBODY = "-"
"""The key of the row that gives a school to nobody yet."""


class ChooseScreen(ListDialog[str]):
    """Gives the key of the row that is chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("giving")
    HELP = "One of the list is asked for. Nothing is changed until the last question is answered."
    KEYS = "{grid.open} chooses    {giving.leave} leaves all as it was"

    def chosen(self, row_key: str) -> None:
        self.dismiss(row_key)


def ask_for_school(screen: DeskScreen, added: Callable[[str], Awaitable[None]]) -> None:
    """Ask for a new school and add it; `added` is called with its id. Esc at any question leaves all as it was."""
    desk, app = screen.desk, screen.app

    def named(name: str | None) -> None:
        if name:
            scale = desk.framework.scales[desk.framework.roles.phases]
            rows = [Row(value.value, (value.name,)) for value in scale.values]
            asked = f"{name}: which phase? It decides which forms it has"
            app.push_screen(ChooseScreen(asked, [Column("name", "", 20, grow=1)], rows), partial(phased, name))

    def phased(name: str, phase: str | None) -> None:
        if phase:
            app.push_screen(whose(desk, f"{name}: whose is it?", nobody=True), partial(given, name, phase))

    def given(name: str, phase: str, sip: str | None) -> None:
        if sip:
            screen.work(lambda: add(name, phase, "" if sip == NOBODY else sip), "deploy")

    async def add(*school: str) -> None:
        try:
            school_id = await asyncio.to_thread(desk.store.add_school, *school)
        except (Refused, StoreFault) as fault:
            screen.say(str(fault), problem=True)
        else:
            await added(school_id)

    if may_deploy(screen):
        app.push_screen(LineDialog("A new school: what is it called?", "Name of the school"), named)


def may_deploy(screen: DeskScreen) -> bool:
    """Whether whoever looks at a screen adds schools and gives them out now; where not, it says why."""
    try:
        screen.desk.store.refuse_to_deploy()
    except Refused as refused:
        screen.say(str(refused), problem=True)
        return False
    return screen.may_write()


def whose(desk: Desk, asked: str, nobody: bool = False, but: Sequence[str] = ()) -> ChooseScreen:
    """A list of those who work here, to choose from: with how many schools each has."""
    schools = [row.sip for row in desk.rows]
    columns = [Column("initials", "", 8), Column("name", "", 20, grow=1), Column("schools", "", 10)]
    rows = [Row(NOBODY, ("", "Nobody yet", ""))] if nobody else []
    for initials in sorted(desk.store.office.people):
        person = desk.person(initials)
        if person and initials not in but:
            count = schools.count(initials)
            rows.append(Row(initials, (initials, person.name, f"{count} school{'' if count == 1 else 's'}")))
    return ChooseScreen(asked, columns, rows)
