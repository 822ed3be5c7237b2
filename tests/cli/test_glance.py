"""glance on the command line: a school and a form in pictures, in words, as JSON."""

import json

import pytest

from siptui.store.store import Store
from support.shell import Shell


def test_a_school_and_a_form_of_it_are_told_in_three_ways(store: Store, ashwell: str) -> None:
    shell = Shell(store.folder)
    shell("set", ashwell, "visits/autumn/date", "12/10/2010")
    shell("set", ashwell, "visits/autumn/judgements/S1.1/current", "2")
    assert "●" in shell("glance", ashwell)
    words = shell("glance", ashwell, "--words")
    assert "autumn visit 12 Oct" in words
    assert "●" not in words
    found = json.loads(shell("glance", ashwell, "--json"))
    assert found["subject"] == ashwell
    assert any(line["words"] for line in found["lines"])
    assert "S1.1 2" in shell("glance", ashwell, "--form", "visits/autumn")


@pytest.mark.parametrize("path", ["nowhere", "visits/autumn/nothing"])
def test_a_form_that_there_is_not_is_refused_with_what_comes_near(store: Store, ashwell: str, path: str) -> None:
    said = Shell(store.folder)("glance", ashwell, "--form", path, status=1)
    assert "there is no such field" in said or "is a form" in said
