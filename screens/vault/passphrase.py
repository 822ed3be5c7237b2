"""The passphrase of a vault: typed unseen, tried beside the keys, kept nowhere."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.frame.dialog import Dialog
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import printable
from siptui.store.faults import StoreFault
from siptui.vault.vault_store import Vault

KEYS = "Enter opens the vault    {unlocking.leave} leaves it locked"
FORGOTTEN = "Forgotten? `siptui vault --recovery-code change` opens it by the recovery code."


class PassphraseScreen(Dialog[Vault | None]):
    """Gives the vault, open, or None where it stays locked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("unlocking")
    HELP = (
        "What is confidential lies locked. The passphrase is typed unseen and kept nowhere; whoever has forgotten "
        "it needs the recovery code that was written down when the vault was made."
    )
    DEFAULT_CSS = """
    PassphraseScreen Input { height: 1; border: none; margin: 1 0; }
    PassphraseScreen #wrong { color: $text-error; text-style: bold; }
    PassphraseScreen #forgotten { color: $text-muted; }
    """

    def __init__(self, school: str, unlock: Callable[[str], Vault]) -> None:
        """`unlock` opens the vault by a passphrase, in a thread. Raises Refused, StoreFault."""
        super().__init__()
        self._school, self._unlock = school, unlock
        self._tries = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(f"Confidential forms of {printable(self._school)}"), id="asked", markup=False)
            box = Input(password=True, placeholder="The passphrase of your vault", compact=True)
            box.cursor_blink = False
            yield box
            yield Static("", id="wrong", markup=False)
            yield Static(Content(FORGOTTEN), id="forgotten", markup=False)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#wrong", Static).display = False

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value and not self._tries:
            self._tries = True
            self._say("Opening …")
            self.run_worker(self._try(event.value), group="unlock")

    async def _try(self, passphrase: str) -> None:
        try:
            vault = await asyncio.to_thread(self._unlock, passphrase)
        except (Refused, StoreFault) as fault:
            self._say(str(fault))
            self.query_one(Input).value = ""
        else:
            self.dismiss(vault)
        finally:
            self._tries = False

    def _say(self, words: str) -> None:
        line = self.query_one("#wrong", Static)
        line.display = True
        line.update(Content(printable(words)))

    def action_leave(self) -> None:
        """Leave it locked."""
        self.dismiss(None)
