"""A vault made: what cannot be undone is told first, then a passphrase, then a recovery code that is typed off once."""

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
from siptui.vault.keys.passphrase_key import LEAST, refuse_weak
from siptui.vault.keys.recovery_code import FORGOTTEN, as_typed, new_code
from siptui.vault.vault_store import Vault

ASKED = (
    f"A passphrase of at least {LEAST} characters, such as four words that do not belong together:",
    "The same once more:",
    "Write this recovery code on paper, and type it here from the paper:",
)
KEYS = "Enter goes on    {making.leave} makes none"


class NewVaultScreen(Dialog[Vault | None]):
    """Gives the vault that was made, open, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("making")
    HELP = (
        "A vault is a locked folder of your own for forms that are nobody else's. The passphrase is kept nowhere; "
        "the recovery code opens the vault without it. Whoever has neither cannot read it, and nobody can help "
        "them."
    )
    DEFAULT_CSS = """
    NewVaultScreen > Vertical { max-width: 72; }
    NewVaultScreen #told { margin-bottom: 1; }
    NewVaultScreen #code { text-style: bold; color: $text-accent; margin-top: 1; }
    NewVaultScreen Input { height: 1; border: none; margin-top: 1; }
    NewVaultScreen #wrong { color: $text-error; text-style: bold; margin-top: 1; }
    """

    def __init__(self, make: Callable[[str, str], Vault]) -> None:
        """`make` makes a vault of a passphrase and a recovery code, in a thread. Raises Refused, StoreFault."""
        super().__init__()
        self._make = make
        self._at = 0
        self._passphrase, self._code = "", new_code()
        self._works = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Make a vault of your own for what is confidential", id="asked", markup=False)
            yield Static(Content(" ".join(FORGOTTEN.split())), id="told", markup=False)
            yield Static(Content(ASKED[0]), id="step", markup=False)
            yield Static("", id="code", markup=False)
            box = Input(password=True, compact=True)
            box.cursor_blink = False
            yield box
            yield Static("", id="wrong", markup=False)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def on_mount(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        event.stop()
        if self._works or not event.value:
            return
        typed, self.query_one(Input).value = event.value, ""
        wrong = (self._first, self._second, self._third)[self._at](typed)
        self._show(wrong)

    def _first(self, typed: str) -> str:
        try:
            refuse_weak(typed)
        except Refused as fault:
            return str(fault)
        self._passphrase, self._at = typed, 1
        return ""

    def _second(self, typed: str) -> str:
        if typed != self._passphrase:
            self._passphrase, self._at = "", 0
            return "The two are not the same; begin again."
        self._at = 2
        return ""

    def _third(self, typed: str) -> str:
        if as_typed(typed) != self._code:
            return "That is another code; look at your paper again."
        self._works = True
        self.run_worker(self._made(), group="make")
        return "Making it …"

    async def _made(self) -> None:
        try:
            vault = await asyncio.to_thread(self._make, self._passphrase, self._code)
        except (Refused, StoreFault) as fault:
            self._works = False
            self._show(str(fault))
        else:
            self.dismiss(vault)

    def _show(self, wrong: str = "") -> None:
        last = self._at == len(ASKED) - 1
        self.query_one("#step", Static).update(Content(ASKED[self._at]))
        code = self.query_one("#code", Static)
        code.display = last
        code.update(Content(self._code if last else ""))
        self.query_one(Input).password = not last
        line = self.query_one("#wrong", Static)
        line.display = bool(wrong)
        line.update(Content(printable(wrong)))

    def action_leave(self) -> None:
        """Make none."""
        if not self._works:
            self.dismiss(None)
