"""What the tests share: the framework, and stores of an invented school."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from siptui.framework import Framework, load
from siptui.store.store import Store
from support.milton_keynes import FRAMEWORK

# Finding thousands of tests takes a third less of the processor where nobody looks for garbage meanwhile.
gc.disable()

# However busy the machine is, an example that takes long is no fault.
# The same examples for everyone who checks the same commit; others every time at home and in `make torture`.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("any machine")

# No test looks as whoever runs it likes siptui to look.
for name in ("SIPTUI_THEME", "NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE"):
    os.environ.pop(name, None)
os.environ.update(LANG="C.UTF-8", TERM="xterm-256color", XDG_CONFIG_HOME=os.devnull)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What siptui keeps for its next start is kept apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_finish() -> None:
    """From here on there is garbage; the tests themselves, and what they import, are none and never looked through."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)  # an application is made and gone in each test: looking often finds little
    gc.enable()


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load(FRAMEWORK)


@pytest.fixture(scope="session")
def settings_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that are not there yet, made by whoever writes to them: thousands would take seconds to make."""
    place = tmp_path_factory.mktemp("settings")
    return (place / str(number) for number in count())


@pytest.fixture(autouse=True)
def no_settings_of_ones_own(settings_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have keys of their own."""
    own = next(settings_folders)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(own / name.lower() if name != "CONFIG" else own))
    monkeypatch.delenv("SIPTUI_KEYS", raising=False)


@pytest.fixture(autouse=True)
def the_disk_is_not_waited_for(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut tells what was on disk from what was on its way; that is tried, and timed, elsewhere."""
    if not any(request.node.get_closest_marker(name) for name in ("torture", "bench")):
        monkeypatch.setattr(os, "fsync", os.fstat)  # which too raises for what is not open


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store.create(tmp_path / "store", "tester")


@pytest.fixture
def ashwell(store: Store) -> str:
    """The id of an invented school in `store`."""
    return store.add_school("Ashwell Primary", "primary", "AB")
