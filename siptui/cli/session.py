"""Where the store is, who one is, and the way into the application: what every command needs, without click."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from siptui.cli.exit_status import EXIT_STORE
from siptui.cli.streams import ERROR, is_terminal, write
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Future

    from siptui.store.backend_protocol import Overview


class Session:
    """What the options before the command say: where the store is and who one is."""

    def __init__(self, folder: Path | None, login: str | None) -> None:
        self.folder = folder
        self.login = login

    @property
    def who(self) -> str:
        """The login that edits are kept under: who one logged in as, whatever the environment says."""
        import pwd

        try:
            name = self.login or pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            name = f"user{os.geteuid()}"
        if not name.strip() or len(name) > 64 or not name.isprintable():
            raise Refused(Problem("--as", f"{name[:64]!r} is not a login", "use letters and digits"))
        return name

    @property
    def place(self) -> Path:
        """The folder named, wherever links to it lead, or the user's data folder."""
        if self.folder:
            try:
                return self.folder.resolve()
            except (RuntimeError, OSError, ValueError) as fault:
                what = "is a link that leads back to itself" if isinstance(fault, RuntimeError) else f"is none: {fault}"
                raise Refused(Problem(str(self.folder), what, "name the store's folder itself")) from None
        import platformdirs

        return Path(platformdirs.user_data_dir("siptui", appauthor=False))

    @cached_property
    def store(self) -> Store:
        """The store, opened at its first use. Raises Refused, StoreFault."""
        store = Store(self.place, self.who)
        if self.login and store.office.sharing:
            raise Refused(Problem("--as", "in a shared store you are who you logged in as", "leave it out"))
        return store


def open_application(session: Session, school: str | None) -> int:
    """Open the caseload, or a school; the status to leave with.

    Raises Refused, StoreFault; and Refused where there is no terminal.
    """
    store = session.store
    school_id = store.find(school) if school else None
    # With a driver of its own Textual has its terminal elsewhere, such as in a browser.
    if not (os.environ.get("TEXTUAL_DRIVER") or is_terminal("stdin", "stdout")):
        raise Refused(Problem("siptui", "needs a terminal to open in", "`siptui review` prints the caseload"))
    return run_application(store, school_id)


def run_application(store: Store, school_id: str | None) -> int:
    """Read the caseload while Textual, which takes longer, is imported; then open it.

    On leaving, what could not be saved is printed, so that it is not lost, and so is what made the application end:
    then the status is that of a store at fault.
    """
    begun = _begun(store)
    from screens.terminal.less_work import late_imports

    late_imports.begin()
    import logging  # which Textual has imported by now

    from siptui.app import run

    logging.getLogger().addHandler(logging.NullHandler())  # else what asyncio reports goes to the terminal, raw
    wrong = run(store, school_id, begun)
    for line in wrong:
        write(marked_line(line) + "\n", ERROR)
    return EXIT_STORE if wrong else 0


def _begun(store: Store) -> "Future[Overview]":
    """A reading of the caseload, in a thread: it takes a millisecond, but not where the store is far away or cold."""
    import threading
    from concurrent.futures import Future

    begun: Future[Overview] = Future()

    def read() -> None:
        try:
            begun.set_result(store.overview())
        except BaseException as fault:  # noqa: BLE001 - whoever asks for the result is told
            begun.set_exception(fault)

    threading.Thread(target=read, daemon=True).start()
    return begun
