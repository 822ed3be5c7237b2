"""A store whose framework has a form of every kind besides its own."""

import pytest

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.store.store import Store
from support.frameworks.form_of_every_kind import with_every_kind


@pytest.fixture
def every_kind(store: Store, framework: Framework, monkeypatch: pytest.MonkeyPatch) -> Framework:
    """What the store's framework is from here on."""
    whole = with_every_kind(framework)
    fields = fields_of(whole)
    monkeypatch.setattr(Store, "framework", property(lambda _: whole))
    monkeypatch.setattr(Store, "fields", property(lambda _: fields))
    return whole
