"""The year after: its framework made of a store's own, and begun."""

from siptui.framework.folders import lineage_of
from siptui.framework.own_folders import new_folder
from siptui.store.store import Store
from siptui.store.years.new_year import Turn

NEXT = "ours_2011_12"


def make_next(store: Store, name: str = NEXT) -> None:
    """A framework of the year after, in the store's own folder."""
    places = store.office.framework_places(store.folder)
    home = places.find(store.framework.name)
    assert home
    new_folder.of_another_year(lineage_of(home, places), store.framework.name, store.folder / "frameworks", name, 1)


def begin_next(store: Store, name: str = NEXT) -> Store:
    """The store in its next year."""
    make_next(store, name)
    Turn(store, name).begin()
    return Store(store.folder, store.who)
