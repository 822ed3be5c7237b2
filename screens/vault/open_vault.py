"""The vault while it is open in the application: a desk of its own, and how it is locked again."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.worker import Worker

from screens.unsaved.desk_and_drafts import DeskAndDrafts
from siptui.desk.colleagues_changes import watch, watch_rights
from siptui.vault.sealed_drafts import drafts_of
from siptui.vault.vault_store import Vault

IDLE = 600.0
"""Seconds without a key after which it is locked."""
LOOK_EVERY = 5.0
PATIENCE = 2.0
"""Seconds that locking waits for what is being written."""


class OpenVault(DeskAndDrafts):
    """One opening of the vault."""

    def __init__(self, app: App[Any], vault: Vault) -> None:
        super().__init__(app, vault, lambda: drafts_of(vault))
        self._workers: list[Worker[Any]] = []
        self.ending = False
        self._umask = os.umask(0o077)  # whatever is written meanwhile is for nobody else

    def begin(self, quiet: Callable[[], float], lock: Callable[[], object]) -> None:
        """Have what is typed kept and written as long as it is open; `lock` it when nobody has typed for long.

        `quiet` says for how many seconds nobody has.
        """

        async def idle() -> None:
            while quiet() < IDLE:
                await asyncio.sleep(LOOK_EVERY)
            lock()

        at_work = (
            self.desk.work(),
            self.keeper.work(),
            watch(self.desk, self.open_now, self.refreshed),
            watch_rights(self.desk, self.retitled),
            idle(),
        )
        self._workers = [self._app.run_worker(each, name="desk") for each in at_work]

    async def end(self) -> None:
        """Have all that was left written and what is open kept as a draft, sealed; then forget it."""
        self.desk.close()
        for wait in (self.keeper.keep, self.desk.settled, self.keeper.keep):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wait(), PATIENCE)
        for worker in self._workers:
            worker.cancel()
        self.close()

    def close(self) -> None:
        os.umask(self._umask)
        super().close()
