"""The house's files are parsed once: all its tests run in one process, where others run beside it."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):  # and not by its name: the whole checkout may lie in a folder called so
            item.add_marker(pytest.mark.xdist_group("house"))
