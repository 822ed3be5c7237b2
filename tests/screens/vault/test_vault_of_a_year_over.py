"""Last year's confidential forms on the screen: come to through the years, read, and left for that year's screens."""

from textual.widgets import Input

from screens.school.school_screen import SchoolScreen
from screens.vault.vault_screen import VaultScreen
from screens.years.open_year import YearCaseloadScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import make, unlock
from support.piloting import note, press, settle, shown, until
from support.stores.next_year import begin_next
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST

WORDS = "Zanzibar went well"


async def test_they_are_read_and_left_for_the_year_they_are_of(store: Store, ashwell: str) -> None:
    vault = make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    vault.change(ashwell, [Change(PAST, WORDS)])
    now = begin_next(store)
    async with SiptuiApp(now).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, YearCaseloadScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SchoolScreen))
        await press(pilot, "v")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
        assert shown(pilot).lstrip().startswith("CONFIDENTIAL · 2010-11, READ-ONLY")
        await press(pilot, "enter", "down", "enter")
        assert WORDS in shown(pilot)
        await press(pilot, "f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SchoolScreen))
        assert note(pilot) == "The vault is locked"
        assert shown(pilot).lstrip().startswith("2010-11, READ-ONLY · Caseload › Ashwell Primary")
        assert WORDS not in shown(pilot)
    assert PAST not in unlock(now, vault.folder, PASSPHRASE).load(ashwell).values
    assert vault.load(ashwell).values[PAST] == WORDS


async def test_no_vault_is_made_in_a_year_that_is_over(store: Store, ashwell: str) -> None:
    now = begin_next(store)
    async with SiptuiApp(now).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, YearCaseloadScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SchoolScreen))
        await press(pilot, "v")
        assert "You have no vault, and none is made in a year that is over" in shown(pilot)
    assert not place_of(store.folder).exists()
