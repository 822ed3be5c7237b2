"""What the tests of frameworks share."""

import pytest

from siptui.framework import Framework, load
from support.milton_keynes import FRAMEWORK


@pytest.fixture(scope="session")
def mk() -> Framework:
    """The handbook's."""
    return load(FRAMEWORK)
