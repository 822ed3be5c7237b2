"""A store at the end of its year, and the framework of the next."""

from pathlib import Path

import pytest

from siptui.framework.folders import lineage_of
from siptui.framework.own_folders import new_folder
from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store

NEXT = "ours_2011_12"


@pytest.fixture
def year(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "store", "tester")
    add_person(store, "AB", Person("Ann Bell"), {"appointed": "2009-09-01"})
    ashwell = store.add_school("Ashwell Primary", "primary", "AB")
    store.add_school("Bramble Junior", "junior", "AB")
    visit = {"date": "2010-10-12", "category_current": "2", "priorities/1": "Writing", "judgements/S1.1/current": "2"}
    store.change(ashwell, [Change(f"visits/autumn/{path}", value) for path, value in visit.items()])
    places = store.office.framework_places(store.folder)
    home = places.find(store.framework.name)
    assert home
    new_folder.of_another_year(lineage_of(home, places), store.framework.name, store.folder / "frameworks", NEXT, 1)
    return store
