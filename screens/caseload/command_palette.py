"""Ctrl+P: any school, whatever can be done here, and every text of the caseload that holds some words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from typing import Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.fuzzy import Matcher

from screens.caseload.caseload import CaseloadScreen
from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.grid.grid import Grid
from screens.keys.actions import Action
from screens.keys.key_names import key_names, own_keys
from screens.keys.keys_that_act import place_of
from screens.keys.where_keys_apply import commands
from screens.school.forms_list import FormsScreen
from screens.terminal.appearance import Looks
from screens.terminal.themes import NAMES
from siptui.desk.open_records import Desk
from siptui.records.controls_made_visible import marked_line
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Refused
from siptui.reports.texts_found import Found, as_sought, excerpt, texts_with
from siptui.store.faults import StoreFault
from siptui.store.school import OFFICE

PAUSE = 0.3
"""Seconds that are waited before texts are read: whoever types on has begun anew."""
SHORTEST, MOST = 3, 40
"""Letters from which texts are looked through, and texts that are shown."""
LAST = 1e-6
"""The score of a text, less than that of any name that fits."""

Command = tuple[str, str, Callable[[], Awaitable[Any] | None]]


def as_it_is(text: str) -> str:
    """A text for Textual's palette, which reads markup in what is a string and takes a Content as it stands."""
    return cast(str, Content(marked_line(text)))


def _lit(matcher: Matcher, name: str) -> Content:
    """A name with the letters that were asked for in another style; `Matcher.highlight` would read markup in it."""
    content = Content(name)
    _, offsets = matcher.fuzzy_search.match(matcher.query, name)
    for offset in offsets:
        if not name[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


class Finder(Provider):
    """Schools of the caseload, and the commands of the screen."""

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, what, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _lit(matcher, name), run, text=name, help=as_it_is(what))

        async for each in self._texts(query):
            yield each

    async def _texts(self, query: str) -> AsyncIterator[Hit]:
        """Texts that hold the words, read subject by subject beside the loop: a key is answered between two of them."""
        desk, wanted = cast(OnDesk, self.app).desk, as_sought(query)
        if len(wanted) < SHORTEST or desk.confidential:
            return
        await asyncio.sleep(PAUSE)
        shown = 0
        for subject in await asyncio.to_thread(desk.store.subjects):
            for each in await asyncio.to_thread(_found_in, desk, subject, wanted):
                name = f"{desk.called(subject)}: {full_name(desk.framework, desk.fields, each.path)}"
                run, where = partial(self._open, subject, each.path), as_it_is(excerpt(each.text, wanted))
                yield Hit(LAST, Content(marked_line(name)), run, text=name, help=where)
                if (shown := shown + 1) == MOST:
                    return

    async def discover(self) -> Hits:
        for name, what, run in self._commands():
            yield DiscoveryHit(Content(name), run, text=name, help=as_it_is(what))

    def _commands(self) -> Iterator[Command]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            own = own_keys(screen)
            can = [(a, word) for a, word in commands(place_of(screen)) if screen.check_action(a.run, ())]
            for action, word in can:
                yield word, f"Command · {key_names([action], own)}", partial(self._run, screen, action)
        for name, called in NAMES.items():
            yield f"Theme: {called}", "Colours", partial(self._put_on, name)
        for row in cast(OnDesk, self.app).desk.rows:
            yield marked_line(row.name), f"{row.phase} school of {row.sip or 'nobody yet'}", partial(self._open, row.id)
        yield from self._people()

    def _people(self) -> Iterator[Command]:
        """Those who work in the store, and the office where it has forms."""
        desk = cast(OnDesk, self.app).desk
        for initials in sorted(desk.store.office.people):
            if person := desk.person(initials):
                title = desk.framework.title_of(person.role)
                yield marked_line(f"{person.name} ({initials})"), title, partial(self._open, f"@{initials}")
        if any(form.about == "office" for form in desk.framework.forms):
            yield desk.called(OFFICE), "Forms of the office", partial(self._open, OFFICE)

    async def _put_on(self, name: str) -> None:
        problem = await cast(Looks, self.app).choose_theme(name)
        if problem and isinstance(self.screen, DeskScreen):
            self.screen.say(problem, problem=True)

    async def _run(self, screen: DeskScreen, action: Action) -> None:
        """Do it where it is done: what can be done in a table, in the screen's."""
        places: dict[str, DOMNode] = {"app": self.app, "grid": screen.query_one(Grid)}
        await self.app.run_action(action.run, places.get(action.where, screen))

    async def _open(self, subject: str, path: str = "") -> None:
        caseloads = (screen for screen in reversed(self.app.screen_stack) if isinstance(screen, CaseloadScreen))
        if caseload := next(caseloads, None):
            await caseload.open(subject)
            if path and isinstance(forms := self.app.screen, FormsScreen):
                await forms.come_to(path)


def _found_in(desk: Desk, subject: str, wanted: str) -> list[Found]:
    """Of a record that cannot be read, nothing: the caseload says so."""
    try:
        record = desk.store.load(subject).values
    except (Refused, StoreFault):
        return []
    return list(texts_with(wanted, desk.fields, subject, record))
