"""A store with a past."""

import pytest

from siptui.records.change import Change
from siptui.store.store import Store

JUDGED = "visits/autumn/judgements/S1.1"


@pytest.fixture
def edited(store: Store, ashwell: str) -> Store:
    """A store of two schools with some history."""
    store.add_school("Zebra Lane", "infant", "CD")
    for value in "321":
        store.change(ashwell, [Change(f"{JUDGED}/current", value), Change(f"{JUDGED}/evaluation", f"for {value}")])
    return store
