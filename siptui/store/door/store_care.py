"""The store looked after: what is wrong with it, all of it in one file, how many daily copies of it there are."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import structs

from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.store import engines
from siptui.store.backend_protocol import Backend
from siptui.store.files import past_years


class StoreCare:
    """What one store is looked after with. Its methods touch files: call them off the event loop."""

    def __init__(self, backend: Backend, fields: Callable[[], Fields]) -> None:
        """`fields` gives those of the store's framework, which one can do without until faults are looked for."""
        self._backend = backend
        self._fields = fields

    def faults(self) -> Iterator[Problem]:
        """What is wrong with the store, each thing with what would mend it."""
        fields = self._fields()
        return self._backend.faults(fields.framework, fields)

    def back_up(self, out: Path) -> tuple[list[str], list[Problem]]:
        """Copy all of it into one file, proven; gives the ids of what is in it, and why others are not.

        Raises Refused where it cannot be written, StoreFault.
        """
        from siptui.store.backup import write_archive  # zip files are nothing that every command needs

        folder = self._backend.folder
        years = {name: engines.open_store(past_years.place(folder, name)) for name in past_years.names(folder)}
        manifest, problems = write_archive.write(self._backend, out, years=years)
        return [*manifest.schools], problems

    def copies(self) -> tuple[int, str]:
        """How many daily copies of it there are, and where."""
        return self._backend.copies()

    def copies_with_key(self) -> list[Problem]:
        """Those of them that hold the key of UPNs, which an earlier siptui left in them, each as a problem."""
        return self._backend.copies_with_key()

    def keep_copies(self, number: int) -> None:
        """Have so many daily copies kept from now on; with 0, none is made. Raises Busy, StoreFault."""
        self._backend.set_office(lambda office: structs.replace(office, copies=number))
