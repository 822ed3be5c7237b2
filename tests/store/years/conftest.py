"""A store at the end of its year, and the framework of the next."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.stores.next_year import make_next


@pytest.fixture
def year(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "store", "tester")
    add_person(store, "AB", Person("Ann Bell"), {"appointed": "2009-09-01"})
    ashwell = store.add_school("Ashwell Primary", "primary", "AB")
    store.add_school("Bramble Junior", "junior", "AB")
    visit = {"date": "2010-10-12", "category_current": "2", "priorities/1": "Writing", "judgements/S1.1/current": "2"}
    store.change(ashwell, [Change(f"visits/autumn/{path}", value) for path, value in visit.items()])
    make_next(store)
    return store
