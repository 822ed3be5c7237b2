"""A framework of another school year: what is moved in its files, and what stays."""

from pathlib import Path

import pytest

from siptui.framework import Framework, load
from siptui.framework.folders import Places, lineage_of
from siptui.framework.own_folders import new_folder
from siptui.framework.own_folders.another_year import moved, year_moved


def one(text: str, by: int = 1) -> str:
    path = Path("a.toml")
    return moved({path: text.encode()}, "2010-11", by).get(path, text.encode()).decode()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ('title = "Note of visit 2010-11"', 'title = "Note of visit 2011-12"'),
        ('label = "LA category 2009-10"', 'label = "LA category 2010-11"'),
        ('{ key = "2010-12", label = "APS Dec 10" }', '{ key = "2011-12", label = "APS Dec 11" }'),
        ('increase.since = "2010-07"', 'increase.since = "2011-07"'),
        ("[[terms]]\nfirst = 2010-09-02", "[[terms]]\nfirst = 2011-09-01"),
        ("[[cpd]]\non = 2010-11-05 # a Friday", "[[cpd]]\non = 2011-11-04 # a Friday"),
        ("[[deadlines]]\non = 2010-12-31", "[[deadlines]]\non = 2011-12-31"),
        ('key = "actual_2010"', 'key = "actual_2011"'),
        ('prompt = "Targets for 2012."', 'prompt = "Targets for 2013."'),
    ],
)
def test_what_is_of_the_year_moves(said: str, then: str) -> None:
    assert one(said) == then
    assert one(said, 0) == said


@pytest.mark.parametrize(
    "said",
    [
        "# Source: handbook 2010-11",
        'note = "Data Protection Act 1998"',
        'note = "Equality Act 2010"',
        'key = "S1.1"',
        "slots = 8",
        'note = "MI 189/10 and 3182"',
        "[[deadlines]]\non = 2012-02-29",
    ],
)
def test_what_is_of_no_year_stays(said: str) -> None:
    assert one(said) == said


def test_a_year_is_moved_over_the_centurys_end() -> None:
    assert (year_moved("2010-11", -2), year_moved("2098-99", 1), year_moved("this year", 1)) == (
        "2008-09",
        "2099-00",
        "this year",
    )


@pytest.mark.parametrize("name", ["milton_keynes_2010_11", "england_2025_26", "norfolk_2010_11"])
@pytest.mark.parametrize("by", [1, -2])
def test_every_framework_can_be_moved_and_differs_in_nothing_but_the_year(tmp_path: Path, name: str, by: int) -> None:
    places = Places(store=tmp_path, owner=tmp_path.stat().st_uid)
    home = places.find(name)
    assert home
    new_folder.of_another_year(lineage_of(home, places), name, tmp_path, "another", by)
    before, after = load(name), load("another", places)
    assert after.identity.year == year_moved(before.identity.year, by)
    assert shape(after) == shape(before)
    terms = zip(after.calendar.terms, before.calendar.terms, strict=True)
    assert {(term.first - was.first).days for term, was in terms} == {364 * by}
    assert after.roles == before.roles


def shape(framework: Framework) -> list[tuple[str, int, list[str]]]:
    return [(form.key, len(form.blocks), [field.kind for field in form.fields]) for form in framework.forms]
