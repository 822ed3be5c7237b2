"""The tables of headings and levels as data: what they hold fits together, and what does not is found out."""

from pathlib import Path
from shutil import copytree

import pytest

from siptui.framework.data_file import FrameworkFault
from siptui.sheets.cells import plain
from siptui.tracking.vocabulary.schema_tables import FOLDER, OtherWordings, level_table, with_others, wordings


def copied(folder: Path, name: str, old: str, new: str) -> Path:
    """The tables with a change in one of the files."""
    copytree(FOLDER, folder / "tracking")
    file = folder / "tracking" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder / "tracking"


def test_a_level_rises_by_six_points_and_its_letters_by_two() -> None:
    points = level_table().points
    assert [points[f"{n}b"] for n in range(1, 9)] == [6 * n + 3 for n in range(1, 9)]
    assert all(points[f"{n}c"] == points[f"{n}b"] - 2 for n in range(1, 9))
    assert all(points[f"{n}a"] == points[f"{n}b"] + 2 for n in range(1, 8))


def test_nothing_is_both_worth_something_and_left_out() -> None:
    table = level_table()
    assert {plain(code) for code in table.points}.isdisjoint(plain(code) for code in table.disregarded)


def test_what_is_likely_of_a_year_group_rises_with_it() -> None:
    table = level_table()
    for likely in (table.likely_most_points, table.likely_least_points, table.likely_least_mean):
        values = [likely[str(year)] for year in range(1, 7)]
        assert values == sorted(values)
    assert all(table.likely_least_mean[y] < table.likely_most_points[y] for y in table.likely_least_mean)
    assert table.most_off_ladder_and_high < table.most_off_ladder


def test_every_way_of_writing_sublevels_gives_all_three_letters() -> None:
    assert all({*way.fractions.values()} == {"a", "b", "c"} for way in level_table().decimals)


def test_what_tells_pupils_apart_are_columns_that_are_known() -> None:
    words = wordings()
    assert {*words.identity} <= {*words.columns}
    assert {*words.columns} <= {*words.names}


def test_every_month_that_is_no_point_in_time_stands_for_one() -> None:
    words = wordings()
    assert {int(month) for month in words.near_months}.isdisjoint(words.near_months.values())
    assert {int(m) for m in words.near_months} | {*words.near_months.values()} == {*range(1, 13)}


def test_no_wording_of_a_column_means_two_columns() -> None:
    meant: dict[str, set[str]] = {}
    for name, phrases in wordings().columns.items():
        for phrase in phrases:
            meant.setdefault(plain(phrase), set()).add(name)
    assert {phrase: names for phrase, names in meant.items() if len(names) > 1} == {}


def test_a_key_that_is_not_known_is_a_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path, "levels.toml", "highest_level = 8", "highest_levl = 8")
    with pytest.raises(FrameworkFault, match=r"levels\.toml"):
        level_table(folder)


def test_a_system_that_gives_a_known_level_another_worth_is_a_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path, "levels.toml", "highest_level = 8", "highest_level = 8")
    lines = 'name = "New"\nconfidence = "G"\n[points]\n"2B" = 99\n'
    (folder / "systems" / "zz.toml").write_text(lines, encoding="utf-8")
    with pytest.raises(FrameworkFault, match="2B"):
        level_table(folder)


def test_other_kinds_of_result_add_words_and_take_some_away() -> None:
    words = wordings()
    first, second = words.subjects["reading"][:2]
    other = OtherWordings(without=[first], subjects={"grammar": ["gps"]}, names={"uln": "ULN"})
    changed = with_others(words, other)
    assert first not in changed.subjects["reading"]
    assert second in changed.subjects["reading"]
    assert changed.subjects["grammar"] == ["gps"]
    assert changed.names["uln"] == "ULN"
    assert changed.names["upn"] == words.names["upn"]
    assert first in words.subjects["reading"]  # the common ones are as they were
