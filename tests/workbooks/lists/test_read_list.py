"""A list of schools and whose each is, read from the shapes that lists come in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.sheets.cells import Sheet
from siptui.workbooks.lists.list_words import list_words
from siptui.workbooks.lists.read_list import read_list
from support.caseload import invented_list as listed


def read(rows: list[list[str]]):
    return read_list([Sheet(name="List", rows=[list(row) for row in rows])], list_words())


def test_blocks_side_by_side_with_a_key() -> None:
    found = read(listed.rows())
    assert found.people == listed.KEY
    assert {(each.name, each.sip) for each in found.schools} == {
        *listed.PRIMARY,
        *listed.SECONDARY,
        *listed.SPECIAL,
    }
    assert {each.name: each.group for each in found.schools}["Larch PRU"] == "Special/PRU"
    assert {each.group for each in found.schools} == {"Primary", "Secondary", "Special/PRU"}
    assert next(each.where for each in found.schools if each.name == "Ivy Park") == "List!E2"


def test_a_key_without_heading_and_with_the_initials_first() -> None:
    rows = [["Ash Hollow", "PT"], ["Bramble Infant", "OM"], ["", ""], ["Key", ""], ["PT", "Pippa Thistle"]]
    found = read([*rows, ["OM", "Oswin Moss"]])
    assert found.people == {"PT": "Pippa Thistle", "OM": "Oswin Moss"}
    assert [each.name for each in found.schools] == ["Ash Hollow", "Bramble Infant"]


def test_a_table_with_headings() -> None:
    rows = [
        ["Schools 2026-27", "", "", ""],
        ["URN", "School name", "Phase of education", "Adviser"],
        ["100001", "Ash Hollow", "Primary", "Pippa Thistle"],
        ["100002", "Ivy Park", "Secondary", "ZQ"],
        ["", "", "", ""],
    ]
    found = read(rows)
    assert [(each.name, each.sip, each.group, each.also) for each in found.schools] == [
        ("Ash Hollow", "Pippa Thistle", "Primary", {"urn": "100001"}),
        ("Ivy Park", "ZQ", "Secondary", {"urn": "100002"}),
    ]


@pytest.mark.parametrize(
    "rows", [[], [["School", "SIP"]], [["Name", "Reading"], ["Ann", "2B"], ["Bob", "3C"]], [["", "PT"], ["PT", ""]]]
)
def test_what_is_no_list_has_no_schools(rows: list[list[str]]) -> None:
    assert read(rows).schools == []


TEXTS = st.text("AB ab\n'&PRUé", max_size=6)


@settings(max_examples=40)
@given(st.lists(st.lists(st.one_of(TEXTS, st.sampled_from(["PT", "OM", "Key", "Primary"])), max_size=6), max_size=8))
def test_any_cells_at_all_are_read_without_a_fault(rows: list[list[str]]) -> None:
    for each in read(rows).schools:
        assert each.name == " ".join(each.name.split())
        assert each.name
