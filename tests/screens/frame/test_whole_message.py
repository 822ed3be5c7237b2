"""A message that has no room on its line can be read whole."""

import pytest

from screens.frame.desk_screen import DeskScreen
from screens.frame.whole_message import MessageScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import note, press, settle, shown

LONG = "The store's disk is full; " + "ask whoever keeps it " * 6 + "[/bar] to make room"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_cut_names_the_key_that_shows_it(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)
        app.screen.say(LONG, problem=True)
        await settle(pilot)
        line = shown(pilot).splitlines()[-2].rstrip()
        assert line.startswith(" The store's disk is full; ask")
        assert line.endswith("… F5: all")
        await press(pilot, "f5")
        assert isinstance(app.screen, MessageScreen)
        box = " ".join(line.split("│")[1] for line in shown(pilot).splitlines() if line.count("│") == 2)
        assert LONG in " ".join(box.split())
        await press(pilot, "escape")
        assert note(pilot) == LONG


async def test_what_fits_names_no_key(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)
        app.screen.say("x" * 78)
        await settle(pilot)
        assert shown(pilot).splitlines()[-2] == f" {'x' * 78} "
