"""The way into the vault from a school: its passphrase is asked for, or one is made."""

from collections.abc import Awaitable
from typing import Protocol, cast

from screens.frame.desk_screen import DeskScreen
from screens.vault.new_vault import NewVaultScreen
from screens.vault.passphrase import PassphraseScreen
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.store.years.store_of_each import present
from siptui.vault import vault_store
from siptui.vault.keys import key_file
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault


class Entering(Protocol):
    """The application, as far as it is needed here."""

    async def enter_vault(self, vault: Vault, school_id: str) -> None: ...


def ask(screen: DeskScreen) -> None:
    """Ask on a school's screen for what opens the vault, and show the school's confidential forms."""
    shared = cast(Store, screen.desk.store)
    folder = place_of(present(shared))

    def opened(vault: Vault | None) -> None:
        if vault is None:
            screen.say("The vault stays locked")
            return
        entering = cast(Entering, screen.app).enter_vault(vault, screen.school_id)
        screen.app.run_worker(_said(screen, entering), group="vault")

    if (folder / key_file.NAME).exists() or (folder / key_file.COPY).exists():
        name = screen.desk.called(screen.school_id)
        screen.app.push_screen(PassphraseScreen(name, lambda typed: vault_store.unlock(shared, folder, typed)), opened)
    elif shared.office.closed:
        screen.say("You have no vault, and none is made in a year that is over", problem=True)
    else:
        screen.app.push_screen(NewVaultScreen(lambda *given: vault_store.make(shared, folder, *given)), opened)


async def _said(screen: DeskScreen, entering: Awaitable[None]) -> None:
    try:
        await entering
    except (Refused, StoreFault) as fault:
        screen.say(str(fault), problem=True)
