"""The house's files are parsed once: all its tests run in one process, where others run beside it."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "house" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("house"))
