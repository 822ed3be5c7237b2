"""The same walk under every framework: the school, each of its forms, a field of each filled, and back."""

from pathlib import Path

import pytest

from siptui.framework import load, names
from siptui.store.store import Store
from support.frameworks.forms_walked import walk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", names())
async def test_every_form_opens_and_takes_an_answer(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    store = Store.create(tmp_path / "store", "tester", name)
    forms, took = await walk(store, store.add_school("Ashwell", load(name).phase_names()[3]), size)
    assert len(forms) >= 5
    reckoned = {form.key for form in store.framework.forms if form.kind == "summary"}  # maybe as a whole
    assert set(forms) - set(took) <= reckoned
