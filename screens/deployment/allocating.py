"""Giving a school to somebody: who, and why where that is asked."""

import asyncio
from collections.abc import Awaitable, Callable

from screens.deployment.line_dialog import LineDialog
from screens.deployment.new_school import may_deploy, whose
from screens.frame.desk_screen import DeskScreen
from siptui.records.problem import Refused
from siptui.rules.caseload.objections import TO_ANSWER
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.deployment import IN_WORDS, Allocated, against, allocate
from siptui.store.faults import StoreFault


def give_school(screen: DeskScreen, row: CaseloadRow, given: Callable[[Allocated], Awaitable[None]]) -> None:
    """Ask who a school is to go to, and why, and give it; `given` is called with what became of it."""
    desk, app = screen.desk, screen.app
    called = desk.framework.title_of("sip")

    def chosen(sip: str | None) -> None:
        if sip:
            screen.work(lambda: ask_why(sip), "deploy")

    async def ask_why(sip: str) -> None:
        name = desk.store.office.full_name(sip)
        try:
            standing = await asyncio.to_thread(against, desk.store, row.id, sip)
        except (Refused, StoreFault) as fault:
            screen.say(str(fault), problem=True)
            return
        said = [f"{name} {IN_WORDS[each.code]}" + (f" ({each.words})" if each.words else "") for each in standing]
        needed = any(each.code in TO_ANSWER for each in standing)
        hint = "Why all the same" if needed else "Why; may be left out"
        dialog = LineDialog(f"{row.name} to {name}", hint, "\n".join(said), optional=not needed)

        def answered(why: str | None) -> None:
            if why is not None:
                screen.work(lambda: give(sip, why), "deploy")

        app.push_screen(dialog, answered)

    async def give(sip: str, why: str) -> None:
        try:
            done = await asyncio.to_thread(allocate, desk.store, row.id, sip, None, why)
        except (Refused, StoreFault) as fault:
            screen.say(str(fault), problem=True)
        else:
            await given(done)

    if not may_deploy(screen):
        return
    if set(desk.store.office.people) - {row.sip}:
        app.push_screen(whose(desk, f"{row.name}: who is its {called} from today?", but=[row.sip]), chosen)
    else:
        screen.say(f"There is no other {called}: siptui add-person INITIALS NAME")
