"""What the tests share: the framework, and stores of an invented school."""

from pathlib import Path

import pytest

from siptui.framework import Framework, load
from siptui.store import Store

FRAMEWORK = "milton_keynes_2010_11"


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load(FRAMEWORK)


@pytest.fixture(autouse=True)
def no_settings_of_ones_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have keys of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "settings"))
    monkeypatch.delenv("SIPTUI_KEYS", raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store.create(tmp_path / "store", "tester")


@pytest.fixture
def ashwell(store: Store) -> str:
    """The id of an invented school in `store`."""
    return store.add_school("Ashwell Primary", "primary", "AB")
