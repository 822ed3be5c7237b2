"""The small store that these tests are tried on: of an invented framework with steps, rows, people and the office."""

from pathlib import Path

import pytest

from siptui.store.store import Store
from support.stores.small_store import small_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_store(tmp_path / "s")


@pytest.fixture
def ashwell(store: Store) -> str:
    return "ashwell_primary"
