"""Rows that are no pupils though no word says so: they are asked about; the answers are worked out by hand."""

from pathlib import Path

import pytest
from test_tracking_layouts import Rows, grid, people, read, xlsx
from test_tracking_rows import named
from test_tracking_traps import DECEMBER, readings

LABELS = (
    "Ave|Av.|Av|AV PTS|Class av|3b ave|Tot|Pts|A.P.S.|Mode|Range|St Dev|3B|Class 3B|Oak Class|3B (28 pupils)|"
    "Mrs J Smith|Teacher: Mrs Smith|Red group|Set 1|Whole class|Age related|ARE|Benchmark|2b+|L4+|Lower quartile|"
    "Summer born|Not SEN|School Action|SA+|G&T|White British|Pupil Premium|Leavers|Variance|Increase"
)


@pytest.mark.parametrize("label", LABELS.split("|"))
def test_a_row_that_is_no_pupil_is_never_counted_unasked(tmp_path: Path, label: str) -> None:
    """15 and 17 are 16, or it is asked."""
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": named(["Ann Ash", 15], ["Bob Bell", 17], [label, 40])})
    found = read(path)
    if not found.questions:
        assert grid(found) == {("reading", 3, DECEMBER): (16.0, 2)}
        return
    assert not found.grid
    assert [q.key for q in found.questions] == ["rows:Year 3"]
    assert grid(read(path, {"rows:Year 3": "no pupils"})) == {("reading", 3, DECEMBER): (16.0, 2)}


@pytest.mark.parametrize(("label", "value"), [("All", 16), ("Sum", 32), ("Max", 17)])
def test_a_name_that_may_be_a_total_between_pupils(tmp_path: Path, label: str, value: int) -> None:
    """Without the row 15, 17, 21 and 23 are 19."""
    rows = named(["Ann", 15], ["Bob", 17], [label, value], ["Cy", 21], ["Di", 23])
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["rows:Year 3:4"]
    assert grid(read(path, {"rows:Year 3:4": "no pupils"})) == {("reading", 3, DECEMBER): (19.0, 4)}


@pytest.mark.parametrize(
    "row",
    [["Zog", 17], ["Zog", 51], ["Zog", 16.8]],
)
def test_rows_worked_out_of_those_above(tmp_path: Path, row: list[object]) -> None:
    rows = named(["Ann", 15], ["Bob", 17], ["Cy", 19], row)
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}))
    assert [q.key for q in found.questions] == ["rows:Year 3"]


def test_levels_that_are_the_mean_of_those_above(tmp_path: Path) -> None:
    """2c, 2b and 2a are 13, 15 and 17: their mean is 2b."""
    rows = named(["Ann", "2c"], ["Bob", "2b"], ["Cy", "2a"], ["Zog", "2b"])
    assert [q.key for q in read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows})).questions] == ["rows:Year 3"]


def test_a_row_by_itself_below_a_blank_row(tmp_path: Path) -> None:
    rows = named(["Ann", 15], ["Bob", 17], ["Cy", 19], [], ["Zog", 30])
    assert [q.key for q in read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows})).questions] == ["rows:Year 3"]


def test_a_row_without_the_identity_that_all_others_have(tmp_path: Path) -> None:
    head: list[object] = ["UPN", "Name", "Gender", "Reading Dec 10"]
    rows: Rows = [head, *([f"A82699990700{n}", f"Oak{'abcd'[n]} Wren", "F", 15] for n in range(4))]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": [*rows, [None, "Lark Finch", None, 40]]})
    assert [q.key for q in read(path).questions] == ["rows:Year 3"]
    newcomer = [*rows, [None, "Lark Finch", "M", 20]]  # one who has no UPN yet
    assert readings(tmp_path, newcomer, sheet="Year 3") == {DECEMBER: 16.0}


def test_ordinary_pupils_raise_no_doubt(tmp_path: Path) -> None:
    """The same results, a mean by chance between others, anonymous names, fractions of P levels."""
    for values in ([15, 15, 15, 15, 15], [15, 17, 19, 17, 27], [15, 17, 0.5, 27, 21]):
        rows = named(*([f"Pupil {n}", value] for n, value in enumerate(values)))
        assert readings(tmp_path, rows, sheet="Year 3") == {DECEMBER: pytest.approx(sum(values) / 5)}
    assert readings(tmp_path, people([15], [17], [19], [21])) == {DECEMBER: 18.0}
