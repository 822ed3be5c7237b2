"""Notations and their points: the table written out here from its source, facts.md §1a and §1b."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.tracking.data import level_table
from siptui.tracking.levels import Levels

LEVELS = Levels(level_table())
P_SCALES = {
    "P1i": 0.5,
    "P1ii": 0.7,
    "P2i": 0.9,
    "P2ii": 1.1,
    "P3i": 1.3,
    "P3ii": 1.5,
    "P4": 2,
    "P5": 3,
    "P6": 4,
    "P7": 5,
    "P8": 6,
}
SUBLEVELS = {f"{n}{letter}": 6 * n + 3 + step for n in range(1, 8) for letter, step in (("c", -2), ("b", 0), ("a", 2))}
WHOLE = {str(n): 6 * n + 3 for n in range(1, 9)}
TABLE: dict[str, float] = {**P_SCALES, "W": 3, **SUBLEVELS, "8c": 49, "8b": 51, **WHOLE, "EP": 57}


def test_the_table_is_the_source_s() -> None:
    assert dict(level_table().points) == TABLE


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("2b", 15),
        ("2B", 15),
        ("L2b", 15),
        ("Level 2b", 15),
        ("\xa02b ", 15),
        ("L 2 b", 15),
        ("2", 15),
        (2.0, 15),
        (2, 15),
        ("W", 3),
        ("w", 3),
        ("P1i", 0.5),
        ("P1(ii)", 0.7),
        ("p 8", 6),
        ("1c", 7),
        ("5A", 35),
        ("Ｌ２ｂ", 15),
        ("NC 3a", 23),
    ],
)
def test_each_notation(text: str | float, points: float) -> None:
    assert LEVELS.level(text).points == points


@pytest.mark.parametrize("text", ["A", "D", "M", "X", "L", "a", "", "  ", "\xa0", "N", "B", "-", "#N/A", "2b+", "3-"])
def test_disregarded_with_a_reason(text: str) -> None:
    worth = LEVELS.level(text)
    assert worth.points is None
    assert worth.reason
    assert not worth.unknown


@pytest.mark.parametrize(
    "text", ["Z9", "2d", "#REF!", "9b", "0", "P1", "P9", "2b/2a", "22", "2.3", "1.5b", -2.0, 15.0, True]
)
def test_what_is_no_level_is_said(text: str | float) -> None:
    worth = LEVELS.level(text)
    assert worth.points is None
    assert worth.unknown


@pytest.mark.parametrize(("text", "points"), [("15", 15), ("15.0", 15), (15.0, 15), (0.5, 0.5), ("\xa021 ", 21)])
def test_points_as_numbers_and_text(text: str | float, points: float) -> None:
    assert LEVELS.as_points(text).points == points


@pytest.mark.parametrize("text", [0.0, 60.0, "-3", "2b", "high", "1e3"])
def test_what_is_no_points_is_said(text: str | float) -> None:
    assert LEVELS.as_points(text).unknown


def test_decimals_only_as_somebody_said() -> None:
    by_name = {d.name: d for d in level_table().decimals}
    assert LEVELS.level(2.3, by_name[".0 is c, .3 is b, .7 is a"]).points == 15
    assert LEVELS.level(2.0, by_name[".0 is c, .3 is b, .7 is a"]).points == 13
    assert LEVELS.level("2.3", by_name[".1 is a, .2 is b, .3 is c"]).points == 13
    assert LEVELS.level(2.6, by_name[".0 is c, .3 is b, .7 is a"]).unknown


@given(
    name=st.sampled_from(sorted(TABLE)),
    prefix=st.sampled_from(["", "L", "Level ", "level", "LEVEL  "]),
    around=st.tuples(st.sampled_from(["", " ", "\xa0", "\t"]), st.sampled_from(["", " ", "\u2003"])),
    upper=st.booleans(),
)
def test_case_space_and_prefix_do_not_matter(name: str, prefix: str, around: tuple[str, str], upper: bool) -> None:
    text = f"{around[0]}{prefix}{name.upper() if upper else name.lower()}{around[1]}"
    assert LEVELS.level(text).points == TABLE[name]


@given(st.text(max_size=12) | st.floats(allow_nan=False, allow_infinity=False))
def test_anything_has_points_or_a_reason_and_the_same_again(cell: str | float) -> None:
    first = LEVELS.level(cell)
    assert (first.points is None) == bool(first.reason)
    assert LEVELS.level(cell) == first
    if first.points is not None:
        assert first.points in TABLE.values()
