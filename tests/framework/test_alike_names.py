"""Words of schools' names that mean the same are one where a school is looked for."""

import pytest

from siptui.framework.alike_names import as_compared
from siptui.store.store import Store


@pytest.mark.parametrize("name", ["St Mary's C of E Primary", "St. Mary’s CofE  primary", "SAINT MARY'S CE PRIMARY"])
def test_ways_to_write_one_name_are_alike(name: str) -> None:
    assert as_compared(name) == "st mary's ce primary"


@pytest.mark.parametrize("name", ["Stanton Primary", "Cecil Road", "Rce Park"])
def test_what_only_begins_like_such_a_word_is_none(name: str) -> None:
    assert as_compared(name) == name.casefold()


def test_a_school_is_found_however_its_church_is_written(store: Store) -> None:
    store.add_school("St Mary's CofE Primary School", "primary")
    assert store.find("st mary's c of e") == "st_marys_cofe_primary_school"
