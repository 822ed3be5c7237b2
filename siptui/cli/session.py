"""What the options before the command say: where the store is, and who one is. Without click."""

import os
from functools import cached_property
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store import engines
from siptui.store.store import Store


class Session:
    """What the options before the command say: where the store is and who one is."""

    def __init__(
        self, folder: engines.Place | None, login: str | None, *, by_variable: bool = False, year: str | None = None
    ) -> None:
        self.folder = folder
        self.login = login
        self.year = year  # which of the store's years is meant, None the one that it is in
        self.by_variable = by_variable  # whether it is SIPTUI_STORE that names the folder

    @property
    def who(self) -> str:
        """The login that edits are kept under: who one logged in as, whatever the environment says."""
        import pwd

        try:
            name = self.login or pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            name = f"user{os.geteuid()}"
        if not name.strip() or len(name) > 64 or not name.isprintable():
            raise Refused(
                Problem(
                    "--as",
                    f"{name[:64]!r} is not a login",
                    "use letters and digits",
                    facts={"login": name[:64]},
                    code="bad_login",
                )
            )
        return name

    @property
    def place(self) -> engines.Place:
        """The folder named, wherever links to it lead, or the user's data folder; a database by its address."""
        if isinstance(self.folder, str):
            return self.folder
        if self.folder:
            try:
                return self.folder.resolve()
            except (RuntimeError, OSError, ValueError) as fault:
                what = "is a link that leads back to itself" if isinstance(fault, RuntimeError) else f"is none: {fault}"
                raise Refused(
                    Problem(str(self.folder), what, "name the store's folder itself", code="bad_folder")
                ) from None
        import platformdirs

        return Path(platformdirs.user_data_dir("siptui", appauthor=False))

    @cached_property
    def store(self) -> Store:
        """The store, opened at its first use. Raises Refused, StoreFault."""
        place = self.place
        if isinstance(place, str):
            backend, known_as = engines.open_database(place)
            store = Store(backend, self.login or known_as)
        else:
            store = Store(place, self.who)
        if self.year and self.year != store.framework.identity.year:
            from siptui.store.files import past_years

            store = Store(past_years.place(store.folder, self.year), self.who)
        if self.login and store.office.sharing:
            raise Refused(
                Problem(
                    "--as", "in a shared store you are who you logged in as", "leave it out", code="as_in_shared_store"
                )
            )
        return store
