"""Numbers as people write them, the same wherever one is taken."""

import pytest

from siptui.records.numbers import number_in
from siptui.records.values import BadValue, Field, parse
from siptui.rules.progress import shown
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table

WRITTEN = {"14": 14.0, " 14.5 ": 14.5, "7,5": 7.5, "12,25": 12.25, ".5": 0.5, "3.": 3.0}
NONE = ["1_4", "1_4.5", "1e1", "12,3456", "1,2,3", "0x10", "1 4", "--1", "", "nan", "inf", "١٤", "1,", ","]


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_typed_pasted_and_read_alike(text: str, value: float) -> None:
    assert number_in(text) == value
    assert parse(Field("a", "A", "points"), text) == value
    assert Levels(level_table()).as_points(text).points == value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_none_anywhere(text: str) -> None:
    assert number_in(text) is None
    assert Levels(level_table()).as_points(text).points is None
    if text:
        with pytest.raises(BadValue):
            parse(Field("a", "A", "points"), text)


def test_thousands() -> None:
    assert number_in("1,234") == 1234
    assert number_in("1,234,567.5") == 1234567.5


@pytest.mark.parametrize(("number", "text"), [(-0.02, "0.0"), (-0.0, "0.0"), (-0.05, "-0.1"), (0.04, "0.0")])
def test_nothing_is_shown_as_less_than_nought(number: float, text: str) -> None:
    assert shown(number) == text
