"""A store under a small framework of its own, whose files a test may change."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.store import Store
from support.frameworks.small_store import HOURS, MOVED, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store under a framework of its own, with an answer in each place that will move."""
    write(tmp_path / "config" / "siptui" / "frameworks" / "small", {})
    own = tmp_path / "s" / "frameworks" / "small"
    place = tmp_path / "s"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        Store.create(place, "ann", "small")
    write(own, {})
    store = Store(place, "ann")
    store.add_school("Ashwell", "primary")
    store.change("ashwell", [Change(path, f"at {path}") for path in MOVED])
    store.change("ashwell", [Change("visits/visit/judgements/T1/grade", "2"), Change(HOURS, "about two")])
    return store
