"""What the tests share: the framework, and stores of an invented school."""

from pathlib import Path

import pytest

from siptui.framework import Framework, load
from siptui.store import Store

FRAMEWORK = "milton_keynes_2010_11"


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load(FRAMEWORK)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store.create(tmp_path / "store", "tester")


@pytest.fixture
def ashwell(store: Store) -> str:
    """The id of an invented school in `store`."""
    return store.add_school("Ashwell Primary", "primary", "AB")
