"""The store of each year: of the one that is under way, and of those that are over."""

from collections.abc import Iterator
from pathlib import Path

from siptui.store.files.past_years import FOLDER, names, place
from siptui.store.store import Store


def present(store: Store) -> Path:
    """The folder of the store that a year is of: its own where it is not over."""
    return store.folder.parent.parent if store.office.closed else store.folder


def all_years(store: Store) -> Iterator[Store]:
    """The store of the year that is under way, and of each that is over, the latest first. Raises StoreFault."""
    folder = present(store)
    yield Store(folder, store.who) if store.office.closed else store
    for name in names(folder):
        yield Store(folder / FOLDER / name, store.who)


def year_before(store: Store) -> Store | None:
    """The year before a store's own, opened; None where none is kept. Raises StoreFault."""
    folder, year = present(store), store.framework.identity.year
    earlier = [each for each in names(folder) if each < year]
    return Store(place(folder, earlier[0]), store.who) if earlier else None
