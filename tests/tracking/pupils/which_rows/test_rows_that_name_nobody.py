"""Rows that head pupils by a letter, stand among notes or name nobody: what is asked of them, and what answers do."""

from pathlib import Path

import pytest

from support.spreadsheets.small_tables import Rows, read, xlsx


@pytest.mark.parametrize("order", [("R", "Y1", "Y2"), ("Y1", "Y2", "R"), ("Y1", "R ", "Y2")])
def test_a_letter_heads_reception_where_others_say_year_groups(tmp_path: Path, order: tuple[str, ...]) -> None:
    """It was asked whether R is a pupil."""
    pupils = {"R": ["W", "1c"], "Y1": ["1b", "1a"], "Y2": ["2c", "2b"]}
    rows: Rows = [["Name", "Reading Dec 10"]]
    for at, word in enumerate(order):
        rows += [[word], *([f"Wren Oak{at}{n}", level] for n, level in enumerate(pupils[word.strip()]))]
    found = read(xlsx(tmp_path / "a.xlsx", {"All": rows}))
    assert [(c.year, c.aps, c.pupils) for c in found.grid] == [(1, 10.0, 2), (2, 14.0, 2)]
    assert sum("Part D has years" in n.reason for n in found.not_counted) == 2


def test_a_pupil_without_results_may_be_called_by_a_letter(tmp_path: Path) -> None:
    """R is no heading where others are called P and T: then T would be in Reception, and not count."""
    rows: Rows = [["Name", "Reading Dec 10"], ["Y1"], ["P", "1b"], ["R"], ["T", "1c"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"All": rows}))
    assert [(c.year, c.aps, c.pupils) for c in found.grid] == [(1, 8.0, 2)]


def test_one_of_several_rows_at_the_foot_may_be_said_to_be_a_pupil(tmp_path: Path) -> None:
    """A late pupil among notes: all rows counted, or none."""
    rows: Rows = [["Name", "Reading Dec 10"], *([f"Wren Oak{n}", "2b"] for n in range(8)), []]
    rows += [["Expected for most", "2b"], ["Mrs Hall", "4a"], ["Late Comer", "3b"], ["See the SENCo", "4a"]]
    path = xlsx(tmp_path / "a.xlsx", {"Y3": rows})
    answers = {"rows:Y3": "some are pupils"}
    each = ["rows:Y3:12", "rows:Y3:13", "rows:Y3:14"]
    assert [q.key for q in read(path, answers).questions] == each
    answers |= dict(zip(each, ["no pupils", "pupils", "no pupils"], strict=True))
    assert [(c.aps, c.pupils) for c in read(path, answers).grid] == [((8 * 15 + 21) / 9, 9)]


def test_notes_without_results_are_not_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Surname", "Forename", "Reading Dec 10"], *([f"Oak{n}", "Wren", "2b"] for n in range(8))]
    found = read(xlsx(tmp_path / "a.xlsx", {"Y3": [*rows, [], ["See Mrs Hall"], ["Away all term: 2"]]}))
    assert [(c.aps, c.pupils) for c in found.grid] == [(15.0, 8)]


NAMELESS: Rows = [["Surname", "Forename", "Year", "Class", "Reading Dec 10"]]
NAMELESS += [[f"Oak{n}", "Wren", 3 + n // 4, f"{3 + n // 4}A", "2b"] for n in range(8)]


def test_the_year_group_of_a_nameless_pupil_is_asked(tmp_path: Path) -> None:
    """It was said to be a pupil, and then did not count."""
    rows = [[*row[:3], "Elm", row[4]] if n else row for n, row in enumerate(NAMELESS)]
    path = xlsx(tmp_path / "a.xlsx", {"T": [*rows[:4], [None, None, None, "Elm", "2a"], *rows[4:]]})
    answers = {"rows:T:5": "pupils"}
    found = read(path, answers)
    assert [(q.key, q.where) for q in found.questions] == [("year:T:5", "a.xlsx: T!A5")]
    assert not found.grid
    found = read(path, {**answers, "year:T:5": "4"})
    assert [(c.year, c.aps, c.pupils) for c in found.grid] == [(3, 15.0, 4), (4, 15.4, 5)]
    assert [(c.year, c.pupils) for c in read(path, {**answers, "year:T:5": "leave out"}).grid] == [(3, 4), (4, 4)]


@pytest.mark.parametrize("name", [None, "Jay"])
def test_the_class_tells_the_year_group_where_the_year_column_is_blank(tmp_path: Path, name: str | None) -> None:
    row = [name, name, None, "4A", "2a"]
    answers = {} if name else {"rows:T:5": "pupils"}
    found = read(xlsx(tmp_path / "a.xlsx", {"T": [*NAMELESS[:4], row, *NAMELESS[4:]]}), answers)
    assert [(c.year, c.aps, c.pupils) for c in found.grid] == [(3, 15.0, 4), (4, 15.4, 5)]
    # Nothing is told by classes whose numbers are no year groups.
    others = [[*row[:3], "1A", row[4]] if n else row for n, row in enumerate(NAMELESS)]
    found = read(xlsx(tmp_path / "b.xlsx", {"T": [*others[:4], ["Ash", "Jay", None, "4A", "2a"], *others[4:]]}))
    assert [q.key for q in found.questions] == ["year:T:5"]
