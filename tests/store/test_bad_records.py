"""A record whose seal is right and whose content is not is its school's trouble alone."""

import json
from pathlib import Path

import pytest

from support.shell import Shell
from support.stores.bad_records import BAD, DATE, plant, with_values


@pytest.fixture
def siptui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    shell("add-school", "Birch Infant", "--phase", "infant")
    shell("set", "birch_infant", DATE, "2010-10-12")
    return shell


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_record_is_its_own_schools_trouble(siptui: Shell, kind: str) -> None:
    before = siptui("get", "ashwell_primary")
    plant(siptui.folder, "birch_infant", BAD[kind](siptui.folder, "birch_infant"))
    for words in (("review",), ("schools",), ("review", "--json"), ("dump",)):
        said = siptui(*words, status=3)
        assert said.count("\n") == 1, said
        assert "birch_infant" in said
        assert "damaged" in said or "does not hold a school" in said
    assert siptui("get", "ashwell_primary") == before
    siptui("get", "birch_infant", status=3)
    siptui("get", "birch_infant", DATE + "x", status=3)
    siptui("get", "birch_infant", "progress", status=3)
    siptui("set", "birch_infant", "school/number", "1", status=3)
    siptui("undo", "birch_infant", status=3)
    siptui("export", "summary", "birch_infant", "--out", str(siptui.folder / "x.xlsx"), status=3)
    siptui("verify", status=3)
    siptui("set", "ashwell_primary", "school/number", "1")
    siptui("undo", "ashwell_primary")
    assert siptui("get", "ashwell_primary") == before


def test_an_edit_may_put_it_right(siptui: Shell) -> None:
    plant(siptui.folder, "birch_infant", BAD["a date that is none"](siptui.folder, "birch_infant"))
    siptui("set", "birch_infant", "school/number", "1", status=3)
    siptui("set", "birch_infant", DATE, "12/10/2010")
    assert siptui("get", "birch_infant", DATE) == "2010-10-12\n"
    assert len(json.loads(siptui("review", "--json"))) == 2


def test_a_value_that_has_the_name_of_a_form_is_told(siptui: Shell) -> None:
    values = {"school/name": "B", "visits": "x", "visits/autumn/date": "2010-10-12", "a/b": "1", "a": "2"}
    plant(siptui.folder, "birch_infant", with_values(siptui.folder, "birch_infant", values))
    found = json.loads(siptui("get", "birch_infant"))
    assert found["visits"] == {"": "x", "autumn": {"date": "2010-10-12"}}
    assert found["a"] == {"": "2", "b": "1"}
