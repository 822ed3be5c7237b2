"""Notations and their points: the table written out here from its source, facts.md §1a and §1b."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table

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


KS1 = {"4+": 27, "4": 27, "3": 21, "2A": 17, "2B": 15, "2": 15, "2C": 13, "1": 9, "W": 3}
KS1_DISREGARD = ("A", "D", "M", "X", "")
KS2 = {"5": 33, "4": 27, "3": 21, "2": 15, "N": 15, "B": 15, "M": 0, "S": 0, "6": 39}
KS2_DISREGARD = ("A", "T", "Q", "X", "F", "not eligible", "L")


@pytest.mark.parametrize(
    ("stage", "counted", "disregarded"), [("ks1", KS1, KS1_DISREGARD), ("ks2", KS2, KS2_DISREGARD)]
)
def test_every_code_of_a_key_stage_by_its_rule(
    stage: str, counted: dict[str, float], disregarded: tuple[str, ...]
) -> None:
    """facts.md §1b and §1c, written out here; and nothing else is in the data."""
    levels = Levels(level_table(), stage)
    for code, points in counted.items():
        assert [levels.level(c).points for c in (code, code.lower(), f" {code}")] == [points] * 3, code
    for code in disregarded:
        worth = levels.level(code)
        assert worth.points is None
        assert worth.reason
        assert not worth.unknown
    data = level_table().key_stages[stage]
    assert {k.upper() for k in (*data.points, *data.nought)} == {k.upper() for k in counted}
    assert {*data.disregarded, ""} >= set(disregarded) >= set(data.disregarded)


@pytest.mark.parametrize("code", ["A", "D", "M", "X", "T", "Q", "F", "L", "S", "N", "B"])
def test_every_code_of_a_result_in_a_school_s_own_tracking_is_left_out_with_its_reason(code: str) -> None:
    for worth in (LEVELS.level(code), LEVELS.as_points(code)):
        assert worth.points is None
        assert worth.reason
        assert not worth.unknown


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("2b+", (15, 16)),
        ("2a-", (17, 16)),
        ("L3+", (21, 22)),
        ("2b?", (15, 15)),
        ("3c (PSA)", (19, 19)),
        ("(2b)", (15, 15)),
    ],
)
def test_signs_and_remarks_are_between_two_worths(text: str, points: tuple[float, float]) -> None:
    worth = LEVELS.level(text)
    assert worth.points is None
    assert worth.between == points


@pytest.mark.parametrize("text", ["(W)", "[3b]", "(2b"])
def test_a_level_in_brackets_is_asked_about(text: str) -> None:
    assert LEVELS.level(text).points is None
    assert LEVELS.level(text).between
    assert LEVELS.as_points(text).points is None
